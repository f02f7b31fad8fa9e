using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Scoring.Contract;

/// <summary>A report with the scores it speaks of.</summary>
/// <param name="Report">The report.</param>
/// <param name="Scores">The probability of the positive class for each row, in the order of the table.</param>
public sealed record ScoredTable(ScoringReport Report, double[] Scores)
{
    /// <summary>Reads a file of scores. It comes from the untrusted side: its size and digest must be those of the report.</summary>
    /// <param name="report">What was said of it.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ScoringAnswer<ScoredTable>> ReadAsync(ScoringReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != report.Rows * sizeof(double) || file.Length > Array.MaxLength)
        {
            return ScoringAnswer<ScoredTable>.No(Broken());
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), report.ScoresSha256, StringComparison.Ordinal))
        {
            return ScoringAnswer<ScoredTable>.No(Broken());
        }

        var scores = new double[report.Rows];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
        }

        return Array.TrueForAll(scores, score => score is >= 0 and <= 1)
            ? ScoringAnswer<ScoredTable>.Of(new ScoredTable(report, scores))
            : ScoringAnswer<ScoredTable>.No(Broken());
    }

    internal static ScoringFailure Broken() => new(
        FailureKind.Crashed, "scores-broken", "The scoring process left scores that do not agree with its report; they were thrown away.");
}
