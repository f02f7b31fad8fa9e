using Portal.Core.Evaluations;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>
/// What a tenant begins with, for it to edit: development asks for a sign of life, staging for nearly what production asks for, and
/// production of high risk lets nothing pass that fails.
/// </summary>
public static class PolicyTemplates
{
    /// <summary>Less than a fifth of the variance explained is hardly better than the mean.</summary>
    private const double LeastR2 = 0.2;

    /// <summary>Over all labels together, at least half of what is said and of what is there should meet.</summary>
    private const double LeastF1 = 0.5;

    /// <summary>How far a random order comes depends on the data; below this, most of what is relevant stands too far down to be seen.</summary>
    private const double LeastNdcg = 0.3;

    /// <summary>A forecast that saves less of the loss is hardly better than saying the same every day.</summary>
    private const double LeastSkill = 0.1;

    /// <summary>The first document that belongs to a query at the fifth place, on average.</summary>
    private const double LeastMrr = 0.2;

    /// <summary>Texts on the same matter share about this much by chance of wording.</summary>
    private const double LeastRouge = 0.2;

    public static PolicyRules For(RiskClass risk, EnvironmentPurpose purpose) => (purpose, risk) switch
    {
        (EnvironmentPurpose.Development, RiskClass.Minimal) => Rules([], exceptions: true, approval: false),
        (EnvironmentPurpose.Development, _) => Rules([.. Floor(auc: 0.5, f1: 0.3, r2: 0, ndcg: 0.1, skill: 0, mrr: 0.05, rouge: 0.05), new EvidenceAgeGate(90)], exceptions: true, approval: false),
        (EnvironmentPurpose.Staging, RiskClass.Minimal) => Rules([.. Floor(auc: 0.55, f1: 0.4, r2: 0.1, ndcg: 0.2, skill: 0.05, mrr: 0.1, rouge: 0.1), new EvidenceAgeGate(90)], exceptions: true, approval: false),
        (EnvironmentPurpose.Staging, RiskClass.Limited) => Rules(Strict(margin: 0.02, accuracy: 0.6, ece: 0.2, latencyMs: 100, days: 90), exceptions: true, approval: true),
        (EnvironmentPurpose.Staging, _) => Rules(Strict(margin: 0.02, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), exceptions: true, approval: true),
        (_, RiskClass.Minimal) => Rules([.. NotWorse(0.02), new LatencyGate(100), new EvidenceAgeGate(90)], exceptions: true, approval: true),
        (_, RiskClass.Limited) => Rules(Strict(margin: 0.01, accuracy: 0.65, ece: 0.15, latencyMs: 50, days: 60), exceptions: true, approval: true),
        _ => Rules(Strict(margin: 0.005, accuracy: 0.7, ece: 0.1, latencyMs: 20, days: 30), exceptions: false, approval: true),
    };

    private static PolicyRules Rules(IReadOnlyList<Gate> gates, bool exceptions, bool approval) => new()
    {
        Gates = gates,
        Stages = approval ? [new Stage("Review", Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer))] : [],
        Exceptions = exceptions ? new ExceptionRules(Role.ComplianceOfficer) : null,
    };

    private static Gate[] Strict(double margin, double accuracy, double ece, double latencyMs, int days) =>
    [
        .. NotWorse(margin),
        new ChampionGate(MetricNames.LogLoss, margin),
        new MetricLimitGate(MetricNames.Accuracy, accuracy),
        new MetricLimitGate(MetricNames.F1Micro, LeastF1),
        new MetricLimitGate(MetricNames.Ece, ece),
        new MetricLimitGate(MetricNames.EceTopLabel, ece),
        new MetricLimitGate(MetricNames.R2, LeastR2),
        new MetricLimitGate(MetricNames.NdcgAt10, LeastNdcg),
        new MetricLimitGate(MetricNames.PinballSkill, LeastSkill),
        new MetricLimitGate(MetricNames.MrrAt10, LeastMrr),
        new MetricLimitGate(MetricNames.RougeL, LeastRouge),
        new DisparateImpactGate(FairnessLimits.FourFifths),
        new LatencyGate(latencyMs),
        new EvidenceAgeGate(days),
    ];

    /// <summary>One gate a task: a model is asked by the one that it has a metric for.</summary>
    private static Gate[] Floor(double auc, double f1, double r2, double ndcg, double skill, double mrr, double rouge) =>
    [
        new MetricLimitGate(MetricNames.RocAuc, auc),
        new MetricLimitGate(MetricNames.F1Macro, f1),
        new MetricLimitGate(MetricNames.R2, r2),
        new MetricLimitGate(MetricNames.NdcgAt10, ndcg),
        new MetricLimitGate(MetricNames.PinballSkill, skill),
        new MetricLimitGate(MetricNames.MrrAt10, mrr),
        new MetricLimitGate(MetricNames.RougeL, rouge),
    ];

    private static Gate[] NotWorse(double margin) =>
    [
        new ChampionGate(MetricNames.RocAuc, margin),
        new ChampionGate(MetricNames.F1Macro, margin),
        new ChampionGate(MetricNames.R2, margin),
        new ChampionGate(MetricNames.NdcgAt10, margin),
        new ChampionGate(MetricNames.PinballSkill, margin),
        new ChampionGate(MetricNames.MrrAt10, margin),
        new ChampionGate(MetricNames.RougeL, margin),
    ];
}
