using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Templates;

/// <summary>
/// Model risk management: who validates is independent of who develops and owns, change is controlled, what is decided is signed, and
/// what matters most goes live in steps.
/// </summary>
internal static class BankTemplate
{
    private const double Days3 = 72;
    private const double Day = 24;
    private const int ExceptionDays = 90;
    private const int ExpiryDays = 30;
    private const int SignatureMinutes = 15;

    /// <summary>A year: model risk management has what is in use validated again every year, as SR 11-7 made customary.</summary>
    private const int EvidenceDays = 365;

    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => new()
    {
        Gates = Gates(risk, purpose),
        Stages = Stages(risk, purpose),
        Separation = new SeparationOfDuties(Requester: true, Owner: true),
        Exceptions = new ExceptionRules(Role.ComplianceOfficer, ExceptionDays),
        Terms = Terms(purpose),
        Rollout = (risk, purpose) == (RiskClass.High, EnvironmentPurpose.Production) ? new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], Day) : RolloutPlan.AtOnce,
    };

    private static Gate[] Gates(RiskClass risk, EnvironmentPurpose purpose) => (purpose, risk) switch
    {
        (EnvironmentPurpose.Development, _) => [.. TemplateGates.Floor(auc: 0.5, f1: 0.3, r2: 0, ndcg: 0.1, skill: 0, mrr: 0.05, rouge: 0.05), new EvidenceAgeGate(90)],
        (EnvironmentPurpose.Staging, RiskClass.High) => TemplateGates.Strict(margin: 0.01, accuracy: 0.65, ece: 0.12, latencyMs: 50, days: 60),
        (EnvironmentPurpose.Staging, _) => TemplateGates.Strict(margin: 0.02, accuracy: 0.6, ece: 0.15, latencyMs: 100, days: 90),
        (_, RiskClass.High) => TemplateGates.Strict(margin: 0.005, accuracy: 0.7, ece: 0.1, latencyMs: 20, days: 30),
        _ => TemplateGates.Strict(margin: 0.01, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60),
    };

    private static Stage[] Stages(RiskClass risk, EnvironmentPurpose purpose) => purpose switch
    {
        EnvironmentPurpose.Development => [],
        EnvironmentPurpose.Staging => [Review(quorum: risk == RiskClass.High ? 2 : 1)],
        _ => [Review(quorum: risk == RiskClass.Minimal ? 1 : 2), Compliance],
    };

    private static Stage Review(int quorum) => new(
        "Model review", Deciders.OfRoles(Role.Reviewer), Step: 1, quorum, [RequestPart.Version, RequestPart.Evidence], new StageDeadline(Days3, Day, Role.TenantAdministrator));

    private static Stage Compliance => new("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2, Quorum: 1, LooksAt: null, new StageDeadline(Days3, Day, Role.Executive));

    private static PromotionTerms Terms(EnvironmentPurpose purpose) => purpose switch
    {
        EnvironmentPurpose.Development => new PromotionTerms(ExpiryDays),
        EnvironmentPurpose.Staging => new PromotionTerms(ExpiryDays, SignatureMinutes),
        _ => new PromotionTerms(ExpiryDays, SignatureMinutes, LiveBefore: EnvironmentPurpose.Staging, EvidenceDays: EvidenceDays),
    };
}
