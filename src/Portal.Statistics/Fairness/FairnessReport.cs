namespace Portal.Statistics.Fairness;

/// <summary>All that is said of a window's fairness.</summary>
/// <remarks>Selection means the predicted <b>favourable</b> outcome, which whoever counts must state: for denials, selected is not denied.
/// Without true outcomes there is the selection rate alone; every measure that needs them is <see langword="null"/> then.</remarks>
/// <param name="Rows">All rows.</param>
/// <param name="Labelled">Rows whose true outcome is known.</param>
/// <param name="Groups">The groups, in ordinal order; none is merged or dropped.</param>
/// <param name="Measures">The gaps between them, by measure.</param>
/// <param name="Impact">The four-fifths screen.</param>
/// <param name="Audit">The figures of a bias audit after Local Law 144; <see langword="null"/> without rows.</param>
/// <param name="CalibrationGap">Highest minus lowest mean score minus base rate, over groups with enough rows.</param>
/// <param name="Signed">Signed differences to the privileged groups; <see langword="null"/> where none are named.</param>
/// <param name="Theil">The Theil index of the decisions.</param>
/// <param name="Weights">Weights for a retraining.</param>
/// <param name="RowsOfOtherGroups">Rows of groups that found no place of their own.</param>
public sealed record FairnessReport(
    long Rows,
    long Labelled,
    IReadOnlyList<GroupReport> Groups,
    IReadOnlyDictionary<FairnessMeasure, MeasureReport> Measures,
    ImpactScreen Impact,
    LocalLaw144? Audit,
    double? CalibrationGap,
    SignedFairness? Signed,
    double? Theil,
    IReadOnlyList<RowWeight> Weights,
    long RowsOfOtherGroups)
{
    /// <summary>Measures a window.</summary>
    /// <param name="counts">Its counters.</param>
    /// <param name="options">What to judge by; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between samples of the bootstrap.</param>
    public static FairnessReport Measure(FairnessCounts counts, FairnessOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(counts);
        options ??= new FairnessOptions();
        var rows = counts.Rows;
        var cells = counts.Groups;
        GroupReport[] groups = [.. counts.Tallies.Select(tally => GroupReport.Of(tally, rows, options))];
        var intervals = options.BootstrapSamples == 0 || rows == 0
            ? null
            : GapBootstrap.OfCells(
                cells,
                groups.Where(group => group.Eligible).Select(group => group.Group).ToHashSet(StringComparer.Ordinal),
                options.BootstrapSamples,
                options.Seed,
                cancellation);
        FairnessMeasure[] measures = [.. FairnessMeasureWords.OfOneRate, FairnessMeasure.EqualisedOdds];
        return new FairnessReport(
            rows,
            counts.Labelled,
            groups,
            measures.ToDictionary(measure => measure, measure => MeasureReport.Of(measure, groups, intervals?[measure], options)),
            ImpactScreen.Of(groups, options),
            rows == 0 ? null : LocalLaw144.Of(groups, counts.Scored == 0 ? null : ScoringRates.Of(counts), options),
            Gap([.. groups.Where(group => group.Eligible).Select(group => group.ScoreGap).OfType<double>()]),
            options.Privileged is { } privileged ? SignedFairness.Of(cells, privileged) : null,
            Inequality.Theil(SignedFairness.Sum(cells).Labelled),
            Reweighing.Of(cells),
            counts.RowsOfOtherGroups);
    }

    private static double? Gap(double[] gaps) => gaps.Length < 2 ? null : gaps.Max() - gaps.Min();
}
