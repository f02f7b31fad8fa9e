using Portal.Statistics.Metrics;

namespace Portal.Statistics.Performance;

/// <summary>How far predicted numbers lay from the truth in a window. What its rows do not define is <see langword="null"/>.</summary>
/// <param name="Rows">Predicted rows.</param>
/// <param name="Labelled">Rows whose true value is known: all figures speak of these.</param>
/// <param name="Coverage">Labelled over predicted rows.</param>
/// <param name="MeanAbsoluteError">Mean of |prediction − truth|, in the target's unit.</param>
/// <param name="MeanAbsoluteErrorInterval">95 % interval of that mean.</param>
/// <param name="RootMeanSquaredError">√ of the mean squared error, in the target's unit.</param>
/// <param name="Bias">Mean of prediction − truth: positive when predictions are too high.</param>
/// <param name="R2">1 − Σ(error²) / Σ((truth − its mean)²); <see langword="null"/> when all truths are equal.</param>
/// <param name="MeanAbsolutePercentageError">Mean of |error| / |truth| as a share; <see langword="null"/> when a truth is 0.</param>
/// <param name="SymmetricPercentageError">Mean of 2·|error| / (|truth| + |prediction|) as a share; 0 where both are 0.</param>
public sealed record RegressionReport(
    long Rows,
    long Labelled,
    double? Coverage,
    double? MeanAbsoluteError,
    Interval? MeanAbsoluteErrorInterval,
    double? RootMeanSquaredError,
    double? Bias,
    double? R2,
    double? MeanAbsolutePercentageError,
    double? SymmetricPercentageError)
{
    /// <summary>Measures a window by its counters.</summary>
    /// <param name="counters">The counters.</param>
    public static RegressionReport Measure(RegressionCounters counters)
    {
        ArgumentNullException.ThrowIfNull(counters);
        var labelled = counters.Labelled;
        double? coverage = counters.Rows == 0 ? null : (double)labelled / counters.Rows;
        if (labelled == 0)
        {
            return new RegressionReport(counters.Rows, 0, coverage, null, null, null, null, null, null, null);
        }

        return new RegressionReport(
            counters.Rows,
            labelled,
            coverage,
            counters.AbsoluteError.Mean,
            counters.AbsoluteError.MeanInterval,
            Math.Sqrt(counters.SquaredError.Mean),
            counters.ErrorSum / labelled,
            counters.Truth.Least.Equals(counters.Truth.Greatest) ? null : 1 - counters.SquaredError.Sum / counters.Truth.Squares,
            counters.ZeroTruths > 0 ? null : counters.PercentageSum / labelled,
            counters.SymmetricSum / labelled);
    }
}
