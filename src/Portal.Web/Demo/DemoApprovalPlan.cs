using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>A policy with stages and deadlines, and a promotion under it that waits for visitors.</summary>
/// <param name="FairnessFloor">In the place of the one that the policy has.</param>
/// <param name="Why">The compliance officer's reason for the policy.</param>
/// <param name="Asked">What is asked for; it has no approval.</param>
public sealed record DemoApproval(
    RiskClass RiskClass, EnvironmentPurpose Purpose, IReadOnlyList<Stage> Stages, PromotionTerms Terms, double FairnessFloor, string Why, DemoStep Asked, DemoWaiver Waiver, DemoDelegation Delegation);

/// <summary>The compliance officer's reason to let pass what blocks the promotion, and what is to be put right.</summary>
/// <param name="Days">After which it ends.</param>
public sealed record DemoWaiver(string Reason, int Days, string FollowUp);

/// <param name="From">The role of whoever is away.</param>
/// <param name="To">The role of whoever decides meanwhile.</param>
public sealed record DemoDelegation(Role From, Role To, int Days, string Reason);
