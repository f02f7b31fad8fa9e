using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Web.Shell;

namespace Portal.Web.Evaluations;

/// <summary>One evaluation's evidence as charts and cards take it, with the name it has beside another one.</summary>
/// <param name="Label">Such as "version 2".</param>
public sealed record EvidenceReading(string Label, EvaluationView View, EvaluationEvidence Evidence)
{
    public EvaluationResults Results => Evidence.Results;

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

    /// <summary>"live 0.787 · +0.023"; without another one, which direction is better.</summary>
    public static string Beside(string metric, EvidenceReading reading, EvidenceReading? other, int digits = 3)
    {
        var better = MetricNames.HigherIsBetter(metric) ? "higher is better" : "lower is better";
        return reading.Metric(metric) is not { } value ? "not defined on these rows"
            : other?.Metric(metric) is { } before ? $"{other.Label} {Figures.Number(before, digits)} · {Figures.Signed(value - before, digits)}, {better}"
            : better;
    }

    /// <summary>A p-value as people read it.</summary>
    public static string P(double p) => p < 0.0001 ? "p < 0.0001" : $"p = {Figures.Number(p, p < 0.01 ? 4 : 3)}";
}
