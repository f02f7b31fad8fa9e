using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Portal.Scoring.Contract;

/// <summary>The scores that a process left. They come from the untrusted side: size and digest must be those of the report, and
/// every score a probability.</summary>
internal static class ScoredFile
{
    /// <summary>Bytes that are read, digested and looked at while they are near.</summary>
    private const int Piece = 256 * 1024;

    /// <returns>The scores, 8 bytes a row, or why they were thrown away.</returns>
    public static async Task<ScoringAnswer<ScoredTable>> ReadAsync(ScoringReport report, string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || report.Rows is < 0 or > int.MaxValue / sizeof(double) || file.Length != report.Rows * sizeof(double))
        {
            return ScoringAnswer<ScoredTable>.No(Broken());
        }

        var scores = GC.AllocateUninitializedArray<double>((int)report.Rows);
        return await Task.Run(() => IsSound(path, scores, report.ScoresSha256), cancellationToken)
            ? ScoringAnswer<ScoredTable>.Of(new ScoredTable(report, scores))
            : ScoringAnswer<ScoredTable>.No(Broken());
    }

    private static bool IsSound(string path, Span<double> scores, string digest)
    {
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var sound = true;
        while (!scores.IsEmpty)
        {
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
                sound &= score >= 0 & score <= 1;
            }
        }

        return sound && string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), digest, StringComparison.Ordinal);
    }

    private static ScoringFailure Broken() => new(
        FailureKind.Crashed, "scores-broken", "The scoring process left scores that do not agree with its report; they were thrown away.");
}
