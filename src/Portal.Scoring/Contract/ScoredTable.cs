using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Scoring.Contract;

/// <summary>A report with the scores it speaks of.</summary>
/// <param name="Report">The report.</param>
/// <param name="Scores">What the model gave, <see cref="ScoringReport.Width"/> numbers a row, row after row in the order of the table.</param>
public sealed record ScoredTable(ScoringReport Report, double[] Scores)
{
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

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), report.ScoresSha256, StringComparison.Ordinal))
        {
            return ScoringAnswer<ScoredTable>.No(Broken());
        }

        var scores = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
        }

        return Array.TrueForAll(scores, Possible(output))
            ? ScoringAnswer<ScoredTable>.Of(new ScoredTable(report, scores))
            : ScoringAnswer<ScoredTable>.No(Broken());
    }

    internal static Predicate<double> Possible(OutputKind output) => output is OutputKind.PositiveProbability or OutputKind.ClassProbabilities or OutputKind.LabelProbabilities
        ? score => score is >= 0 and <= 1
        : double.IsFinite;

    internal static ScoringFailure Broken() => new(
        FailureKind.Crashed, "scores-broken", "The scoring process left scores that do not agree with its report; they were thrown away.");
}
