using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>Turns measures into verdicts. Drift needs an effect and significance: a p-value alone alarms at many rows, a distance alone at
/// few. All tests of a run are one family, so that a table of many columns does not alarm by chance.</summary>
public static class DriftRules
{
    /// <summary>Judges the columns of one run.</summary>
    /// <param name="columns">All columns of the run, not only the promising ones.</param>
    /// <param name="thresholds">What to judge by.</param>
    /// <returns>One verdict a column, in the order given.</returns>
    public static ColumnVerdict[] Decide(IReadOnlyList<ColumnResult> columns, DriftThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(thresholds);
        ColumnTest?[] tests = [.. columns.Select(ColumnTest.Of)];
        var adjusted = MultipleTesting.Adjust(
            [
                .. columns.Select((column, number) => RowsOf(column) >= thresholds.MinimumRows ? tests[number]?.PValue : null),
                .. columns.Select(column => OwnAlarms.MissingPValue(column, thresholds)),
                .. columns.Select(column => OwnAlarms.NonFinitePValue(column, thresholds)),
                .. columns.Select(column => OwnAlarms.NewCategoriesPValue(column, thresholds)),
            ],
            thresholds.Correction);
        return
        [
            .. columns.Select((column, number) => Decide(
                column,
                tests[number],
                adjusted[number],
                OwnAlarms.Of(column, (Adjusted(1, number), Adjusted(2, number), Adjusted(3, number)), thresholds),
                thresholds)),
        ];

        double? Adjusted(int kind, int number) => adjusted[kind * columns.Count + number];
    }

    /// <summary>Judges the dataset: columns of a share of the weight drifted, or a critical column alarms, or the rows of the two sides can
    /// be told apart by all columns together.</summary>
    /// <param name="columns">The columns of the run.</param>
    /// <param name="verdicts">Their verdicts, in the same order.</param>
    /// <param name="thresholds">What to judge by.</param>
    /// <param name="together">What a classifier that tells window from reference says, where one was trained.</param>
    /// <exception cref="ArgumentException">There are not as many verdicts as columns.</exception>
    public static DatasetVerdict Dataset(
        IReadOnlyList<ColumnResult> columns, IReadOnlyList<ColumnVerdict> verdicts, DriftThresholds thresholds, Severity together = Severity.None) =>
        DatasetVerdict.Of(columns, verdicts, thresholds, together);

    /// <summary>What to tell of a column after its latest windows: what two of the last three agree on, or at once what is twice an alarm's
    /// limit. Leave incomplete windows out.</summary>
    /// <param name="windows">The column's verdicts, the latest last.</param>
    public static Severity Debounce(IReadOnlyList<ColumnVerdict> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (windows is not [.., var latest] || latest.Severity == Severity.None)
        {
            return Severity.None;
        }

        if (latest.Status == DriftStatus.TypeMismatch || IsTwiceAnAlarm(latest))
        {
            return latest.Severity;
        }

        Severity[] last = [.. windows.TakeLast(3).Select(window => window.Severity).OrderDescending()];
        return last.Length < 2 ? Severity.None : (Severity)Math.Min((int)last[1], (int)latest.Severity);
    }

    /// <summary>An upper limit learnt from windows without drift: their median and three times their spread (1.4826 · median absolute
    /// deviation).</summary>
    /// <param name="effects">Effects of chunks of the reference.</param>
    /// <returns>The limit, or <see langword="null"/> with fewer than ten chunks.</returns>
    public static double? AdaptiveLimit(IReadOnlyList<double> effects)
    {
        ArgumentNullException.ThrowIfNull(effects);
        if (effects.Count < 10)
        {
            return null;
        }

        var median = Quantile.Of([.. effects.Order()], 0.5);
        return median + 3 * 1.4826 * Quantile.Of([.. effects.Select(effect => Math.Abs(effect - median)).Order()], 0.5);
    }

    private static bool IsTwiceAnAlarm(ColumnVerdict verdict) =>
        verdict.DriftSeverity == Severity.Alarm && verdict.Effect >= 2 * verdict.Limits?.Alarm
        || verdict.OwnAlarms.Any(alarm => alarm.Effect >= 2 * alarm.Limit);

    private static ColumnVerdict Decide(
        ColumnResult column, ColumnTest? test, double? adjusted, IReadOnlyList<OwnAlarm> alarms, DriftThresholds thresholds)
    {
        EffectLimits? limits = test is null ? null : thresholds.Of(test.Measure);
        var status = StatusOf(column, thresholds);
        var drift = status switch
        {
            DriftStatus.TypeMismatch or DriftStatus.ReferenceConstant => Severity.Alarm,
            DriftStatus.Ok when limits is { } given && adjusted <= thresholds.Alpha && test!.Effect >= given.Warn =>
                test.Effect >= given.Alarm ? Severity.Alarm : Severity.Warn,
            _ => Severity.None,
        };
        var verdict = new ColumnVerdict
        {
            Name = column.Name,
            Status = status == DriftStatus.Ok && drift > Severity.None ? DriftStatus.Drifted : status,
            Severity = alarms.Count > 0 ? Severity.Alarm : drift,
            DriftSeverity = drift,
            Measure = test?.Effect is null ? null : test.Measure,
            Effect = test?.Effect,
            Limits = limits,
            Test = test?.PValue is null ? null : test.Test,
            PValue = test?.PValue,
            AdjustedPValue = adjusted,
            DetectableEffect = test is null ? null : DetectableIn(column, test),
            OwnAlarms = alarms,
            Sentence = "",
        };
        return verdict with { Sentence = DriftSentence.Of(verdict, column, thresholds) };
    }

    private static DriftStatus StatusOf(ColumnResult column, DriftThresholds thresholds)
    {
        if (column.Mismatch is not null)
        {
            return DriftStatus.TypeMismatch;
        }

        var rows = RowsOf(column);
        return rows == 0 ? DriftStatus.NoData
            : rows < thresholds.MinimumRows ? DriftStatus.InsufficientData
            : column.Numeric is { IsReferenceConstant: true, W1Normalised: > 0 } ? DriftStatus.ReferenceConstant
            : DriftStatus.Ok;
    }

    private static double? DetectableIn(ColumnResult column, ColumnTest test) => column switch
    {
        { Numeric: { } numeric } => DetectableEffect.Of(test.Measure, test.Bins, numeric.ReferenceRows, numeric.CurrentRows),
        { Categorical: { } categorical } => DetectableEffect.Of(test.Measure, test.Bins, categorical.ReferenceRows, categorical.CurrentRows),
        _ => null,
    };

    private static long RowsOf(ColumnResult column) => column switch
    {
        { Numeric: { } numeric } => Math.Min(numeric.ReferenceRows, numeric.CurrentRows),
        { Categorical: { } categorical } => Math.Min(categorical.ReferenceRows, categorical.CurrentRows),
        _ => 0,
    };
}
