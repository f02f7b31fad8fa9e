using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Portal.Scoring.Contract;

/// <summary>A report with the scores it speaks of.</summary>
/// <param name="Report">The report.</param>
/// <param name="Scores">What the model gave, <see cref="ScoringReport.Width"/> numbers a row, row after row in the order of the table.</param>
public sealed record ScoredTable(ScoringReport Report, double[] Scores)
{
    /// <summary>Bytes that are read, digested and looked at while they are near.</summary>
    private const int Piece = 256 * 1024;

    /// <summary>The scores of the probes that were not refused, probe after probe; none without probes.</summary>
    public double[] ProbeScores { get; init; } = [];

    /// <summary>Reads a file of scores. It comes from the untrusted side: its size and digest must be those of the report.</summary>
    /// <param name="output">What the numbers must be.</param>
    /// <param name="report">What was said of it.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ScoringAnswer<ScoredTable>> ReadAsync(OutputKind output, ScoringReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var file = new FileInfo(path);
        if (!file.Exists || report.Rows < 1 || report.Width < 1 || file.Length / sizeof(double) / report.Width != report.Rows || file.Length % (sizeof(double) * report.Width) != 0 || file.Length > Array.MaxLength)
        {
            return ScoringAnswer<ScoredTable>.No(Broken());
        }

        var scores = GC.AllocateUninitializedArray<double>((int)(file.Length / sizeof(double)));
        return await IsSoundAsync(output, path, scores, report.ScoresSha256, cancellationToken)
            ? ScoringAnswer<ScoredTable>.Of(new ScoredTable(report, scores))
            : ScoringAnswer<ScoredTable>.No(Broken());
    }

    /// <summary>Fills an array from a file of as many scores, and tells whether they are possible and have the digest.</summary>
    internal static Task<bool> IsSoundAsync(OutputKind output, string path, double[] scores, string digest, CancellationToken cancellationToken)
    {
        var areProbabilities = output is OutputKind.PositiveProbability or OutputKind.ClassProbabilities or OutputKind.LabelProbabilities;
        var (least, most) = areProbabilities ? (0.0, 1.0) : (double.MinValue, double.MaxValue);
        return Task.Run(() => IsSound(path, scores, digest, least, most, cancellationToken), cancellationToken);
    }

    private static bool IsSound(string path, Span<double> scores, string digest, double least, double most, CancellationToken cancellationToken)
    {
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sound = true;
        while (!scores.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = scores[..Math.Min(scores.Length, Piece / sizeof(double))];
            scores = scores[piece.Length..];
            var bytes = MemoryMarshal.AsBytes(piece);
            if (content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                return false;
            }

            hash.AppendData(bytes);
            foreach (ref var score in piece)
            {
                score = BitConverter.IsLittleEndian ? score : BitConverter.Int64BitsToDouble(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToInt64Bits(score)));
                sound &= score >= least & score <= most;
            }
        }

        return sound && string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), digest, StringComparison.Ordinal);
    }

    internal static ScoringFailure Broken() => new(
        FailureKind.Crashed, "scores-broken", "The scoring process left scores that do not agree with its report; they were thrown away.");
}
