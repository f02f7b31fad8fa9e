using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions.Renewals;

/// <summary>
/// The approval that a live version rests on, where its policy lets evidence age: one row for a model in an environment, moved in the
/// same transaction as what is live. It stands beside the row that programs poll, so that that one stays narrow.
/// </summary>
public sealed class LiveApproval : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required EnvironmentId EnvironmentId { get; init; }

    public required ModelId ModelId { get; init; }

    public required VersionId VersionId { get; set; }

    /// <summary>The promotion that approved the version there last: the one that made it live, or a renewal since.</summary>
    public required PromotionId PromotionId { get; set; }

    /// <summary>From this instant on its evidence is too old.</summary>
    public required DateTimeOffset EvidenceUntil { get; set; }

    /// <summary>From this instant on the portal asks for a renewal.</summary>
    public required DateTimeOffset RenewFrom { get; set; }

    /// <summary>What asks for the renewal of this approval; null before.</summary>
    public FollowUpId? FollowUpId { get; set; }
}
