using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

public enum StageState
{
    /// <summary>An earlier step has not approved yet.</summary>
    Coming,
    Open,
    Approved,
}

/// <summary>Where a promotion stands in one of its policy's stages.</summary>
public sealed class PromotionStage : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PromotionId PromotionId { get; init; }

    /// <summary>The place of the stage in the frozen policy, from 0.</summary>
    public required int Stage { get; init; }

    /// <summary>As the frozen policy calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Raised when the stage starts again after changes: decisions of earlier rounds do not count any more.</summary>
    public required int Round { get; set; }

    public required StageState State { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>Null without a deadline, and while it is not open.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>From when on deciders are to be reminded; null for never, and once they were.</summary>
    public DateTimeOffset? RemindAt { get; set; }

    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>Since when the role that the deadline names may decide as well.</summary>
    public DateTimeOffset? EscalatedAt { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public List<StageDecider> Deciders { get; init; } = [];
}

/// <summary>One token of those who may decide on a stage: what lists ask, since the policy itself lies frozen in the evidence.</summary>
public sealed class StageDecider : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PromotionId PromotionId { get; init; }

    public required int Stage { get; init; }

    /// <summary>See <see cref="DeciderTokens"/>.</summary>
    public required string Token { get; init; }
}
