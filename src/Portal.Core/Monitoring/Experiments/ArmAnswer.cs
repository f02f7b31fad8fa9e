using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>What one version said about one row, and what became true. NaN stands for what is not known.</summary>
/// <param name="Value">The score of the positive class, or the predicted number.</param>
/// <param name="Decision">1 for the positive class, 0 for the other.</param>
/// <param name="Truth">The true number, or 1 for the positive class and 0 for the other.</param>
internal readonly record struct ArmAnswer(double Value, double Decision, double Latency, double Cost, double Truth)
{
    /// <summary>NaN where the row says nothing of the metric.</summary>
    public double Of(ExperimentMetric metric, bool favourableIsPositive) => metric switch
    {
        ExperimentMetric.FavourableRate => favourableIsPositive ? Decision : 1 - Decision,
        ExperimentMetric.Accuracy => double.IsNaN(Decision + Truth) ? double.NaN : Decision.Equals(Truth) ? 1 : 0,
        ExperimentMetric.AbsoluteError => Math.Abs(Value - Truth),
        ExperimentMetric.Latency => Latency,
        ExperimentMetric.Cost => Cost,
        _ => double.NaN,
    };
}

/// <summary>How the answers of a version are read.</summary>
internal sealed record ArmVersion(VersionId Id, int Number, ScoringRules Scoring)
{
    public bool FavourableIsPositive => string.Equals(Scoring.FavourableClass, Scoring.PositiveClass, StringComparison.Ordinal);

    /// <param name="prediction">What the sender says was decided; null where only a score came.</param>
    public double DecisionOf(double score, string? prediction) =>
        prediction is not null ? ClassOf(prediction)
        : double.IsNaN(score) || Scoring.PositiveClass.Length == 0 ? double.NaN
        : score >= Scoring.DecisionThreshold ? 1 : 0;

    /// <summary>1, 0, or NaN for what is neither class.</summary>
    public double ClassOf(string word) =>
        string.Equals(word, Scoring.PositiveClass, StringComparison.Ordinal) ? 1
        : Scoring.ClassLabels.Contains(word, StringComparer.Ordinal) ? 0
        : double.NaN;
}
