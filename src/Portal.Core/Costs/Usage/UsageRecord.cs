using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <summary>
/// One thing that was consumed: a fact that never changes, and what it costs by the price book, which a price that is entered later
/// changes. Kept as long as the tenant says; its sums stay. It holds no prompt and no answer.
/// </summary>
public sealed class UsageRecord : ITenantOwned
{
    public const int LongestKey = 100;

    public required TenantId TenantId { get; init; }

    public required UsageRecordId Id { get; init; }

    /// <summary>What the sender cannot count twice by: trace and span, or a key of its own.</summary>
    public required string Key { get; init; }

    public required UsageSourceId SourceId { get; init; }

    public required UsageUnit Unit { get; init; }

    public required string Provider { get; init; }

    public required string Operation { get; init; }

    public required string AskedModel { get; init; }

    public required string AnsweredModel { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Null when nobody said.</summary>
    public required long? Input { get; init; }

    public required long? Output { get; init; }

    public required long CacheRead { get; init; }

    public required long CacheWrite { get; init; }

    public required long Reasoning { get; init; }

    /// <summary>The sender had left parts out of a whole; see <see cref="TokenReading"/>.</summary>
    public required bool IsNormalised { get; init; }

    /// <summary>Of units other than tokens.</summary>
    public required decimal Quantity { get; init; }

    public required long Requests { get; init; }

    public required double? Milliseconds { get; init; }

    public required string? Error { get; init; }

    public required string? ResponseId { get; init; }

    public required string? Conversation { get; init; }

    public required string Region { get; init; }

    public required PriceTerm Term { get; init; }

    /// <summary>What the input is known again by, see <see cref="InputFingerprints"/>; null where the tenant wants none or nobody said what was asked.</summary>
    public required Guid? Fingerprint { get; init; }

    public required TeamId? TeamId { get; init; }

    public required ModelId? ModelId { get; init; }

    public required int? VersionNumber { get; init; }

    public required EnvironmentId? EnvironmentId { get; init; }

    /// <summary>Null while it is unknown.</summary>
    public decimal? Cost { get; set; }

    public string? Currency { get; set; }

    /// <summary>Which price or count is missing, while the cost is unknown.</summary>
    public string? Missing { get; set; }

    /// <summary>What the cost is made of: what is taken back when it is priced anew.</summary>
    public IReadOnlyList<PricedLine> Lines { get; set; } = [];

    /// <summary>By whose name it is shown: who answered, else who was asked.</summary>
    public string Model => AnsweredModel.Length > 0 ? AnsweredModel : AskedModel;

    public TokenReading Tokens => new(Input, Output, CacheRead, CacheWrite, Reasoning, IsNormalised);

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    internal AllocationMethod AllocatedBy => TeamId is null && ModelId is null && EnvironmentId is null ? AllocationMethod.None : AllocationMethod.Usage;

    internal void Take(PricedUsage priced) => (Cost, Currency, Missing, Lines) = (priced.Cost, priced.Currency, priced.Missing, priced.Lines);
}
