using Portal.Core.Evaluations.Measuring;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Comparing;

/// <summary>One metric of two versions on the same rows.</summary>
/// <param name="Metric">A name of <see cref="MetricNames"/>.</param>
/// <param name="Difference">First minus second.</param>
/// <param name="Low">Lower end of the 95 % interval of the difference.</param>
/// <param name="PValue">Two-sided, of no difference.</param>
/// <param name="Test">Such as <c>DeLong</c>.</param>
public sealed record PairedDifference(string Metric, double First, double Second, double Difference, double? Low, double? High, double? PValue, string Test)
{
    private const double Level = 0.05;

    /// <summary>True when the first is better and chance is a poor explanation, false when it is worse so, null when it may be chance.</summary>
    public bool? FirstIsBetter => PValue is not { } p || p > Level || Difference == 0 ? null : Difference > 0 == MetricNames.HigherIsBetter(Metric);
}

/// <summary>The headline metrics of two measurements of the same rows, tested in pairs. Pure.</summary>
internal static class PairedDifferences
{
    /// <summary>With more rows a mean is known so well that fewer samples say the same.</summary>
    private const int ManyRows = 100_000;

    public static IReadOnlyList<PairedDifference> Of(Measurement first, Measurement second, CancellationToken ct) => (first, second) switch
    {
        (BinaryMeasurement a, BinaryMeasurement b) => [.. RocAuc(a, b), Accuracy(a.Right(), b.Right()), Means(MetricNames.LogLoss, a, b, ct)],
        (MulticlassMeasurement a, MulticlassMeasurement b) => [.. F1(a, b, ct), Accuracy(a.Right(), b.Right()), Means(MetricNames.LogLoss, a, b, ct)],
        (RegressionMeasurement a, RegressionMeasurement b) => [.. Rmse(a, b, ct), Means(MetricNames.Mae, a, b, ct)],
        _ => throw new ArgumentException("Two versions of one model have the same task.", nameof(second)),
    };

    private static IEnumerable<PairedDifference> RocAuc(BinaryMeasurement a, BinaryMeasurement b)
    {
        if (DeLong.Compare(a.Scores, b.Scores, a.Positive) is { } areas)
        {
            yield return new(MetricNames.RocAuc, areas.First.RocAuc, areas.Second.RocAuc, areas.Difference, areas.Interval.Lower, areas.Interval.Upper, areas.PValue, "DeLong");
        }
    }

    private static PairedDifference Accuracy(bool[] first, bool[] second)
    {
        var paired = McNemar.Measure(first, second);
        double rows = first.Length;
        return new(
            MetricNames.Accuracy, (paired.BothRight + paired.OnlyFirstRight) / rows, (paired.BothRight + paired.OnlySecondRight) / rows,
            paired.Difference, paired.Interval.Lower, paired.Interval.Upper, paired.PValue, paired.Exact ? "McNemar, exact" : "McNemar");
    }

    private static PairedDifference Means(string metric, Measurement a, Measurement b, CancellationToken ct) =>
        Drawn(metric, PairedBootstrap.OfMeans(a.Losses(), b.Losses(), Plan(a.Rows), ct));

    private static IEnumerable<PairedDifference> F1(MulticlassMeasurement a, MulticlassMeasurement b, CancellationToken ct) =>
        PairedBootstrap.Of(a.Rows, a.F1Macro(), b.F1Macro(), Plan(a.Rows), ct) is { } drawn ? [Drawn(MetricNames.F1Macro, drawn)] : [];

    private static IEnumerable<PairedDifference> Rmse(RegressionMeasurement a, RegressionMeasurement b, CancellationToken ct)
    {
        var (first, second) = (a.Losses(), b.Losses());
        return PairedBootstrap.Of(a.Rows, rows => Root(first, rows), rows => Root(second, rows), Plan(a.Rows), ct) is { } drawn ? [Drawn(MetricNames.Rmse, drawn)] : [];

        static double? Root(double[] errors, ReadOnlySpan<int> rows)
        {
            double sum = 0;
            foreach (var row in rows)
            {
                sum += errors[row] * errors[row];
            }

            return Math.Sqrt(sum / rows.Length);
        }
    }

    private static PairedDifference Drawn(string metric, PairedBootstrap drawn) => new(
        metric, drawn.First, drawn.Second, drawn.Difference, End(drawn.Interval, interval => interval.Lower), End(drawn.Interval, interval => interval.Upper), drawn.PValue, "paired bootstrap");

    private static double? End(Interval? interval, Func<Interval, double> end) => interval is { } known ? end(known) : null;

    private static BootstrapPlan Plan(int rows) => rows <= ManyRows ? new() : new() { Samples = 200 };
}
