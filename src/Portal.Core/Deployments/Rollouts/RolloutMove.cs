using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

public enum RolloutAct
{
    Started,
    Advanced,
    SteppedBack,
    Held,
    Resumed,
    Completed,
    TakenBack,
    Superseded,
}

/// <summary>One thing that happened to a rollout. Never changed.</summary>
public sealed class RolloutMove : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required RolloutMoveId Id { get; init; }

    public required RolloutId RolloutId { get; init; }

    /// <summary>1, 2, 3 within the rollout.</summary>
    public required int Number { get; init; }

    public required RolloutAct Act { get; init; }

    /// <summary>The challenger's share in percent before and after; 100 once it has taken over.</summary>
    public required int FromShare { get; init; }

    public required int ToShare { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null for the portal itself.</summary>
    public required MemberId? By { get; init; }

    public required DateTimeOffset At { get; init; }
}
