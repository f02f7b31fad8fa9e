using Portal.Core.Evaluations;

namespace Portal.Core.Promotions.Templates;

/// <summary>Sets of gates that templates are made of: at least one for each task, so that no model passes unasked.</summary>
internal static class TemplateGates
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

    public static Gate[] Strict(double margin, double accuracy, double ece, double latencyMs, int days) =>
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
    public static Gate[] Floor(double auc, double f1, double r2, double ndcg, double skill, double mrr, double rouge) =>
    [
        new MetricLimitGate(MetricNames.RocAuc, auc),
        new MetricLimitGate(MetricNames.F1Macro, f1),
        new MetricLimitGate(MetricNames.R2, r2),
        new MetricLimitGate(MetricNames.NdcgAt10, ndcg),
        new MetricLimitGate(MetricNames.PinballSkill, skill),
        new MetricLimitGate(MetricNames.MrrAt10, mrr),
        new MetricLimitGate(MetricNames.RougeL, rouge),
    ];

    public static Gate[] NotWorse(double margin) =>
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
