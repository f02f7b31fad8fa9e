using System.Globalization;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Slices;

/// <summary>Bands of a number column that hold about equally many rows, with names that a person can read.</summary>
/// <remarks>Edges are quantiles (type 7), rounded to as few decimals as keep each within a fiftieth of the narrowest band. Rows are put
/// into bands by the rounded edges, so that the names are exactly true. Bands that ties leave without room are left out.</remarks>
/// <param name="Edges">The inner edges, rising. A value belongs to the band whose lower edge it reaches and whose upper one it doesn't.</param>
/// <param name="Names">One name a band: "below 0.20", "0.20 to 0.35", "0.35 or more"; of whole numbers "25 to 32". The last one is
/// "missing" when values are not numbers.</param>
public sealed record QuantileBands(IReadOnlyList<double> Edges, IReadOnlyList<string> Names)
{
    /// <summary>What rows without a number are called.</summary>
    public const string Missing = "missing";

    /// <summary>Finds the bands of a column.</summary>
    /// <param name="values">One number a row; not-a-number means missing.</param>
    /// <param name="bands">At most this many, at least 2.</param>
    public static QuantileBands Of(ReadOnlySpan<double> values, int bands = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 2);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        // Not-a-number sorts first.
        var missing = sorted.AsSpan().LastIndexOf(double.NaN) + 1;
        var known = sorted.AsSpan(missing);
        var whole = known.Length > 0 && AllWhole(known);
        var edges = RawEdges(known, bands, whole);
        var decimals = whole ? 0 : Decimals(known, edges);
        if (decimals is { } places)
        {
            edges = [.. edges.Select(edge => Math.Round(edge, places))];
        }

        List<string> names = [.. Enumerable.Range(0, edges.Length + 1).Select(band => Name(edges, band, decimals, whole))];
        if (missing > 0)
        {
            names.Add(Missing);
        }

        return new QuantileBands(edges, names);
    }

    /// <summary>The band of a value: an index into <see cref="Names"/>.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is not a number and there is no band for missing ones.</exception>
    public int Band(double value)
    {
        if (double.IsNaN(value))
        {
            return Names.Count > Edges.Count + 1
                ? Names.Count - 1
                : throw new ArgumentException("The bands were made of rows without missing values.", nameof(value));
        }

        var band = 0;
        while (band < Edges.Count && value >= Edges[band])
        {
            band++;
        }

        return band;
    }

    /// <summary>A number column by its bands.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">One number a row; not-a-number means missing.</param>
    /// <param name="bands">At most this many, at least 2.</param>
    public static SliceColumn Column(string name, ReadOnlySpan<double> values, int bands = 5)
    {
        var found = Of(values, bands);
        var codes = new int[values.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = found.Band(values[row]);
        }

        return new SliceColumn(name, found.Names, codes);
    }

    private static bool AllWhole(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (value != Math.Floor(value) || Math.Abs(value) > 1e15)
            {
                return false;
            }
        }

        return true;
    }

    private static double[] RawEdges(ReadOnlySpan<double> sorted, int bands, bool whole)
    {
        var edges = new List<double>();
        for (var band = 1; band < bands && !sorted.IsEmpty; band++)
        {
            var edge = Quantile.Of(sorted, (double)band / bands);
            edge = whole ? Math.Ceiling(edge) : edge;
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    private static int? Decimals(ReadOnlySpan<double> sorted, double[] edges)
    {
        if (edges.Length == 0)
        {
            return null;
        }

        var narrowest = edges[0] - sorted[0];
        for (var edge = 1; edge < edges.Length; edge++)
        {
            narrowest = Math.Min(narrowest, edges[edge] - edges[edge - 1]);
        }

        for (var decimals = 0; decimals <= 15; decimals++)
        {
            if (Array.TrueForAll(edges, edge => Math.Abs(Math.Round(edge, decimals) - edge) <= narrowest / 50))
            {
                return decimals;
            }
        }

        return null;
    }

    private static string Name(double[] edges, int band, int? decimals, bool whole)
    {
        if (edges.Length == 0)
        {
            return "all";
        }

        string Text(double value) => value.ToString(decimals is { } places ? $"F{places}" : "R", CultureInfo.InvariantCulture);
        if (band == 0)
        {
            return $"below {Text(edges[0])}";
        }

        if (band == edges.Length)
        {
            return $"{Text(edges[^1])} or more";
        }

        var (from, to) = (edges[band - 1], whole ? edges[band] - 1 : edges[band]);
        return from == to ? Text(from) : $"{Text(from)} to {Text(to)}";
    }
}
