using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>What a member says about a promotion without deciding. Never changed.</summary>
public sealed class PromotionComment : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required PromotionCommentId Id { get; init; }

    public required PromotionId PromotionId { get; init; }

    public required MemberId MemberId { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }
}
