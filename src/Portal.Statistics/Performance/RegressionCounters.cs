using System.Buffers;
using Portal.Statistics.Counters;
using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Performance;

/// <summary>All that performance asks of a window of predicted numbers, in counters that add up over windows, days and nodes.</summary>
/// <remarks>Values may be of any size, so that sums round: any split of the rows adds up to the same to some 15 digits, not to the bit.
/// The spread of the truth is kept around its mean, which an offset of 10⁹ does not spoil.</remarks>
public sealed class RegressionCounters
{
    private const byte Form = 1;

    /// <summary>Truths whose spread is taken in one piece.</summary>
    private const int Block = 256;

    /// <summary>Beyond it the fourth power of an error would not be finite, nor would sums of it.</summary>
    private const double Largest = 1e60;

    /// <summary>A share of a truth next to 0 counts as this at most, for the same reason.</summary>
    private const double LargestShare = 1e200;

    private CompensatedSum _errors;
    private CompensatedSum _magnitudes;
    private CompensatedSum _squares;
    private CompensatedSum _fourthPowers;
    private CompensatedSum _percentages;
    private CompensatedSum _symmetric;
    private RunningMoments _truth;

    /// <summary>Predicted rows, with and without a known truth.</summary>
    public long Rows => Labelled + Unlabelled;

    /// <summary>Rows whose true value is known.</summary>
    public long Labelled => _truth.Rows;

    /// <summary>Rows whose true value is not known, or not yet.</summary>
    public long Unlabelled { get; private set; }

    /// <summary>Rows whose prediction is missing, or with a value beyond 10⁶⁰; they are counted nowhere else.</summary>
    public long Unusable { get; private set; }

    /// <summary>Rows whose true value is 0: percentages of it are not defined.</summary>
    public long ZeroTruths { get; private set; }

    internal double ErrorSum => _errors.Value;

    internal double PercentageSum => _percentages.Value;

    internal double SymmetricSum => _symmetric.Value;

    internal RunningMoments Truth => _truth;

    /// <summary>Absolute errors.</summary>
    internal Moments AbsoluteError => new(Labelled, _magnitudes.Value, _squares.Value);

    /// <summary>Squared errors.</summary>
    internal Moments SquaredError => new(Labelled, _squares.Value, _fourthPowers.Value);

    /// <summary>Counts rows.</summary>
    /// <param name="predictions">One prediction a row.</param>
    /// <param name="actual">The true value, not a number where it is not known; same length.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing is counted then.</exception>
    public void Add(ReadOnlySpan<double> predictions, ReadOnlySpan<double> actual)
    {
        if (predictions.Length != actual.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions for {actual.Length} rows.", nameof(actual));
        }

        Span<double> truths = stackalloc double[Block];
        var known = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            if (!(Math.Abs(predictions[row]) <= Largest) || Math.Abs(actual[row]) > Largest)
            {
                Unusable++;
            }
            else if (double.IsNaN(actual[row]))
            {
                Unlabelled++;
            }
            else
            {
                Add(predictions[row], actual[row]);
                truths[known++] = actual[row];
            }

            if (known == Block || row == actual.Length - 1)
            {
                _truth.Add(truths[..known]);
                known = 0;
            }
        }
    }

    /// <summary>The true value of a row that was counted without one becomes known.</summary>
    /// <param name="prediction">As it was counted.</param>
    /// <param name="actual">What became true.</param>
    /// <returns>Whether such a row was counted; else nothing changes.</returns>
    public bool Settle(double prediction, double actual)
    {
        if (Unlabelled == 0 || !(Math.Abs(prediction) <= Largest) || !(Math.Abs(actual) <= Largest))
        {
            return false;
        }

        Unlabelled--;
        Add(prediction, actual);
        return true;
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    /// <param name="other">Counters of other rows.</param>
    public void Merge(RegressionCounters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _errors = _errors.Plus(other._errors);
        _magnitudes = _magnitudes.Plus(other._magnitudes);
        _squares = _squares.Plus(other._squares);
        _fourthPowers = _fourthPowers.Plus(other._fourthPowers);
        _percentages = _percentages.Plus(other._percentages);
        _symmetric = _symmetric.Plus(other._symmetric);
        _truth.Merge(other._truth);
        Unlabelled += other.Unlabelled;
        Unusable += other.Unusable;
        ZeroTruths += other.ZeroTruths;
    }

    /// <summary>Writes the counters.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Count(Labelled);
        writer.Count(Unlabelled);
        writer.Count(Unusable);
        writer.Count(ZeroTruths);
        foreach (var value in (ReadOnlySpan<double>)
            [
                _errors.Value, _magnitudes.Value, _squares.Value, _fourthPowers.Value, _percentages.Value, _symmetric.Value,
                _truth.Mean, _truth.Squares, _truth.Least, _truth.Greatest,
            ])
        {
            writer.Real(value);
        }
    }

    /// <summary>Reads counters.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, and no more.</param>
    /// <exception cref="FormatException">The bytes are nothing that it writes.</exception>
    public static RegressionCounters Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var labelled = reader.Count();
        var read = new RegressionCounters { Unlabelled = reader.Count(), Unusable = reader.Count(), ZeroTruths = reader.Count() };
        read._errors = new CompensatedSum(reader.Real());
        read._magnitudes = new CompensatedSum(reader.Real());
        read._squares = new CompensatedSum(reader.Real());
        read._fourthPowers = new CompensatedSum(reader.Real());
        read._percentages = new CompensatedSum(reader.Real());
        read._symmetric = new CompensatedSum(reader.Real());
        read._truth = RunningMoments.Known(labelled, reader.Real(), reader.Real(), reader.Real(), reader.Real());
        reader.End();
        CounterReader.Require(
            read.ZeroTruths <= labelled
            && Math.Min(read._magnitudes.Value, read._squares.Value) >= 0
            && Math.Min(Math.Min(read._fourthPowers.Value, read._percentages.Value), read._symmetric.Value) >= 0
            && read._truth.Squares >= 0 && read._truth.Least <= read._truth.Greatest,
            "The sums contradict each other.");
        return read;
    }

    private void Add(double prediction, double truth)
    {
        var error = prediction - truth;
        var magnitude = Math.Abs(error);
        _errors = _errors.Plus(error);
        _magnitudes = _magnitudes.Plus(magnitude);
        _squares = _squares.Plus(error * error);
        _fourthPowers = _fourthPowers.Plus(error * error * error * error);
        if (truth == 0)
        {
            ZeroTruths++;
        }
        else
        {
            _percentages = _percentages.Plus(Math.Min(magnitude / Math.Abs(truth), LargestShare));
        }

        var size = Math.Abs(truth) + Math.Abs(prediction);
        _symmetric = _symmetric.Plus(size == 0 ? 0 : 2 * magnitude / size);
    }
}
