using Portal.Statistics.Metrics;

namespace Portal.Statistics.Counters;

/// <summary>How many rows of each outcome have a score in each cell of a <see cref="ScoreGrid"/>. Rankings read from it take all scores of
/// a cell as equal; <see cref="RocAucError"/> and <see cref="AveragePrecisionError"/> say how far that can be off.</summary>
internal sealed class ScoreHistogram(ScoreGrid grid)
{
    private readonly long[] _negatives = new long[grid.Cells];
    private readonly long[] _positives = new long[grid.Cells];
    private readonly long[] _unknown = new long[grid.Cells];

    public ScoreGrid Grid => grid;

    public ReadOnlySpan<long> Of(Outcome outcome) => Cells(outcome);

    public void Add(double score, Outcome outcome) => Cells(outcome)[grid.Cell(score)]++;

    /// <summary>A row whose outcome was not known gets one.</summary>
    public void Settle(double score, Outcome outcome)
    {
        _unknown[grid.Cell(score)]--;
        Cells(outcome)[grid.Cell(score)]++;
    }

    public void Merge(ScoreHistogram other)
    {
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Negative, Outcome.Positive, Outcome.Unknown])
        {
            var (cells, others) = (Cells(outcome), other.Cells(outcome));
            for (var cell = 0; cell < cells.Length; cell++)
            {
                cells[cell] += others[cell];
            }
        }
    }

    public void Write(ref CounterWriter writer)
    {
        writer.Sparse(_negatives);
        writer.Sparse(_positives);
        writer.Sparse(_unknown);
    }

    public static ScoreHistogram Read(ScoreGrid grid, ref CounterReader reader)
    {
        var read = new ScoreHistogram(grid);
        reader.Sparse(read._negatives);
        reader.Sparse(read._positives);
        reader.Sparse(read._unknown);
        return read;
    }

    public long Rows(Outcome outcome)
    {
        long rows = 0;
        foreach (var count in Cells(outcome))
        {
            rows += count;
        }

        return rows;
    }

    /// <summary>The labelled rows by falling score, the cells being the ties; <see langword="null"/> without labelled rows.</summary>
    public RankedScores? Ranked()
    {
        var (thresholds, truePositives, falsePositives) = (new List<double>(), new List<int>(), new List<int>());
        long positives = 0, negatives = 0;
        for (var cell = grid.Cells - 1; cell >= 0; cell--)
        {
            if (_positives[cell] + _negatives[cell] > 0)
            {
                positives += _positives[cell];
                negatives += _negatives[cell];
                thresholds.Add(grid.LowerEnd(cell));
                truePositives.Add(checked((int)positives));
                falsePositives.Add(checked((int)negatives));
            }
        }

        return thresholds.Count == 0 ? null : RankedScores.OfTies([.. thresholds], [.. truePositives], [.. falsePositives]);
    }

    /// <summary>The most that the area under the ROC curve can be off: a pair of one cell counts half and could count 0 or 1.</summary>
    public double? RocAucError()
    {
        var (positives, negatives) = (Rows(Outcome.Positive), Rows(Outcome.Negative));
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        double pairs = 0;
        for (var cell = 0; cell < _positives.Length; cell++)
        {
            pairs += (double)_positives[cell] * _negatives[cell];
        }

        return pairs / 2 / ((double)positives * negatives);
    }

    /// <summary>The most that the average precision can be off. Within a cell the precision at a positive is highest when all positives
    /// tie above all negatives, and lowest when each comes alone and below them.</summary>
    public double? AveragePrecisionError()
    {
        if (Ranked() is not { Positives: > 0 } ranked)
        {
            return null;
        }

        double low = 0, high = 0, told = 0;
        long above = 0, negativesAbove = 0;
        for (var step = 0; step < ranked.Count; step++)
        {
            var (positives, negatives) = (ranked.TruePositives(step), ranked.FalsePositives(step));
            if (positives > above)
            {
                told += (positives - above) * ((double)positives / (positives + negatives));
                high += (positives - above) * ((double)positives / (positives + negativesAbove));
                low += SumOfShares(above, positives, negatives);
            }

            (above, negativesAbove) = (positives, negatives);
        }

        return Math.Max(high - told, told - low) / ranked.Positives;
    }

    /// <summary>Σ k / (k + n) over k = from + 1 … to: for many terms at least what the integral from k − 1 to k gives, since the share
    /// grows with k.</summary>
    private static double SumOfShares(long from, long to, long negatives)
    {
        if (to - from > 4_096)
        {
            return negatives == 0 ? to - from : to - from - negatives * Math.Log((double)(to + negatives) / (from + negatives));
        }

        double sum = 0;
        for (var k = from + 1; k <= to; k++)
        {
            sum += (double)k / (k + negatives);
        }

        return sum;
    }

    private long[] Cells(Outcome outcome) => outcome switch
    {
        Outcome.Negative => _negatives,
        Outcome.Positive => _positives,
        Outcome.Unknown => _unknown,
    };
}
