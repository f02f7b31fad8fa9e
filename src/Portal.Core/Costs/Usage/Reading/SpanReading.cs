using System.Collections.Frozen;
using System.Globalization;
using Portal.Core.Costs.Usage.Prices;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What became of a span: usage, nothing to count, or a reason why it was not taken.</summary>
public readonly record struct SpanOutcome(ReportedUsage? Usage, string? Rejected)
{
    public static SpanOutcome NothingToCount { get; }

    public static SpanOutcome Refused(string why) => new(null, why);
}

/// <summary>Reads usage from a span of any generation of the conventions. Pure.</summary>
public static class SpanReading
{
    public const int LongestName = 200;

    /// <summary>Where a resource has no service name.</summary>
    public const string NoSource = "unnamed";

    private const string Unknown = "unknown";

    /// <summary>They ask for something that was counted before, or work without a model.</summary>
    private static readonly FrozenSet<string> s_withoutTokens = new[]
    {
        "fetch_response", "execute_tool", "create_agent", "plan", "retrieval", "create_memory", "search_memory", "update_memory", "upsert_memory", "delete_memory", "create_memory_store", "delete_memory_store",
        "tool", "retriever", "chain", "guardrail", "evaluator", "reranker",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the process itself they repeat what their parts say; at somebody else's they are all that is heard.</summary>
    private static readonly FrozenSet<string> s_wholes = new[] { "invoke_agent", "invoke_workflow", "agent", "workflow" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="fingerprints">Null where what was asked is not read.</param>
    public static SpanOutcome Read(TelemetrySpan span, InputFingerprints? fingerprints)
    {
        var said = span.Attributes;
        if (!said.IsGenerative)
        {
            return SpanOutcome.NothingToCount;
        }

        if (said.Text(AttributeMeaning.Operation, LongestName) is not { } operation)
        {
            return SpanOutcome.Refused("a span of generative AI has no gen_ai.operation.name");
        }

        if (s_withoutTokens.Contains(operation) || (s_wholes.Contains(operation) && !span.IsClient))
        {
            return SpanOutcome.NothingToCount;
        }

        var hasOutput = !operation.Equals("embeddings", StringComparison.OrdinalIgnoreCase) && !operation.Equals("embedding", StringComparison.OrdinalIgnoreCase);
        var usage = Common(said, $"{span.TraceId}-{span.SpanId}", operation, InstantOf(span.EndNanoseconds == 0 ? span.StartNanoseconds : span.EndNanoseconds));
        return new(
            usage with
            {
                Fingerprint = fingerprints?.Of(usage.Provider, usage.Model, usage.Operation, said.Input),
                Tokens = TokenReading.Of(
                    said.Count(AttributeMeaning.InputTokens), said.Count(AttributeMeaning.OutputTokens), said.Count(AttributeMeaning.CacheReadTokens),
                    said.Count(AttributeMeaning.CacheWriteTokens), said.Count(AttributeMeaning.ReasoningTokens), hasOutput),
                Requests = 1,
                Milliseconds = span.EndNanoseconds > span.StartNanoseconds ? (span.EndNanoseconds - span.StartNanoseconds) / 1e6 : null,
                Error = said.Text(AttributeMeaning.Error, LongestName) ?? (span.HasFailed ? "_OTHER" : null),
            },
            null);
    }

    /// <summary>What spans and data points say alike.</summary>
    internal static ReportedUsage Common(ReadAttributes said, string key, string operation, DateTimeOffset at) =>
        new(key, said.Text(AttributeMeaning.Source, LongestName) ?? NoSource, UsageUnit.Tokens, (said.Text(AttributeMeaning.Provider, LongestName) ?? Unknown).ToLowerInvariant(), operation.ToLowerInvariant(), at)
        {
            AskedModel = said.Text(AttributeMeaning.AskedModel, LongestName),
            AnsweredModel = said.Text(AttributeMeaning.AnsweredModel, LongestName),
            ResponseId = said.Text(AttributeMeaning.ResponseId, LongestName),
            Conversation = said.Text(AttributeMeaning.Conversation, LongestName),
            PortalModel = said.Text(AttributeMeaning.PortalModel, LongestName),
            PortalVersion = int.TryParse(said[AttributeMeaning.PortalVersion], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Environment = said.Text(AttributeMeaning.Environment, LongestName),
            Region = said.Text(AttributeMeaning.Region, LongestName) ?? "",
            Term = Enum.TryParse<PriceTerm>(said[AttributeMeaning.Term]?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var term) && Enum.IsDefined(term) ? term : PriceTerm.OnDemand,
        };

    /// <summary>To the millisecond, as it is kept. What no calendar has becomes its last day, which receiving puts right.</summary>
    public static DateTimeOffset InstantOf(ulong nanoseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(nanoseconds / 1_000_000, (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
