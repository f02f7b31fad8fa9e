using Portal.Core.Costs.Usage.Prices;

namespace Portal.Core.Costs.Usage.Reading;

/// <summary>What is counted.</summary>
public enum UsageUnit
{
    Tokens,
    Requests,
    GpuSeconds,
    StorageGbHours,
    ReviewMinutes,
}

/// <summary>One thing that was consumed, in the portal's own words: what every door makes of what comes in.</summary>
/// <param name="Key">Unique in the tenant: what comes again with it is not counted again.</param>
/// <param name="Source">Who says so, such as the name of a service.</param>
/// <param name="At">When it ended.</param>
public sealed record ReportedUsage(string Key, string Source, UsageUnit Unit, string Provider, string Operation, DateTimeOffset At)
{
    public string? AskedModel { get; init; }

    public string? AnsweredModel { get; init; }

    public TokenReading Tokens { get; init; }

    /// <summary>Of units other than tokens and requests.</summary>
    public decimal Quantity { get; init; }

    public long Requests { get; init; }

    public double? Milliseconds { get; init; }

    public string? Error { get; init; }

    public string? ResponseId { get; init; }

    public string? Conversation { get; init; }

    public string? PortalModel { get; init; }

    public int? PortalVersion { get; init; }

    public string? Environment { get; init; }

    public string? Team { get; init; }

    public string Region { get; init; } = "";

    public PriceTerm Term { get; init; }

    /// <summary>What the input is known again by; null where none was made.</summary>
    public Guid? Fingerprint { get; init; }

    /// <summary>By whose name it is priced and shown: who answered, else who was asked.</summary>
    public string Model => AnsweredModel ?? AskedModel ?? "";
}
