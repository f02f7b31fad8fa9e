using Portal.Core.Placement.Comparing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <summary>Why a comparison was made.</summary>
public enum ComparisonCause
{
    /// <summary>A member kept it.</summary>
    Member,

    /// <summary>A month after the one before.</summary>
    Month,

    /// <summary>A price moved by more than a fifth, or a place came or went.</summary>
    Prices,

    /// <summary>The measured traffic moved by more than a fifth.</summary>
    Traffic,
}

/// <summary>A comparison as it once came out, with everything that it was computed from. Never changed.</summary>
public sealed class KeptComparison : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required KeptComparisonId Id { get; init; }

    public required WorkloadId WorkloadId { get; init; }

    /// <summary>1, 2, 3 within the workload.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ComparisonCause Cause { get; init; }

    /// <summary>Null for the clock.</summary>
    public required MemberId? KeptBy { get; init; }

    /// <summary>The edition of the workload's terms.</summary>
    public required int Edition { get; init; }

    public required PlacementCase Case { get; init; }

    /// <summary>Of the case as it is kept: what the result rests on.</summary>
    public required Digest CaseDigest { get; init; }

    public required string Currency { get; init; }

    /// <summary>The name of the best place; null when none was possible.</summary>
    public required string? Best { get; init; }

    /// <summary>What it costs a month, in the currency.</summary>
    public required decimal? BestMonthly { get; init; }

    /// <summary>Where it ran then.</summary>
    public required string? Today { get; init; }

    public required decimal? TodayMonthly { get; init; }

    /// <summary>What the first owned place costs a month, as the next two null without one.</summary>
    public required decimal? OwnedMonthly { get; init; }

    /// <summary>What the cheapest rented place costs a month.</summary>
    public required decimal? RentedMonthly { get; init; }

    /// <summary>Months until owning has paid; null for never.</summary>
    public required decimal? OwnedMonths { get; init; }

    /// <summary>In sentences.</summary>
    public required IReadOnlyList<string> Recommendation { get; init; }

    /// <summary>Owning cost no more than renting.</summary>
    public bool IsCrossed => OwnedMonthly is { } owned && RentedMonthly is { } rented && owned <= rented;

    /// <summary>What going to the best place would save a month; below 0 when today's is cheaper and not possible.</summary>
    public decimal? Saving => TodayMonthly - BestMonthly;
}

public enum RecommendationState
{
    Open,
    Accepted,
    Rejected,

    /// <summary>Nobody had decided when a later comparison found another place best.</summary>
    Withdrawn,
}

/// <summary>Another place became the best for a workload: somebody is to move it, or to say why not.</summary>
public sealed class PlacementRecommendation : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required PlacementRecommendationId Id { get; init; }

    /// <summary>What people call it: R-3.</summary>
    public required int Number { get; init; }

    public required WorkloadId WorkloadId { get; init; }

    public required KeptComparisonId ComparisonId { get; init; }

    /// <summary>The best place before, or where it runs.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>What moving saves in a year, in the comparison's currency; null when what it costs today is not known.</summary>
    public required decimal? SavingAYear { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required RecommendationState State { get; set; }

    public MemberId? AssignedTo { get; set; }

    public DateOnly? DueOn { get; set; }

    public MemberId? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? Reason { get; set; }

    public long Revision { get; private set; }
}
