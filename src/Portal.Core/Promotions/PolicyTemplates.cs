using Portal.Core.Evaluations;
using Portal.Core.Registry;

namespace Portal.Core.Promotions;

/// <summary>
/// What a tenant begins with, for it to edit: development asks for a sign of life, staging for nearly what production asks for, and
/// production of high risk lets nothing pass that fails.
/// </summary>
public static class PolicyTemplates
{

    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => (purpose, risk) switch
    {
        (EnvironmentPurpose.Development, RiskClass.Minimal) => new([], ExceptionsAllowed: true, ApprovalRequired: false),
        (EnvironmentPurpose.Development, _) => new([new MetricLimitGate(MetricNames.RocAuc, 0.5), new EvidenceAgeGate(90)], ExceptionsAllowed: true, ApprovalRequired: false),
        (EnvironmentPurpose.Staging, RiskClass.Minimal) => new([new MetricLimitGate(MetricNames.RocAuc, 0.55), new EvidenceAgeGate(90)], ExceptionsAllowed: true, ApprovalRequired: false),
        (EnvironmentPurpose.Staging, RiskClass.Limited) => new(Strict(margin: 0.02, accuracy: 0.6, ece: 0.2, latencyMs: 100, days: 90), ExceptionsAllowed: true, ApprovalRequired: true),
        (EnvironmentPurpose.Staging, _) => new(Strict(margin: 0.02, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), ExceptionsAllowed: true, ApprovalRequired: true),
        (_, RiskClass.Minimal) => new([new ChampionGate(MetricNames.RocAuc, 0.02), new LatencyGate(100), new EvidenceAgeGate(90)], ExceptionsAllowed: true, ApprovalRequired: true),
        (_, RiskClass.Limited) => new(Strict(margin: 0.01, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), ExceptionsAllowed: true, ApprovalRequired: true),
        _ => new(Strict(margin: 0.005, accuracy: 0.7, ece: 0.1, latencyMs: 20, days: 30), ExceptionsAllowed: false, ApprovalRequired: true),
    };

    private static Gate[] Strict(double margin, double accuracy, double ece, double latencyMs, int days) =>
    [
        new ChampionGate(MetricNames.RocAuc, margin),
        new ChampionGate(MetricNames.LogLoss, margin),
        new MetricLimitGate(MetricNames.Accuracy, accuracy),
        new MetricLimitGate(MetricNames.Ece, ece),
        new DisparateImpactGate(FairnessLimits.FourFifths),
        new LatencyGate(latencyMs),
        new EvidenceAgeGate(days),
    ];
}
