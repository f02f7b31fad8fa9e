using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift;

/// <summary>Windows without drift: reference and window are drawn anew from the same law each time, and whatever is flagged is a false
/// alarm.</summary>
internal static class UndriftedWindows
{
    /// <summary>What a window consists of.</summary>
    public enum Kind
    {
        /// <summary>One bell-shaped column.</summary>
        Numeric,

        /// <summary>One column of ten equally frequent categories.</summary>
        Categorical,

        /// <summary>Twenty columns: bell-shaped, heavy-tailed, discrete, with missing values, and of 2 to 200 categories.</summary>
        Table,
    }

    /// <summary>From so many rows on, columns are counted against a stored grid, as ingestion does, and not kept.</summary>
    private const int ManyRows = 100_000;

    /// <summary>How many of the windows warn or alarm.</summary>
    public static int Flagged(Kind kind, int reference, int current, int windows, ulong seed)
    {
        var flagged = 0;
        for (var window = 0; window < windows; window++)
        {
            var stream = new RandomStream(seed + 1_000_003 * (ulong)window);
            ColumnResult[] columns = kind switch
            {
                Kind.Numeric => [Numeric(ref stream, 0, reference, current)],
                Kind.Categorical => [Categorical(ref stream, 10, 1, reference, current)],
                Kind.Table => [.. Table(stream, reference, current)],
            };
            flagged += DriftRules.Decide(columns, DriftThresholds.Default).Any(verdict => verdict.Severity > Severity.None) ? 1 : 0;
        }

        return flagged;
    }

    private static List<ColumnResult> Table(RandomStream stream, int reference, int current)
    {
        var columns = new List<ColumnResult>();
        for (var law = 0; law < 10; law++)
        {
            columns.Add(Numeric(ref stream, law % 5, reference, current));
        }

        foreach (var categories in (ReadOnlySpan<int>)[2, 2, 3, 5, 10, 10, 20, 40, 100, 200])
        {
            columns.Add(Categorical(ref stream, categories, columns.Count % 2 == 0 ? 1 : 0.97, reference, current));
        }

        return columns;
    }

    private static ColumnResult Numeric(ref RandomStream stream, int law, int reference, int current)
    {
        var baseline = NumericBaseline.From(
            Draw(ref stream, law, reference), mostIntervals: reference < ManyRows ? int.MaxValue : NumericBaseline.StoredIntervals);
        if (current < ManyRows)
        {
            return ColumnResult.Of("numeric", NumericDrift.Measure(baseline, Draw(ref stream, law, current)));
        }

        var counters = new NumericCounters(baseline);
        for (var left = current; left > 0; left -= ManyRows)
        {
            counters.Add(Draw(ref stream, law, Math.Min(left, ManyRows)));
        }

        return ColumnResult.Of("numeric", NumericDrift.Measure(baseline, counters));
    }

    private static double[] Draw(ref RandomStream stream, int law, int rows)
    {
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            values[row] = law switch
            {
                1 => 1 / (1 - stream.NextUnit()),
                2 => Math.Floor(12 * stream.NextUnit()),
                3 => stream.NextUnit() < 0.02 ? double.NaN : stream.NextUnit(),
                4 => Math.Round(100 * Bell(ref stream)),
                _ => Bell(ref stream),
            };
        }

        return values;
    }

    /// <summary>The sum of four draws: close to a bell, and quick.</summary>
    private static double Bell(ref RandomStream stream) =>
        stream.NextUnit() + stream.NextUnit() + stream.NextUnit() + stream.NextUnit();

    private static ColumnResult Categorical(ref RandomStream stream, int categories, double evenness, int reference, int current)
    {
        string[] labels = [.. Enumerable.Range(0, categories).Select(category => $"c{category:000}")];
        var ends = new double[categories];
        var (weight, sum) = (1.0, 0.0);
        for (var category = 0; category < categories; category++)
        {
            ends[category] = sum += weight;
            weight *= evenness;
        }

        var baseline = CategoricalBaseline.From(Codes(ref stream, ends, reference), labels);
        return ColumnResult.Of("categorical", CategoricalDrift.Measure(baseline, Codes(ref stream, ends, current), labels));
    }

    private static int[] Codes(ref RandomStream stream, double[] ends, int rows)
    {
        var codes = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var place = Array.BinarySearch(ends, stream.NextUnit() * ends[^1]);
            codes[row] = Math.Min(ends.Length - 1, place < 0 ? ~place : place + 1);
        }

        return codes;
    }
}
