using System.Text;
using Portal.Core;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Web.Costs.Usage;

/// <summary>One thing that was consumed.</summary>
/// <param name="Key">The caller's own name for it: sent again with the same one it is not counted again.</param>
/// <param name="At">When it ended.</param>
/// <param name="Model">The provider's model that was asked for, or the SKU of hardware or storage.</param>
/// <param name="AnsweredModel">That answered, where it is another.</param>
/// <param name="InputTokens">All of them, those of the cache among them. Left away when nobody knows.</param>
/// <param name="OutputTokens">All of them, those of reasoning among them.</param>
/// <param name="Quantity">Of units other than tokens and requests: GPU-seconds, GB-hours, minutes.</param>
/// <param name="Requests">1 when it is left away, with tokens and requests.</param>
/// <param name="PortalModel">Whose cost it is: the name of a model of the portal.</param>
/// <param name="InputHash">A digest that the caller made of the input, by which it is seen that it came again; keyed with the tenant's secret before it is kept, and dropped where the tenant wants no fingerprints.</param>
public sealed record UsageItemBody(
    string Key, DateTimeOffset At, string Provider, UsageUnit Unit = UsageUnit.Tokens, string? Operation = null, string? Model = null, string? AnsweredModel = null, long? InputTokens = null, long? OutputTokens = null,
    long? CacheReadTokens = null, long? CacheWriteTokens = null, long? ReasoningTokens = null, decimal? Quantity = null, long? Requests = null, double? Milliseconds = null, string? Error = null,
    string? ResponseId = null, string? Conversation = null, string? PortalModel = null, int? PortalVersion = null, string? Environment = null, string? Team = null, string? Region = null, PriceTerm Term = PriceTerm.OnDemand, string? InputHash = null)
{
    private const long MostTokens = 1_000_000_000_000;
    private const decimal MostQuantity = 1_000_000_000;

    /// <summary>Null when it can be counted.</summary>
    public Refusal? Refuses(int index)
    {
        var texts = new[] { ("key", Key), ("provider", Provider), ("operation", Operation), ("model", Model), ("answeredModel", AnsweredModel), ("error", Error), ("responseId", ResponseId), ("conversation", Conversation), ("portalModel", PortalModel), ("environment", Environment), ("team", Team), ("region", Region), ("inputHash", InputHash) };
        var counts = new[] { ("inputTokens", InputTokens), ("outputTokens", OutputTokens), ("cacheReadTokens", CacheReadTokens), ("cacheWriteTokens", CacheWriteTokens), ("reasoningTokens", ReasoningTokens), ("requests", Requests) };
        return texts.Select(text => text.Item2 is null ? null : Texts.Refuses($"items[{index}].{text.Item1}", text.Item2, UsageSource.LongestName)).FirstOrDefault(refusal => refusal is not null)
            ?? (string.IsNullOrWhiteSpace(Key) ? Refusal.Invalid($"items[{index}].key", "A key is needed, by which it is not counted twice.") : null)
            ?? (string.IsNullOrWhiteSpace(Provider) ? Refusal.Invalid($"items[{index}].provider", "A provider is needed.") : null)
            ?? counts.Where(count => count.Item2 is < 0 or > MostTokens).Select(count => Refusal.Invalid($"items[{index}].{count.Item1}", "A count is 0 or more, and no more than any request has.")).FirstOrDefault()
            ?? (Unit is UsageUnit.Tokens or UsageUnit.Requests ? Quantity is null ? null : Refusal.Invalid($"items[{index}].quantity", "Tokens and requests have their own fields.")
                : Quantity is >= 0 and <= MostQuantity && decimal.Round(Quantity.Value, 9) == Quantity ? null : Refusal.Invalid($"items[{index}].quantity", "A quantity is 0 or more, with at most 9 decimals."))
            ?? (InputHash is null || (Unit is UsageUnit.Tokens or UsageUnit.Requests && Requests is null or 1) ? null : Refusal.Invalid($"items[{index}].inputHash", "An input is that of one request."))
            ?? (Milliseconds is { } took && !(took >= 0 && double.IsFinite(took)) ? Refusal.Invalid($"items[{index}].milliseconds", "A duration is 0 or more.") : null);
    }

    /// <param name="source">Who says so; keys are its own.</param>
    /// <param name="fingerprints">Null where the tenant wants none.</param>
    public ReportedUsage ToUsage(string source, InputFingerprints? fingerprints) => Plain(source) is var usage && fingerprints is not null && !string.IsNullOrWhiteSpace(InputHash)
        ? usage with { Fingerprint = fingerprints.Of(usage.Provider, usage.Model, usage.Operation, [new InputPart(InputFingerprints.SentHash, InputHash)]) }
        : usage;

    private ReportedUsage Plain(string source) => new(
        $"k-{Digest.Of(Encoding.UTF8.GetBytes($"{source.ToUpperInvariant()}\n{Key}"))}", source, Unit, Provider.Trim().ToLowerInvariant(), Operation?.Trim().ToLowerInvariant() ?? "", At.ToUniversalTime())
    {
        AskedModel = Model?.Trim(),
        AnsweredModel = AnsweredModel?.Trim(),
        Tokens = Unit == UsageUnit.Tokens
            ? TokenReading.Of(InputTokens, OutputTokens, CacheReadTokens, CacheWriteTokens, ReasoningTokens, hasOutput: !string.Equals(Operation, "embeddings", StringComparison.OrdinalIgnoreCase))
            : default,
        Quantity = Quantity ?? 0,
        Requests = Requests ?? (Unit is UsageUnit.Tokens or UsageUnit.Requests ? 1 : 0),
        Milliseconds = Milliseconds,
        Error = Error,
        ResponseId = ResponseId,
        Conversation = Conversation,
        PortalModel = PortalModel,
        PortalVersion = PortalVersion,
        Environment = Environment,
        Team = Team,
        Region = Region?.Trim() ?? "",
        Term = Term,
    };
}

