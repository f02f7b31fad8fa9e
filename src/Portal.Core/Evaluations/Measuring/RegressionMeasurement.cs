using Portal.Core.Registry;
using Portal.Statistics.Metrics;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Predicted values beside the true ones.</summary>
internal sealed class RegressionMeasurement(double[] predictions, double[] actual) : Measurement
{
    /// <summary>A chart of more dots says no more.</summary>
    private const int MostDots = 400;

    private const int ErrorBins = 24;

    private readonly RegressionMetrics _measured = RegressionMetrics.Measure(predictions, actual);

    public override ModelTask Task => ModelTask.Regression;

    public override int Rows => actual.Length;

    public override string LossMetric => MetricNames.Mae;

    public override double[] Losses() => Array.ConvertAll(Errors(), Math.Abs);

    public override SortedDictionary<string, double> Metrics() => Named(_measured);

    public override SortedDictionary<string, double> Metrics(int[] rows) => Named(RegressionMetrics.Measure(Take(predictions, rows), Take(actual, rows)));

    public override Measurement Rescored(int[] rows, double[] scores) => new RegressionMeasurement(scores, Take(actual, rows));

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var intervals = new SortedDictionary<string, MetricInterval>(StringComparer.Ordinal);
        var errors = Errors();
        Add(MetricNames.Mae, OfMean(Losses()));
        Add(MetricNames.MeanError, OfMean(errors));

        // The root of the ends: it grows with what it is the root of, so it keeps the coverage.
        Add(MetricNames.Rmse, OfMean(Array.ConvertAll(errors, error => error * error)) is { } squares
            ? squares with { Low = Math.Sqrt(Math.Max(0, squares.Low)), High = Math.Sqrt(squares.High) }
            : null);
        Add(MetricNames.R2, Resampled(Rows, rows => RegressionMetrics.Measure(Take(predictions, rows), Take(actual, rows)).R2));
        return intervals;

        void Add(string metric, MetricInterval? interval)
        {
            if (interval is not null)
            {
                intervals[metric] = interval;
            }
        }
    }

    public override EvaluationCurves Curves() => new() { Predictions = Dots(), Errors = Histogram() };

    public override int[] Decisions() => [];

    public ReadOnlySpan<double> Predictions => predictions;

    private double[] Errors()
    {
        var errors = new double[Rows];
        for (var row = 0; row < errors.Length; row++)
        {
            errors[row] = predictions[row] - actual[row];
        }

        return errors;
    }

    /// <summary>Evenly spaced by the rank of the true value, so that each range of it is shown.</summary>
    private PredictedPoint[] Dots()
    {
        var order = Enumerable.Range(0, Rows).ToArray();
        Array.Sort(order, (a, b) => actual[a].CompareTo(actual[b]) is not 0 and var by ? by : a.CompareTo(b));
        var dots = Math.Min(MostDots, Rows);
        return [.. Enumerable.Range(0, dots).Select(dot => order[(int)((long)dot * (Rows - 1) / Math.Max(1, dots - 1))]).Select(row => new PredictedPoint(actual[row], predictions[row]))];
    }

    private ErrorBin[] Histogram()
    {
        var errors = Errors();
        var (low, high) = (errors.Min(), errors.Max());
        var width = (high - low) / ErrorBins;
        if (width <= 0)
        {
            return [new ErrorBin(low, high, Rows)];
        }

        var counts = new long[ErrorBins];
        foreach (var error in errors)
        {
            counts[Math.Min(ErrorBins - 1, (int)((error - low) / width))]++;
        }

        return [.. counts.Select((rows, bin) => new ErrorBin(low + (bin * width), low + ((bin + 1) * width), rows))];
    }

    private static SortedDictionary<string, double> Named(RegressionMetrics measured) => Named(
        (MetricNames.Rmse, measured.RootMeanSquaredError),
        (MetricNames.Mae, measured.MeanAbsoluteError),
        (MetricNames.R2, measured.R2),
        (MetricNames.MedianAbsoluteError, measured.MedianAbsoluteError),
        (MetricNames.Mape, measured.MeanAbsolutePercentageError),
        (MetricNames.MeanError, measured.MeanError),
        (MetricNames.ExplainedVariance, measured.ExplainedVariance),
        (MetricNames.MaximumError, measured.MaximumError));
}
