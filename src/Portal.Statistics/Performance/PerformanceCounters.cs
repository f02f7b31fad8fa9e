using System.Buffers;
using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;
using Portal.Statistics.Performance.Estimation;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Performance;

/// <summary>All that performance asks of a window of scored decisions between two classes, in counters that add up over windows, days and
/// nodes.</summary>
/// <remarks>Decisions at the threshold by outcome; sums of log-loss and of squared error, and of their squares; ten calibration bins; and a
/// histogram of scores by outcome (cells of 1/1,024 between 1/4 and 3/4, 1/32,768 at 1 %), from which rankings are read with an error that
/// is told. Sums are whole numbers of 2⁻⁵⁰, so that any split of the rows adds up to the same bits.</remarks>
public sealed class PerformanceCounters
{
    private const byte Form = 1;
    private const double Clip = 1e-15;

    private readonly long[] _cells = new long[4];
    private ScoreHistogram _histogram = new(ScoreGrid.Fine);
    private CalibrationBins _calibration = new();
    private FixedSum _logLoss;
    private FixedSum _logLossSquares;
    private FixedSum _squaredError;
    private FixedSum _squaredErrorSquares;

    /// <summary>Counters without rows.</summary>
    /// <param name="threshold">A row is predicted positive when its score is at or above it; in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not in [0, 1].</exception>
    public PerformanceCounters(double threshold)
    {
        if (!ScoreGrid.Holds(threshold))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie in 0 to 1.");
        }

