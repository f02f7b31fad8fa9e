namespace Portal.Statistics.Metrics;

/// <summary>How far the predictions of a regression lie from the truth.</summary>
/// <remarks>Definitions follow scikit-learn 1.2 (<c>metrics.mean_squared_error</c>, <c>r2_score</c>, …), except that a metric which
/// the rows do not define is <see langword="null"/>.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="RootMeanSquaredError">√ of the mean squared error, in the target's unit; lower is better.</param>
/// <param name="MeanAbsoluteError">Mean of |prediction − truth|, in the target's unit; lower is better.</param>
/// <param name="R2">1 − Σ(error²) / Σ((truth − its mean)²), at most 1; <see langword="null"/> when all truths are equal.</param>
/// <param name="MedianAbsoluteError">Median of |prediction − truth|, in the target's unit; lower is better.</param>
/// <param name="MeanAbsolutePercentageError">Mean of |prediction − truth| / |truth| as a share, not in percent;
/// <see langword="null"/> when a truth is 0 (scikit-learn divides by 2.2e-16 there).</param>
/// <param name="MeanError">Mean of prediction − truth, in the target's unit: positive when predictions are too high.</param>
/// <param name="ExplainedVariance">1 − variance of the error / variance of the truth: R² without the penalty for a constant offset;
/// <see langword="null"/> when all truths are equal.</param>
/// <param name="MaximumError">Largest |prediction − truth|, in the target's unit.</param>
public sealed record RegressionMetrics(
    long Rows,
    double RootMeanSquaredError,
    double MeanAbsoluteError,
    double? R2,
    double MedianAbsoluteError,
    double? MeanAbsolutePercentageError,
    double MeanError,
    double? ExplainedVariance,
    double MaximumError)
{
    /// <summary>Measures predicted rows.</summary>
    /// <param name="predictions">One finite prediction a row, in the target's unit.</param>
    /// <param name="actual">The true value of each row; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a value is not finite.</exception>
    public static RegressionMetrics Measure(ReadOnlySpan<double> predictions, ReadOnlySpan<double> actual)
    {
        Check(predictions, actual);
        var rows = actual.Length;
        var absolute = new double[rows];
        double sum = 0, sumActual = 0, squares = 0, magnitudes = 0, percentages = 0;
        var hasZero = false;
        for (var row = 0; row < rows; row++)
        {
            var error = predictions[row] - actual[row];
            absolute[row] = Math.Abs(error);
            sum += error;
            squares += error * error;
            magnitudes += absolute[row];
            sumActual += actual[row];
            hasZero |= actual[row] == 0;
            percentages += hasZero ? 0 : absolute[row] / Math.Abs(actual[row]);
        }

        var (spread, errorSpread) = Spreads(predictions, actual, sumActual / rows, sum / rows);
        Array.Sort(absolute);
        return new RegressionMetrics(
            rows,
            Math.Sqrt(squares / rows),
            magnitudes / rows,
            spread > 0 ? 1 - squares / spread : null,
            (absolute[(rows - 1) / 2] + absolute[rows / 2]) / 2,
            hasZero ? null : percentages / rows,
            sum / rows,
            spread > 0 ? 1 - errorSpread / spread : null,
            absolute[^1]);
    }

    internal static void Check(ReadOnlySpan<double> predictions, ReadOnlySpan<double> actual)
    {
        if (predictions.Length != actual.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions for {actual.Length} rows.", nameof(actual));
        }

        if (actual.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row.", nameof(actual));
        }

        for (var row = 0; row < actual.Length; row++)
        {
            if (!double.IsFinite(predictions[row]) || !double.IsFinite(actual[row]))
            {
                throw new ArgumentException($"The prediction or the truth of row {row} is not finite.", nameof(predictions));
            }
        }
    }

    private static (double Truth, double Error) Spreads(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> actual, double meanActual, double meanError)
    {
        double truth = 0, error = 0;
        var constant = true;
        for (var row = 0; row < actual.Length; row++)
        {
            constant &= actual[row] == actual[0];
            truth += (actual[row] - meanActual) * (actual[row] - meanActual);
            var centred = predictions[row] - actual[row] - meanError;
            error += centred * centred;
        }

        return (constant ? 0 : truth, error);
    }
}
