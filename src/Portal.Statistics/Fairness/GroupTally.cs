using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>What is counted of one group. Scores take room only where there are any.</summary>
internal sealed class GroupTally(string group)
{
    private readonly long[] _cells = new long[GroupCells.Count];
    private ScoreHistogram? _histogram;
    private CalibrationBins? _calibration;
    private FixedSum _scores;

    public string Group => group;

    public long[] Cells => _cells;

    public GroupCells Counts => GroupCells.Of(group, _cells);

    public ScoreHistogram? Histogram => _histogram;

    public CalibrationBins? Calibration => _calibration;

    /// <summary>Rows with a score that is a probability.</summary>
    public long Scored { get; private set; }

    public double ScoreSum => _scores.Value;

    public void AddScore(double score, Outcome outcome)
    {
        Scored++;
        _scores.Add(score);
        (_histogram ??= new ScoreHistogram(ScoreGrid.Coarse)).Add(score, outcome);
        if (outcome != Outcome.Unknown)
        {
            (_calibration ??= new CalibrationBins()).Add(score, outcome == Outcome.Positive);
        }
    }

    /// <summary>Whether a row like this was counted whose outcome is not known yet.</summary>
    /// <param name="selected">The decision.</param>
    /// <param name="score">Not a number where the row has none.</param>
    public bool Awaits(bool selected, double score) =>
        _cells[GroupCells.Cell(Outcome.Unknown, selected)] > 0
        && (double.IsNaN(score) || (_histogram is { } histogram && histogram.Of(Outcome.Unknown)[histogram.Grid.Cell(score)] > 0));

    public void Settle(bool selected, double score, Outcome outcome)
    {
        _cells[GroupCells.Cell(Outcome.Unknown, selected)]--;
        _cells[GroupCells.Cell(outcome, selected)]++;
        if (!double.IsNaN(score))
        {
            _histogram!.Settle(score, outcome);
            (_calibration ??= new CalibrationBins()).Add(score, outcome == Outcome.Positive);
        }
    }

    public void Merge(GroupTally other)
    {
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] += other._cells[cell];
        }

        Scored += other.Scored;
        _scores.Add(other._scores);
        if (other._histogram is { } histogram)
        {
            (_histogram ??= new ScoreHistogram(ScoreGrid.Coarse)).Merge(histogram);
        }

        if (other._calibration is { } calibration)
        {
            (_calibration ??= new CalibrationBins()).Merge(calibration);
        }
    }

    public void Write(ref CounterWriter writer)
    {
        writer.Text(group);
        writer.Sparse(_cells);
        writer.Count(Scored);
        if (Scored == 0)
        {
            return;
        }

        _scores.Write(ref writer);
        _histogram!.Write(ref writer);
        (_calibration ?? new CalibrationBins()).Write(ref writer);
    }

    public static GroupTally Read(ref CounterReader reader)
    {
        var read = new GroupTally(reader.Text());
        reader.Sparse(read._cells);
        read.Scored = reader.Count();
        if (read.Scored == 0)
        {
            return read;
        }

        read._scores = FixedSum.Read(ref reader);
        read._histogram = ScoreHistogram.Read(ScoreGrid.Coarse, ref reader);
        var calibration = CalibrationBins.Read(ref reader);
        read._calibration = calibration.Rows == 0 ? null : calibration;
        read.Check(calibration);
        return read;
    }

    private void Check(CalibrationBins calibration)
    {
        var (negatives, positives) = (_histogram!.Rows(Outcome.Negative), _histogram.Rows(Outcome.Positive));
        CounterReader.Require(negatives + positives + _histogram.Rows(Outcome.Unknown) == Scored, "The histogram holds other rows than are scored.");
        CounterReader.Require(calibration.Rows == negatives + positives && calibration.Positives == positives, "The calibration bins hold other rows than are labelled.");
        CounterReader.Require(Scored <= Counts.Rows && negatives + positives <= Counts.Labelled.Rows, "More rows are scored than there are.");
        CounterReader.Require(ScoreSum <= Scored, "The scores add up to more than one a row.");
    }
}
