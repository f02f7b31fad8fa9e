using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Anomalies;

/// <summary>Whose daily costs are watched, the narrowest first: money that a narrow one explains is not told again of a wider one.</summary>
public enum AnomalyGroup
{
    Service,
    Model,
    Team,
    Provider,
    Total,
}

public enum AnomalyState
{
    Open,

    /// <summary>Somebody knows why, and it is right so.</summary>
    Expected,

    /// <summary>Somebody has put it right.</summary>
    Resolved,
}

/// <summary>Days in a row on which something cost other than what its days before let expect. While it is open, further such days join it.</summary>
public sealed class CostAnomaly : ITenantOwned, IRevised
{
    public const int LongestKey = 200;

    public required TenantId TenantId { get; init; }

    public required CostAnomalyId Id { get; init; }

    public required CostBasis Basis { get; init; }

    public required AnomalyGroup Group { get; init; }

    /// <summary>A provider's or service's name, the id of a team or model; empty for the total.</summary>
    public required string Key { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; set; }

    /// <summary>Whether more was spent than expected.</summary>
    public required bool IsMore { get; init; }

    /// <summary>Of all its days.</summary>
    public required decimal Amount { get; set; }

    /// <summary>Of all its days.</summary>
    public required decimal Expected { get; set; }

    public required string Currency { get; init; }

    /// <summary>The modified z of the most unusual of its days.</summary>
    public required decimal Score { get; set; }

    /// <summary>What moved most on its first day, in words with the money: for lists.</summary>
    public required string Cause { get; init; }

    public AnomalyState State { get; set; }

    public string? Reason { get; set; }

    public MemberId? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public required DateTimeOffset FoundAt { get; init; }

    public long Revision { get; private set; }
}

/// <summary>Which days were tested already: what was decided on once is not found again.</summary>
public sealed class AnomalyWatch : ITenantOwned, IRevised
{
    public const decimal UsualMoney = 50;

    public required TenantId TenantId { get; init; }

    public required CostBasis Basis { get; init; }

    /// <summary>The last day that was tested.</summary>
    public required DateOnly TestedUntil { get; set; }

    public long Revision { get; private set; }
}
