using System.Globalization;
using Portal.Core.Monitoring.Monitors;
using Portal.Statistics.Drift;

namespace Portal.Core.Monitoring.Health;

/// <summary>Makes bins that people can read of counters. Pure.</summary>
internal static class ComparedBins
{
    private static readonly double[] s_quantiles = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <param name="reference">The window that it is compared with; null for the baseline itself.</param>
    public static ColumnComparison Of(string column, MonitorWindow span, string against, NumericBaseline baseline, NumericCounters? reference, NumericCounters window, Reading? reading)
    {
        var measured = reference is null ? NumericDrift.Measure(baseline, window) : NumericDrift.Measure(baseline, reference, window);
        List<BinRows> bins =
        [
            .. measured.ReferenceBins.Select((rows, place) => measured.IsDiscrete ? Value(measured, place, rows) : Range(measured, place, rows)),
            new("missing", null, measured.ReferenceMissing, measured.CurrentMissing, BinKind.Missing),
            new("infinite", null, measured.ReferenceNonFinite, measured.CurrentNonFinite, BinKind.NonFinite),
        ];
        return new ColumnComparison(
            column, Numeric: true, span, against, measured.ReferenceRows + measured.ReferenceMissing + measured.ReferenceNonFinite,
            measured.CurrentRows + measured.CurrentMissing + measured.CurrentNonFinite, bins,
            [.. measured.Quantiles.Where(line => s_quantiles.Contains(line.Share)).Select(line => new QuantileRow(line.Share, line.Reference, line.Current))], [], [], reading);
    }

    public static ColumnComparison Of(string column, MonitorWindow span, string against, CategoricalBaseline baseline, CategoricalCounters? reference, CategoricalCounters window, Reading? reading)
    {
        var measured = reference is null ? CategoricalDrift.Measure(baseline, window) : CategoricalDrift.Measure(baseline, reference, window);
        var fresh = measured.NewRows ?? 0;
        var bins = measured.Categories.Where(line => line.Label != CategoricalBaseline.Other).Select(line => new BinRows(line.Label, null, line.ReferenceRows, line.CurrentRows)).ToList();
        if (measured.Categories.FirstOrDefault(line => line.Label == CategoricalBaseline.Other) is { } rest && (rest.ReferenceRows > 0 || rest.CurrentRows > fresh))
        {
            bins.Add(new BinRows("all others", null, rest.ReferenceRows, rest.CurrentRows - fresh));
        }

        bins.Add(new BinRows("new", null, 0, fresh, BinKind.NewCategory));
        bins.Add(new BinRows("missing", null, measured.ReferenceMissing, measured.CurrentMissing, BinKind.Missing));
        return new ColumnComparison(
            column, Numeric: false, span, against, measured.ReferenceRows + measured.ReferenceMissing, measured.CurrentRows + measured.CurrentMissing, bins, [],
            measured.NewCategories, measured.VanishedCategories, reading);
    }

    /// <summary>Each value is a bin; the last one is of values that the reference does not have.</summary>
    private static BinRows Value(NumericDriftResult measured, int place, long rows) => place < measured.BinValues.Count
        ? new BinRows(Text(measured.BinValues[place]), null, rows, measured.CurrentBins[place])
        : new BinRows("new", null, rows, measured.CurrentBins[place], BinKind.NewCategory);

    private static BinRows Range(NumericDriftResult measured, int place, long rows)
    {
        var edges = measured.BinEdges;
        var label = edges.Count == 0 ? "all" : place == 0 ? $"below {Text(edges[0])}" : place == edges.Count ? $"{Text(edges[^1])} and more" : $"{Text(edges[place - 1])} to {Text(edges[place])}";
        return new BinRows(label, place == 0 ? null : edges[place - 1], rows, measured.CurrentBins[place]);
    }

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
