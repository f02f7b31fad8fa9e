using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public enum DecisionVerdict
{
    Approve,
    Reject,
    RequestChanges,
}

/// <summary>One member's word on a promotion. Never changed; a member has one.</summary>
public sealed class Decision : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DecisionId Id { get; init; }

    public required PromotionId PromotionId { get; init; }

    public required MemberId MemberId { get; init; }

    public required DecisionVerdict Verdict { get; init; }

    public required string Reason { get; init; }

    public required Digest EvidenceDigest { get; init; }

    public required DateTimeOffset At { get; init; }
}
