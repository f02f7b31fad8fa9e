using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations;

/// <summary>One evaluation's evidence as charts and cards take it, with the name it has beside another one.</summary>
/// <param name="Label">Such as "version 2".</param>
public sealed record EvidenceReading(string Label, EvaluationView View, EvaluationEvidence Evidence)
{
    public EvaluationResults Results => Evidence.Results;

    /// <summary>What predictions of the version cost, where somebody asked.</summary>
    public HardwareCostTable? Costs { get; init; }

    public double? Metric(string name) => Results.Metrics.TryGetValue(name, out var value) ? value : null;
}

/// <summary>The group that fares worst.</summary>
public sealed record LowestImpact(string Attribute, double Ratio);

/// <summary>What evidence says, in words that stand on pages.</summary>
public static class EvidenceWords
{
    public const double FourFifths = FairnessLimits.FourFifths;

    /// <summary>The lowest ratio of selection rates over all attributes with enough rows; null when none has.</summary>
    public static LowestImpact? LowestImpact(EvaluationResults? results) => results?.Fairness
        .Where(attribute => attribute.LowestImpactRatio is not null)
        .Select(attribute => new LowestImpact(attribute.Attribute, attribute.LowestImpactRatio!.Value))
        .MinBy(lowest => lowest.Ratio);

    /// <summary>"deny = yes".</summary>
    public static string Positive(ScoringRules rules) => $"{rules.LabelColumn} = {rules.PositiveClass}";

    /// <summary>"deny = no".</summary>
    public static string Favourable(ScoringRules rules) => $"{rules.LabelColumn} = {rules.FavourableClass}";

    public static string Negative(ScoringRules rules) =>
        $"{rules.LabelColumn} = {rules.ClassLabels.FirstOrDefault(label => label != rules.PositiveClass) ?? "not " + rules.PositiveClass}";

    /// <summary>"ROC-AUC 0.787": what a version is told apart by at a glance.</summary>
    public static string Headline(EvaluationResults? results) =>
        results is not null && MetricNames.HeadlineOf(results.Task) is var metric && results.Metrics.TryGetValue(metric, out var value)
            ? $"{Short(metric)} {Figures.Measure(value)}"
            : Figures.None;

    /// <summary>A metric where there is little room.</summary>
    public static string Short(string metric) => metric switch
    {
        MetricNames.F1Macro => "F1",
        MetricNames.Rmse => "RMSE",
        MetricNames.NdcgAt10 => "NDCG@10",
        MetricNames.RougeL => "ROUGE-L",
        MetricNames.RecallAt10 => "Recall@10",
        _ => MetricNames.InWords(metric),
    };

    /// <summary>A p-value as people read it.</summary>
    public static string P(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {Figures.Number(p, p < 0.01 ? 4 : 3)}";
}
