using Portal.Core.Evaluations;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Health;

/// <summary>Measures of readings in words: what they are called, how they are written, and what they mean.</summary>
public static class MeasureWords
{
    /// <summary>In full.</summary>
    public static string Name(string measure) => measure switch
    {
        "js2" => "Jensen–Shannon distance",
        "w1Norm" => "Wasserstein distance, in standard deviations",
        "psi" => "Population stability index (PSI)",
        "ks" => "Kolmogorov–Smirnov distance",
        "ksP" => "p of Kolmogorov–Smirnov",
        "psiP" => "p of the PSI",
        "chiSquare" => "Chi-square",
        "chiSquareP" => "p of chi-square",
        "cramersV" => "Cramér's V",
        "hellinger" => "Hellinger distance",
        "totalVariation" or "tvd" => "Total variation: rows that moved",
        "missing" => "Share of missing values",
        "newCategories" => "Share of new categories",
        "nonFinite" => "Share of infinite values",
        "rows" => "Rows",
        "latency" => "Latency",
        "costPerThousand" => "Cost of 1,000 predictions",
        "absent" => "Column is absent",
        "driftedShare" => "Share of columns that drifted",
        "impactRatio" => "Impact ratio",
        "selectionRate" => "Share with the favourable outcome",
        "score" => "Quality score",
        "labelCoverage" => "Rows with a known outcome",
        _ => Metric(measure) is { } metric ? MetricNames.InWords(metric) : Spaced(measure),
    };

    /// <summary>What was measured of a subject; a metric of the whole model has no other subject than itself, and is named once.</summary>
    public static string Of(string subject, string measure, string between = ", ") =>
        IsItself(subject, measure) ? Name(measure) : $"{subject}{between}{Name(measure)}";

    public static bool IsItself(string subject, string measure) => string.Equals(subject, Name(measure), StringComparison.OrdinalIgnoreCase);

    /// <summary>Where there is little room.</summary>
    public static string Short(string measure) => measure switch
    {
        "js2" => "JS distance",
        "w1Norm" => "W₁ / σ",
        "psi" => "PSI",
        "ks" => "KS",
        "drift" => "worst drift",
        _ => Name(measure),
    };

    /// <summary>Shares as percent, all else with three digits.</summary>
    public static string Number(string measure, double? value) => measure switch
    {
        _ when IsShare(measure) => Figures.Percent(value),
        "score" => Figures.Number(value, 0),
        _ when measure.EndsWith('P') || measure == "p" => P(value),
        _ => Figures.Measure(value),
    };

    public static string P(double? p) => p is null ? Figures.None : p < 0.0001 ? "< 0.0001" : Figures.Number(p, p < 0.01 ? 4 : 3);

    public static bool IsShare(string measure) =>
        measure.EndsWith("Share", StringComparison.Ordinal) || measure is "totalVariation" or "tvd" or "selectionRate" or "labelCoverage" or "missing" or "newCategories" or "nonFinite" or "accuracy" or "balancedAccuracy" or "precision" or "recall" or "specificity";

    /// <summary>What the number means, for somebody who never heard of it.</summary>
    public static string Explain(string measure) => measure switch
    {
        "js2" => "0 when both have the same shares in every bin, 1 when they share none. Usually above 0.1 is told of and above 0.2 is an alarm.",
        "w1Norm" => "How far values moved on average, in standard deviations of the reference. Usually above 0.1 is told of and above 0.25 is an alarm.",
        "psi" => "Sum of the differences of shares, each weighted by how much it changed. By custom below 0.1 is stable and above 0.25 has moved.",
        "ks" => "The largest gap between the two cumulative distributions, from 0 to 1.",
        "ksP" or "chiSquareP" or "psiP" or "p" => "How often chance alone would show at least such a difference if nothing had changed.",
        "chiSquare" => "Chi-square of the two sets of counts: the larger, the less they can come from one distribution.",
        "cramersV" => "Strength of the association between category and time, from 0 to 1.",
        "hellinger" => "A distance of the two sets of shares from 0 (the same) to 1 (nothing in common).",
        "totalVariation" or "tvd" => "So many rows would have to be in another bin for the two to be the same.",
        "missing" => "Rows of the window without a value in this column.",
        "newCategories" => "Rows of the window with a category that the reference does not have.",
        "nonFinite" => "Rows of the window with an infinite value in this column: they are counted and used in no distance.",
        "driftedShare" => "Columns that drifted, weighted by how much the model depends on them where that is known.",
        "impactRatio" => "The group's share of favourable outcomes over that of the group that fares best. Below four fifths is evidence of adverse impact.",
        "rocAuc" => "How often a row of the positive class scores above one of the other class: 0.5 is chance, 1 is perfect order.",
        _ => "",
    };

    private static string? Metric(string measure) => measure switch
    {
        "rocAuc" => MetricNames.RocAuc,
        "averagePrecision" => MetricNames.PrAuc,
        "accuracy" => MetricNames.Accuracy,
        "balancedAccuracy" => MetricNames.BalancedAccuracy,
        "precision" => MetricNames.Precision,
        "recall" => MetricNames.Recall,
        "f1" => MetricNames.F1,
        "logLoss" => MetricNames.LogLoss,
        "brier" => MetricNames.Brier,
        "mae" => MetricNames.Mae,
        "rmse" => MetricNames.Rmse,
        _ => null,
    };

    /// <summary>"relativeFall" as "Relative fall".</summary>
    private static string Spaced(string measure) =>
        Words.Sentence(string.Concat(measure.Select((letter, place) => char.IsUpper(letter) && place > 0 ? " " + char.ToLowerInvariant(letter) : letter.ToString())));
}
