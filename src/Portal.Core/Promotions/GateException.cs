using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>A failed or missing gate that is let pass for one promotion until a day, with a reason and with what is to be put right by then.</summary>
public sealed class GateException : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required GateExceptionId Id { get; init; }

    public required PromotionId PromotionId { get; init; }

    public required string GateId { get; init; }

    public required MemberId GrantedBy { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When it ends: by then the follow-up is due.</summary>
    public required DateTimeOffset Until { get; init; }

    public required FollowUps.FollowUpId FollowUpId { get; init; }
}
