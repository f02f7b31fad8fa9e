using Portal.Core.Registry;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Predicted quantiles beside what happened.</summary>
/// <param name="quantiles">Row after row, in the order of <paramref name="levels"/>.</param>
internal sealed class ForecastMeasurement(double[] quantiles, IReadOnlyList<double> levels, double[] actual) : Measurement
{
    private readonly QuantileForecastMetrics _measured = QuantileForecastMetrics.Measure(quantiles, [.. levels], actual);

    public override ModelTask Task => ModelTask.Forecasting;

    public override int Rows => actual.Length;

    public override QuantilesOutcome Quantiles => new(
        [.. levels.Select((level, index) => One(level, index))],
        [.. _measured.Intervals.Select(one => new CoverageOutcome(one.LowerLevel, one.UpperLevel, one.Nominal, one.Coverage, one.CoverageInterval.Lower, one.CoverageInterval.Upper, one.MeanWidth))],
        _measured.CrossingRows);

    public override SortedDictionary<string, double> Metrics() => Named(_measured, quantiles, actual);

    public override SortedDictionary<string, double> Metrics(int[] rows)
    {
        var (own, truth) = (Take(quantiles, rows, levels.Count), Take(actual, rows));
        return Named(QuantileForecastMetrics.Measure(own, [.. levels], truth), own, truth);
    }

    public override Measurement Rescored(int[] rows, double[] scores) => new ForecastMeasurement(scores, levels, Take(actual, rows));

    public override SortedDictionary<string, MetricInterval> Intervals()
    {
        var losses = Losses(quantiles, actual);
        var intervals = OfMeans((MetricNames.MeanPinball, losses));
        if (MedianAt >= 0)
        {
            intervals[MetricNames.MaeOfMedian] = OfMean(MedianErrors(quantiles, actual))!;
        }

        // The constant forecast is held fixed: what varies is the model's own lead over it.
        var plain = Losses(Constant(actual), actual);
        if (Resampled(Rows, rows => Skill(Take(losses, rows), Take(plain, rows))) is { } skill)
        {
            intervals[MetricNames.PinballSkill] = skill;
        }

        return intervals;
    }

    public override EvaluationCurves Curves() => new();

    private int MedianAt => levels.ToList().IndexOf(0.5);

    private QuantileOutcome One(double level, int index)
    {
        var below = Enumerable.Range(0, Rows).Count(row => actual[row] <= quantiles[(row * levels.Count) + index]);
        var interval = WilsonInterval.Of(below, Rows)!.Value;
        return new QuantileOutcome(level, _measured.Pinball[index], (double)below / Rows, interval.Lower, interval.Upper);
    }

    private SortedDictionary<string, double> Named(QuantileForecastMetrics measured, double[] own, double[] truth) => Named(
        (MetricNames.MeanPinball, measured.MeanPinball),
        (MetricNames.PinballSkill, Skill(Losses(own, truth), Losses(Constant(truth), truth))),
        (MetricNames.CoverageError, measured.Intervals.Average(one => (double?)Math.Abs(one.Coverage - one.Nominal))),
        (MetricNames.IntervalWidth, measured.Intervals is [var widest, ..] ? widest.MeanWidth : null),
        (MetricNames.MaeOfMedian, MedianAt < 0 ? null : MedianErrors(own, truth).Average()));

    private double[] MedianErrors(double[] own, double[] truth) =>
        [.. truth.Select((value, row) => Math.Abs(own[(row * levels.Count) + MedianAt] - value))];

    /// <summary>The mean pinball loss over the levels, of each row.</summary>
    private double[] Losses(double[] own, double[] truth)
    {
        var losses = new double[truth.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            for (var level = 0; level < levels.Count; level++)
            {
                var above = truth[row] - own[(row * levels.Count) + level];
                losses[row] += Math.Max(levels[level] * above, (levels[level] - 1) * above) / levels.Count;
            }
        }

        return losses;
    }

    /// <summary>The best forecast that is the same for each row: the quantiles of the truth itself.</summary>
    private double[] Constant(double[] truth)
    {
        double[] sorted = [.. truth.Order()];
        double[] own = [.. levels.Select(level => Quantile.Of(sorted, level))];
        return [.. truth.SelectMany(_ => own)];
    }

    private static double? Skill(double[] losses, double[] plain) => plain.Sum() is > 0 and var sum ? 1 - (losses.Sum() / sum) : null;
}
