using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public enum DecisionVerdict
{
    Approve,
    Reject,
    RequestChanges,
}

/// <summary>One member's word on a stage of a promotion. Never changed; a member has one in a round of a stage, and none in another stage.</summary>
public sealed class Decision : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DecisionId Id { get; init; }

    public required PromotionId PromotionId { get; init; }

    /// <summary>The place of the stage in the frozen policy, from 0.</summary>
    public required int Stage { get; init; }

    /// <summary>Of the stage: a stage that started again counts only what was said since.</summary>
    public required int Round { get; init; }

    public required MemberId MemberId { get; init; }

    /// <summary>In whose place: the same member, unless another one delegated to them.</summary>
    public required MemberId Seat { get; init; }

    public required DecisionVerdict Verdict { get; init; }

    public required string Reason { get; init; }

    public required Digest EvidenceDigest { get; init; }

    public required DateTimeOffset At { get; init; }
}
