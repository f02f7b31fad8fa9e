using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Templates;

/// <summary>
/// Regulation (EU) 2024/1689 for high-risk systems: data examined for bias (Article 10) and accuracy and robustness (Article 15) are
/// reviewed, a named office answers for human oversight (Article 14) and another one for the risk that stays (Article 9). Other
/// classes have no such duties and stay lenient.
/// </summary>
internal static class EuAiActTemplate
{
    private const double Days3 = 72;
    private const double Day = 24;
    private const int ExpiryDays = 30;
    private const int SignatureMinutes = 15;
    private const int StagingExceptionDays = 30;

    /// <summary>Half a year: no longer than logs have to be kept (Articles 19 and 26), so that what was approved can always be held against what was recorded since (Article 72).</summary>
    private const int EvidenceDays = 180;

    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => (risk, purpose) switch
    {
        (not RiskClass.High, _) => LenientTemplate.For(risk, purpose),
        (_, EnvironmentPurpose.Development) => LenientTemplate.For(risk, purpose) with { Terms = new PromotionTerms(ExpiryDays, UseCase: true) },
        (_, EnvironmentPurpose.Staging) => Staging,
        _ => Production,
    };

    private static PolicyRules Staging => new()
    {
        Gates = TemplateGates.Strict(margin: 0.005, accuracy: 0.7, ece: 0.1, latencyMs: 50, days: 30),
        Stages = [Review(quorum: 1)],
        Separation = new SeparationOfDuties(Requester: true, Owner: true),
        Exceptions = new ExceptionRules(Role.ComplianceOfficer, StagingExceptionDays),
        Terms = new PromotionTerms(ExpiryDays, SignatureMinutes, UseCase: true),
    };

    private static PolicyRules Production => new()
    {
        Gates = TemplateGates.Strict(margin: 0, accuracy: 0.75, ece: 0.08, latencyMs: 20, days: 14),
        Stages = [Review(quorum: 2), Office("Human oversight", Role.ComplianceOfficer, 2), Office("Residual risk", Role.Executive, 3)],
        Separation = new SeparationOfDuties(Requester: true, Owner: true),
        Terms = new PromotionTerms(ExpiryDays, SignatureMinutes, LiveBefore: EnvironmentPurpose.Staging, UseCase: true, EvidenceDays: EvidenceDays),
        Rollout = new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], Day),
    };

    private static Stage Review(int quorum) => new(
        "Data and accuracy", Deciders.OfRoles(Role.Reviewer), Step: 1, quorum, [RequestPart.Version, RequestPart.Evidence], new StageDeadline(Days3, Day, Role.TenantAdministrator));

    private static Stage Office(string name, Role role, int step) => new(
        name, Deciders.OfRoles(role), step, Quorum: 1, LooksAt: null, new StageDeadline(Days3, Day, Role.TenantAdministrator));
}
