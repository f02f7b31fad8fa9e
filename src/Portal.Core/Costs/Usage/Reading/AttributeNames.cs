using System.Collections.Frozen;
using static Portal.Core.Costs.Usage.Reading.AttributeMeaning;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>
/// The names under which exporters say one thing: three generations of the conventions, what is seen beside them, and what a tenant's
/// administrator added. Where an exporter writes a thing twice, the newer name counts. Names that are not here are never kept, so no
/// prompt and no answer is (see <see cref="InputAttributes"/> for what is read of prompts where the tenant wants fingerprints).
/// </summary>
public sealed class AttributeNames
{
    /// <summary>Of what a tenant may add.</summary>
    public const int Most = 100;

    /// <summary>The newest first: of two names for one thing the first that holds a value counts.</summary>
    private static readonly AttributeName[] s_known =
    [
        new("gen_ai.operation.name", Operation), new("llm.request.type", Operation), new("openinference.span.kind", Operation),
        new("gen_ai.provider.name", Provider), new("gen_ai.system", Provider), new("llm.provider", Provider), new("llm.system", Provider), new("llm.vendor", Provider),
        new("gen_ai.request.model", AskedModel), new("llm.request.model", AskedModel),
        new("gen_ai.response.model", AnsweredModel), new("llm.response.model", AnsweredModel), new("llm.model_name", AnsweredModel), new("embedding.model_name", AnsweredModel),
        new("gen_ai.usage.input_tokens", InputTokens), new("gen_ai.usage.prompt_tokens", InputTokens), new("llm.usage.prompt_tokens", InputTokens), new("llm.token_count.prompt", InputTokens),
        new("gen_ai.usage.output_tokens", OutputTokens), new("gen_ai.usage.completion_tokens", OutputTokens), new("llm.usage.completion_tokens", OutputTokens), new("llm.token_count.completion", OutputTokens),
        new("gen_ai.usage.cache_read.input_tokens", CacheReadTokens), new("gen_ai.usage.cache_read_input_tokens", CacheReadTokens), new("gen_ai.usage.cache_read_tokens", CacheReadTokens),
        new("gen_ai.usage.input_cached_tokens", CacheReadTokens), new("gen_ai.usage.prompt_tokens_details.cached_tokens", CacheReadTokens), new("llm.token_count.prompt_details.cache_read", CacheReadTokens),
        new("gen_ai.usage.cache_creation.input_tokens", CacheWriteTokens), new("gen_ai.usage.cache_write.input_tokens", CacheWriteTokens), new("gen_ai.usage.cache_creation_input_tokens", CacheWriteTokens),
        new("gen_ai.usage.cache_write_tokens", CacheWriteTokens), new("llm.token_count.prompt_details.cache_write", CacheWriteTokens),
        new("gen_ai.usage.reasoning.output_tokens", ReasoningTokens), new("gen_ai.usage.reasoning_tokens", ReasoningTokens),
        new("gen_ai.usage.completion_tokens_details.reasoning_tokens", ReasoningTokens), new("llm.token_count.completion_details.reasoning", ReasoningTokens),
        new("gen_ai.response.id", ResponseId), new("gen_ai.conversation.id", Conversation), new("session.id", Conversation), new("error.type", AttributeMeaning.Error),
        new("portal.model.name", PortalModel), new("portal.model.version", PortalVersion), new("portal.price.term", Term),
        new("deployment.environment.name", AttributeMeaning.Environment), new("deployment.environment", AttributeMeaning.Environment),
        new("cloud.region", Region), new("service.name", Source),
    ];

    private static readonly FrozenDictionary<string, (AttributeMeaning Meaning, int Rank)> s_table = Table(s_known);

    private readonly FrozenDictionary<string, (AttributeMeaning Meaning, int Rank)> _table;

    /// <param name="added">A tenant's own names; they count before those that are known anyway.</param>
    public AttributeNames(IReadOnlyList<AttributeName> added) => _table = added.Count == 0 ? s_table : Table([.. added, .. s_known]);

    /// <summary>Without a tenant's own.</summary>
    public static AttributeNames Standard { get; } = new([]);

    public static IReadOnlyList<AttributeName> Known => s_known;

    /// <summary>True for an attribute that makes a span one of generative AI, whether or not it says something about usage.</summary>
    public bool IsGenerative(string attribute) =>
        attribute.StartsWith("gen_ai.", StringComparison.Ordinal) || attribute.StartsWith("llm.", StringComparison.Ordinal) || (_table.TryGetValue(attribute, out var found) && found.Meaning is InputTokens or OutputTokens);

    /// <summary>What it says; the rank decides between two names of one thing, the lower wins. Null for a name that is not in the table.</summary>
    internal (AttributeMeaning Meaning, int Rank)? Find(string attribute) => _table.TryGetValue(attribute, out var found) ? found : null;

    private static FrozenDictionary<string, (AttributeMeaning, int)> Table(AttributeName[] names)
    {
        var table = new Dictionary<string, (AttributeMeaning, int)>(StringComparer.Ordinal);
        for (var rank = 0; rank < names.Length; rank++)
        {
            table.TryAdd(names[rank].Attribute, (names[rank].Meaning, rank));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
