namespace Portal.Scoring.Contract;

/// <summary>The scores of probes, read from the untrusted side.</summary>
public static class ProbeScores
{
    /// <summary>More probes than this nobody asked for.</summary>
    private const int MostProbes = 50_000;

    private const int LongestText = 1_000;

    /// <summary>Reads the file that a report speaks of. What does not agree with it is thrown away, and the scores of the table stay.</summary>
    /// <param name="output">What the numbers must be.</param>
    /// <param name="report">The report of the scoring, with its probes.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The report, its probes failed if they cannot be used, and the numbers; none without probes.</returns>
    public static async Task<(ScoringReport Report, double[] Scores)> ReadAsync(OutputKind output, ScoringReport report, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Probes is not { Failure: null } probes)
        {
            return (report, []);
        }

        var file = new FileInfo(path);
        if (!IsSound(report, probes) || !file.Exists || file.Length != Expected(report, probes) * sizeof(double) || file.Length > Array.MaxLength)
        {
            return (Broken(report), []);
        }

        var scores = new double[Expected(report, probes)];
        return await ScoredTable.IsSoundAsync(output, path, scores, probes.ScoresSha256, cancellationToken) ? (report, scores) : (Broken(report), []);
    }

    private static bool IsSound(ScoringReport report, ProbeReport probes) =>
        probes.Rows >= (probes.Probes.Count == 0 ? 0 : 1) && probes.Rows <= report.Rows && probes.Probes.Count <= MostProbes && probes.Columns.Count <= MostProbes
        && probes.Probes.All(probe => probe.Column.Length <= LongestText && probe.Value is not { Length: > LongestText } && Enum.IsDefined(probe.Kind))
        && probes.Columns.All(column => column.Name.Length <= LongestText && double.IsFinite(column.Step ?? 0));

    private static long Expected(ScoringReport report, ProbeReport probes) =>
        (long)probes.Probes.Count(probe => probe.Refusal is null) * probes.Rows * report.Width;

    private static ScoringReport Broken(ScoringReport report) =>
        report with { Probes = ProbeReport.Failed("The scoring process left scores of probes that do not agree with its report; they were thrown away.") };
}