/// <param name="Source">Who consumed it, such as the name of a service.</param>
/// <param name="Readings">Of accelerators: the peaks of each hour are kept.</param>
public sealed record UsageBody(string Source, IReadOnlyList<UsageItemBody> Items, IReadOnlyList<AcceleratorReadingBody>? Readings = null);

/// <param name="Accepted">Counted now.</param>
/// <param name="Doubled">Counted before.</param>
/// <param name="TooOld">From before the time for which records are kept; not counted.</param>
/// <param name="Unpriced">Of those counted now: their cost is unknown until a price is entered.</param>
/// <param name="Readings">Of accelerators, that are part of their hour's peaks.</param>
public sealed record UsageReceipt(int Accepted, int Doubled, int TooOld, int Unpriced, int Readings);

/// <param name="Cost">Absent while it is unknown, which is not 0.</param>
/// <param name="Missing">Which price or count is missing, while the cost is unknown.</param>
public sealed record UsageRecordItem(
    Guid Id, DateTimeOffset At, DateTimeOffset ReceivedAt, string Source, UsageUnit Unit, string Provider, string Operation, string Model, long? InputTokens, long? OutputTokens, long CacheReadTokens,
    long CacheWriteTokens, long ReasoningTokens, bool Normalised, decimal Quantity, long Requests, decimal? Cost, string? Currency, string? Missing, string? Error)
{
    public static UsageRecordItem Of(UsageRecordRow row) => new(
        row.Id.Value, row.At, row.ReceivedAt, row.Source, row.Unit, row.Provider, row.Operation, row.Model, row.Tokens.Input, row.Tokens.Output, row.Tokens.CacheRead, row.Tokens.CacheWrite, row.Tokens.Reasoning,
        row.Tokens.IsNormalised, row.Quantity, row.Requests, row.Cost, row.Currency, row.Missing, row.Error);
}

/// <param name="Revision">As it was read; 0 where nothing was set yet.</param>
/// <param name="Content">What becomes of prompts; left away to leave it as it is.</param>
/// <param name="Assumptions">What savings assume; left away to leave them as they are.</param>
public sealed record UsageSettingsBody(
    int RetentionDays, decimal GapShare, IReadOnlyList<AttributeName> Names, IReadOnlyList<ModelAlias> Aliases, long Revision, ContentHandling? Content = null, SavingAssumptions? Assumptions = null);

/// <param name="Team">Left away for the sender's own.</param>
public sealed record UsageSourceBody(UsageSignal Signal, long Revision, Guid? Team = null);

public sealed record PriceItem(Guid Id, PriceFact Price, string AddedBy, DateTimeOffset AddedAt, long Revision)
{
    public static PriceItem Of(PriceRow row) => new(row.Id.Value, row.Price, row.AddedBy, row.AddedAt, row.Revision);
}

/// <param name="Prices">Several that belong together, such as tiers, in one; all or none are kept.</param>
public sealed record PricesBody(IReadOnlyList<PriceFact> Prices);

public sealed record EndPriceBody(DateTimeOffset At, long Revision);

public sealed record UsageSourceItem(Guid Id, string Name, UsageSignal Signal, Guid? Team, string? TeamName, DateTimeOffset LastAt, long Records, long Doubled, long Ignored, long Revision)
{
    public static UsageSourceItem Of(UsageSourceRow row) => new(row.Id.Value, row.Name, row.Signal, row.Team?.Value, row.TeamName, row.LastAt, row.Records, row.Doubled, row.Ignored, row.Revision);
}

/// <param name="Until">The first day after.</param>
/// <param name="Costs">One amount for each currency; what has no price is in none of them.</param>
/// <param name="Unpriced">Records whose cost is unknown.</param>
/// <param name="UnknownTokens">Records whose tokens nobody said.</param>
public sealed record UsageAnswer(
    DateOnly From, DateOnly Until, long Records, long Tokens, long Requests, long Unpriced, long UnknownTokens, IReadOnlyDictionary<string, decimal> Costs, IReadOnlyList<UsageLine> Lines, IReadOnlyList<UsageOnDay> Days,
    IReadOnlyList<UsageSourceItem> Sources)
{
    public static UsageAnswer Of(UsageSeen seen) => new(
        seen.From, seen.Until, seen.Records, seen.Tokens, seen.Requests, seen.Unpriced, seen.UnknownTokens, seen.Costs, seen.Lines, seen.Days, [.. seen.Sources.Select(UsageSourceItem.Of)]);
}
