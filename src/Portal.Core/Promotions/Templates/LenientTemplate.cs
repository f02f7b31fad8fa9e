using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Templates;

/// <summary>
/// Development asks for a sign of life, staging for nearly what production asks for, and production of high risk lets nothing pass
/// that fails.
/// </summary>
internal static class LenientTemplate
{
    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => (purpose, risk) switch
    {
        (EnvironmentPurpose.Development, RiskClass.Minimal) => Rules([], exceptions: true, approval: false),
        (EnvironmentPurpose.Development, _) => Rules([.. TemplateGates.Floor(auc: 0.5, f1: 0.3, r2: 0, ndcg: 0.1, skill: 0, mrr: 0.05, rouge: 0.05), new EvidenceAgeGate(90)], exceptions: true, approval: false),
        (EnvironmentPurpose.Staging, RiskClass.Minimal) => Rules([.. TemplateGates.Floor(auc: 0.55, f1: 0.4, r2: 0.1, ndcg: 0.2, skill: 0.05, mrr: 0.1, rouge: 0.1), new EvidenceAgeGate(90)], exceptions: true, approval: false),
        (EnvironmentPurpose.Staging, RiskClass.Limited) => Rules(TemplateGates.Strict(margin: 0.02, accuracy: 0.6, ece: 0.2, latencyMs: 100, days: 90), exceptions: true, approval: true),
        (EnvironmentPurpose.Staging, _) => Rules(TemplateGates.Strict(margin: 0.02, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), exceptions: true, approval: true),
        (_, RiskClass.Minimal) => Rules([.. TemplateGates.NotWorse(0.02), new LatencyGate(100), new EvidenceAgeGate(90)], exceptions: true, approval: true),
        (_, RiskClass.Limited) => Rules(TemplateGates.Strict(margin: 0.01, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), exceptions: true, approval: true),
        _ => Rules(TemplateGates.Strict(margin: 0.005, accuracy: 0.7, ece: 0.1, latencyMs: 20, days: 30), exceptions: false, approval: true),
    };

    private static PolicyRules Rules(IReadOnlyList<Gate> gates, bool exceptions, bool approval) => new()
    {
        Gates = gates,
        Stages = approval ? [new Stage("Review", Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer))] : [],
        Exceptions = exceptions ? new ExceptionRules(Role.ComplianceOfficer) : null,
    };
}
