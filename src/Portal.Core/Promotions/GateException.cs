using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>A failed or missing gate that a compliance officer lets pass for one promotion, with a reason.</summary>
public sealed class GateException : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required GateExceptionId Id { get; init; }

    public required PromotionId PromotionId { get; init; }

    public required string GateId { get; init; }

    public required MemberId GrantedBy { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}