        Threshold = threshold;
    }

    /// <summary>A row is predicted positive when its score is at or above it.</summary>
    public double Threshold { get; }

    /// <summary>Scored rows, with and without a known outcome.</summary>
    public long Rows => Confusion.Rows + Unlabelled;

    /// <summary>Rows whose true outcome is known.</summary>
    public long Labelled => Confusion.Rows;

    /// <summary>Rows whose true outcome is not known, or not yet.</summary>
    public long Unlabelled { get; private set; }

    /// <summary>Rows whose score is missing or no probability; they are counted nowhere else.</summary>
    public long Unusable { get; private set; }

    /// <summary>The labelled rows by decision.</summary>
    public ConfusionMatrix Confusion => new(_cells[0], _cells[1], _cells[2], _cells[3]);

    /// <summary>The labelled rows by falling score, to draw curves of: rows whose scores share a cell are tied.
    /// <see langword="null"/> without labelled rows.</summary>
    public RankedScores? Ranked => _histogram.Ranked();

    /// <summary>The calibration curve of the labelled rows.</summary>
    public IReadOnlyList<CalibrationBin> CalibrationCurve => _calibration.Curve;

    /// <summary>Log-loss of the labelled rows.</summary>
    internal Moments LogLoss => new(Labelled, _logLoss.Value, _logLossSquares.Value);

    /// <summary>Squared error of the labelled rows' scores.</summary>
    internal Moments SquaredError => new(Labelled, _squaredError.Value, _squaredErrorSquares.Value);

    internal ScoreHistogram Histogram => _histogram;

    internal CalibrationBins Calibration => _calibration;

    /// <summary>Counts rows.</summary>
    /// <param name="scores">The probability of the positive class of each row.</param>
    /// <param name="outcomes">What became true; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an outcome is none of the three; nothing is counted then.</exception>
    public void Add(ReadOnlySpan<double> scores, ReadOnlySpan<Outcome> outcomes)
    {
        if (scores.Length != outcomes.Length || !OutcomeGuard.AreNamed(outcomes))
        {
            throw new ArgumentException($"There are {scores.Length} scores and {outcomes.Length} outcomes, or one is none of the three.", nameof(outcomes));
        }

        for (var row = 0; row < scores.Length; row++)
        {
            if (!ScoreGrid.Holds(scores[row]))
            {
                Unusable++;
                continue;
            }

            _histogram.Add(scores[row], outcomes[row]);
            if (outcomes[row] == Outcome.Unknown)
            {
                Unlabelled++;
            }
            else
            {
                AddLabelled(scores[row], outcomes[row] == Outcome.Positive);
            }
        }
    }

    /// <summary>The outcome of a row that was counted without one becomes known.</summary>
    /// <param name="score">As it was counted.</param>
    /// <param name="positive">What became true.</param>
    /// <returns>Whether such a row was counted; else nothing changes.</returns>
    public bool Settle(double score, bool positive)
    {
        if (!ScoreGrid.Holds(score) || _histogram.Of(Outcome.Unknown)[_histogram.Grid.Cell(score)] == 0)
        {
            return false;
        }

        _histogram.Settle(score, positive ? Outcome.Positive : Outcome.Negative);
        Unlabelled--;
        AddLabelled(score, positive);
        return true;
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <param name="other">Counters of other rows.</param>
    /// <exception cref="ArgumentException">They were counted at another threshold.</exception>
    public void Merge(PerformanceCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Threshold.Equals(Threshold))
        {
            throw new ArgumentException($"Decisions at {other.Threshold} do not add to decisions at {Threshold}.", nameof(other));
        }

        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] += other._cells[cell];
        }

        Unlabelled += other.Unlabelled;
        Unusable += other.Unusable;
        _logLoss.Add(other._logLoss);
        _logLossSquares.Add(other._logLossSquares);
        _squaredError.Add(other._squaredError);
        _squaredErrorSquares.Add(other._squaredErrorSquares);
        _calibration.Merge(other._calibration);
        _histogram.Merge(other._histogram);
    }

    /// <summary>How right the rows can be expected to be, known outcomes left aside. All scores of a cell count as its middle.</summary>
    /// <param name="calibration">What a score means.</param>
    public EstimatedPerformance Estimate(ScoreCalibration calibration)
    {
        var grid = _histogram.Grid;
        var (scores, counts) = (new List<double>(), new List<long>());
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            var rows = _histogram.Of(Outcome.Negative)[cell] + _histogram.Of(Outcome.Positive)[cell] + _histogram.Of(Outcome.Unknown)[cell];
            if (rows > 0)
            {
                scores.Add((grid.LowerEnd(cell) + (cell + 1 == grid.Cells ? 1 : grid.LowerEnd(cell + 1))) / 2);
                counts.Add(rows);
            }
        }

        return EstimatedPerformance.Measure(calibration, scores.ToArray(), counts.ToArray(), Threshold);
    }

    /// <summary>Writes the counters: a few bytes for each cell that is not empty.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Real(Threshold);
        writer.Count(Unlabelled);
        writer.Count(Unusable);
        writer.Sparse(_cells);
        _logLoss.Write(ref writer);
        _logLossSquares.Write(ref writer);
        _squaredError.Write(ref writer);
        _squaredErrorSquares.Write(ref writer);
        _calibration.Write(ref writer);
        _histogram.Write(ref writer);
    }

    /// <summary>Reads counters.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and no more.</param>
    /// <exception cref="FormatException">The bytes are nothing that it writes.</exception>
    public static PerformanceCounters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var threshold = reader.Real();
        CounterReader.Require(ScoreGrid.Holds(threshold), "The threshold lies outside 0 to 1.");
        var read = new PerformanceCounters(threshold) { Unlabelled = reader.Count(), Unusable = reader.Count() };
        reader.Sparse(read._cells);
        read._logLoss = FixedSum.Read(ref reader);
        read._logLossSquares = FixedSum.Read(ref reader);
        read._squaredError = FixedSum.Read(ref reader);
        read._squaredErrorSquares = FixedSum.Read(ref reader);
        read._calibration = CalibrationBins.Read(ref reader);
        read._histogram = ScoreHistogram.Read(ScoreGrid.Fine, ref reader);
        reader.End();
        var confusion = read.Confusion;
        CounterReader.Require(
            read._histogram.Rows(Outcome.Negative) == confusion.Negatives
            && read._histogram.Rows(Outcome.Positive) == confusion.Positives
            && read._histogram.Rows(Outcome.Unknown) == read.Unlabelled
            && read._calibration.Rows == confusion.Rows
            && read._calibration.Positives == confusion.Positives,
            "The parts of the counters hold different rows.");
        return read;
    }

    private void AddLabelled(double score, bool positive)
    {
        _cells[(positive ? 2 : 0) + (score >= Threshold ? 1 : 0)]++;
        _calibration.Add(score, positive);
        var clipped = Math.Clamp(score, Clip, 1 - Clip);
        var logLoss = -Math.Log(positive ? clipped : 1 - clipped);
        var error = score - (positive ? 1 : 0);
        _logLoss.Add(logLoss);
        _logLossSquares.Add(logLoss * logLoss);
        _squaredError.Add(error * error);
        _squaredErrorSquares.Add(error * error * error * error);
    }
}
