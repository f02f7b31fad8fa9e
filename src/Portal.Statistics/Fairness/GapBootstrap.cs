using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Fairness;

/// <summary>How far a gap would move if other people had come.</summary>
/// <param name="Interval">95 % percentile interval (quantiles of type 7); <see langword="null"/> where no sample defines the gap.</param>
/// <param name="Skipped">Samples with fewer than two groups that define the rate; they are left out.</param>
public sealed record GapInterval(Interval? Interval, int Skipped);

/// <summary>Bootstrap of the gaps between groups.</summary>
/// <remarks>Drawn rows matter by their cell alone (group × outcome × decision), so that the counts of the cells are drawn instead, from
/// their multinomial distribution: the same distribution, in a time that does not grow with the rows. Sample b reads the
/// <see cref="RandomStream"/> of seed + b: the same counts give the same intervals with any number of threads.</remarks>
public static class GapBootstrap
{
    private static readonly FairnessMeasure[] s_measures = [.. FairnessMeasureWords.OfOneRate, FairnessMeasure.EqualisedOdds];

    /// <summary>Draws cells.</summary>
    /// <param name="groups">All groups; all are drawn.</param>
    /// <param name="compared">Labels of the groups whose gap is taken; <see langword="null"/> for all.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="seed">Where the random streams begin.</param>
    /// <param name="cancellation">Stops between samples.</param>
    public static IReadOnlyDictionary<FairnessMeasure, GapInterval> OfCells(
        IReadOnlyList<GroupCells> groups, IReadOnlyCollection<string>? compared, int samples, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var cells = new long[groups.Count * GroupCells.Count];
        for (var group = 0; group < groups.Count; group++)
        {
            groups[group].CopyTo(cells.AsSpan(group * GroupCells.Count));
        }

        bool[] counted = [.. groups.Select(group => compared?.Contains(group.Group) ?? true)];
        return Draw(
            cells.Length,
            counted,
            samples,
            (sample, drawn) =>
            {
                var stream = new RandomStream(seed + (ulong)sample);
                BinomialDraw.Multinomial(ref stream, cells, drawn);
            },
            cancellation);
    }

    /// <summary>Draws rows, one by one: row ⌊u·n⌋ for each draw u of the stream. Needs the rows and n draws a sample.</summary>
    /// <param name="groups">Number of groups; all are compared.</param>
    /// <param name="codes">The group of each row.</param>
    /// <param name="selected">Whether the row is predicted the favourable outcome; same length.</param>
    /// <param name="outcomes">What became true; same length.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="seed">Where the random streams begin.</param>
    /// <param name="cancellation">Stops between samples.</param>
    public static IReadOnlyDictionary<FairnessMeasure, GapInterval> OfRows(
        int groups,
        ReadOnlySpan<int> codes,
        ReadOnlySpan<bool> selected,
        ReadOnlySpan<Outcome> outcomes,
        int samples,
        ulong seed,
        CancellationToken cancellation = default)
    {
        var cells = new int[codes.Length];
        for (var row = 0; row < cells.Length; row++)
        {
            cells[row] = codes[row] * GroupCells.Count + GroupCells.Cell(outcomes[row], selected[row]);
        }

        bool[] counted = [.. Enumerable.Repeat(true, groups)];
        return Draw(
            groups * GroupCells.Count,
            counted,
            samples,
            (sample, drawn) =>
            {
                var stream = new RandomStream(seed + (ulong)sample);
                Array.Clear(drawn);
                for (var row = 0; row < cells.Length; row++)
                {
                    drawn[cells[stream.NextIndex(cells.Length)]]++;
                }
            },
            cancellation);
    }

    private static Dictionary<FairnessMeasure, GapInterval> Draw(
        int cells, bool[] counted, int samples, Action<int, long[]> draw, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        var gaps = new double[samples * s_measures.Length];
        Parallel.For(
            0,
            samples,
            new ParallelOptions { CancellationToken = cancellation },
            () => new long[cells],
            (sample, _, drawn) =>
            {
                draw(sample, drawn);
                Measure(drawn, counted, gaps.AsSpan(sample * s_measures.Length, s_measures.Length));
                return drawn;
            },
            _ => { });
        return Enumerable.Range(0, s_measures.Length).ToDictionary(
            measure => s_measures[measure],
            measure => Summarise([.. Enumerable.Range(0, samples).Select(sample => gaps[sample * s_measures.Length + measure])]));
    }

    /// <summary>The gap of each measure in one sample; not a number where fewer than two groups define it.</summary>
    private static void Measure(ReadOnlySpan<long> cells, ReadOnlySpan<bool> counted, Span<double> gaps)
    {
        Span<(double Low, double High, int Groups)> ranges = stackalloc (double, double, int)[6];
        ranges.Fill((double.PositiveInfinity, double.NegativeInfinity, 0));
        for (var group = 0; group < counted.Length; group++)
        {
            if (counted[group])
            {
                Widen(cells.Slice(group * GroupCells.Count, GroupCells.Count), ranges);
            }
        }

        for (var measure = 0; measure < ranges.Length; measure++)
        {
            gaps[measure] = ranges[measure].Groups < 2 ? double.NaN : ranges[measure].High - ranges[measure].Low;
        }

        // Not a number where either gap is not.
        gaps[6] = Math.Max(gaps[1], gaps[2]);
    }

    private static void Widen(ReadOnlySpan<long> cells, Span<(double Low, double High, int Groups)> ranges)
    {
        var (tn, fp, fn, tp) = (cells[0], cells[1], cells[2], cells[3]);
        Widen(ref ranges[0], fp + tp + cells[5], tn + fp + fn + tp + cells[4] + cells[5]);
        Widen(ref ranges[1], tp, tp + fn);
        Widen(ref ranges[2], fp, fp + tn);
        Widen(ref ranges[3], tp, tp + fp);
        Widen(ref ranges[4], fn, fn + tn);
        Widen(ref ranges[5], tp + tn, tn + fp + fn + tp);
    }

    private static void Widen(ref (double Low, double High, int Groups) range, long hits, long rows)
    {
        if (rows > 0)
        {
            var rate = (double)hits / rows;
            range = (Math.Min(range.Low, rate), Math.Max(range.High, rate), range.Groups + 1);
        }
    }

    private static GapInterval Summarise(double[] gaps)
    {
        double[] defined = [.. gaps.Where(gap => !double.IsNaN(gap))];
        Array.Sort(defined);
        return new GapInterval(
            defined.Length == 0 ? null : new Interval(Quantile.Of(defined, 0.025), Quantile.Of(defined, 0.975)),
            gaps.Length - defined.Length);
    }
}
