using System.Buffers;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Performance.Estimation;

public sealed partial class ScoreCalibration
{
    private const byte Form = 1;
    private const int MostCorners = 1 << 24;

    /// <summary>Writes the calibration: the form, the number of corners, then score and probability of each.</summary>
    /// <param name="output">Where to.</param>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write([Form]);
        var writer = new CounterWriter(output);
        writer.Count(_scores.Length);
        for (var corner = 0; corner < _scores.Length; corner++)
        {
            writer.Real(_scores[corner]);
            writer.Real(_probabilities[corner]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">All bytes of one calibration.</param>
    /// <exception cref="FormatException">The bytes are no calibration of this form.</exception>
    public static ScoreCalibration Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CounterReader(bytes);
        reader.Version(Form);
        var corners = reader.Index(MostCorners);
        CounterReader.Require(corners > 0 && corners <= bytes.Length / 16, "A calibration does not have the corners it claims.");
        var (scores, probabilities) = (new double[corners], new double[corners]);
        for (var corner = 0; corner < corners; corner++)
        {
            scores[corner] = reader.Real();
            probabilities[corner] = reader.Real();
            CounterReader.Require(probabilities[corner] is >= 0 and <= 1, "A probability lies outside 0 to 1.");
            CounterReader.Require(
                corner == 0 || (scores[corner] > scores[corner - 1] && probabilities[corner] >= probabilities[corner - 1]),
                "The corners of a calibration do not rise.");
        }

        reader.End();
        return new ScoreCalibration(scores, probabilities);
    }
}
