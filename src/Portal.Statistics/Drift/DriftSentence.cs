using System.Globalization;
using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>Says a verdict in words.</summary>
internal static class DriftSentence
{
    public static string Of(ColumnVerdict verdict, ColumnResult column, DriftThresholds thresholds)
    {
        var words = verdict.Status switch
        {
            DriftStatus.TypeMismatch => $"{verdict.Name} has {column.Mismatch}: it cannot be compared.",
            DriftStatus.NoData => $"{verdict.Name} has no values {Where(column)}.",
            DriftStatus.InsufficientData => $"{verdict.Name} has too few rows to conclude from ({Rows(column)}; {thresholds.MinimumRows} are needed on each side).",
            DriftStatus.ReferenceConstant => $"{verdict.Name} was always the same value in the reference and is not any more ({Rows(column)}).",
            DriftStatus.Drifted => $"{verdict.Name} drifted: {Effect(verdict)}, {Limit(verdict)}, {Chance(verdict)} ({Rows(column)}).",
            DriftStatus.Ok when column.Categorical is { IsIdentifier: true } => $"{verdict.Name} names single things: more than half of its values are distinct, so drift is not looked for.",
            DriftStatus.Ok => $"{verdict.Name} did not drift: {Effect(verdict)}, {Because(verdict, thresholds)} ({Rows(column)}){Reach(verdict)}.",
        };
        return string.Join(' ', [words, .. verdict.OwnAlarms.Select(alarm => alarm.Sentence)]);
    }

    private static string Effect(ColumnVerdict verdict) => verdict.Measure switch
    {
        DriftMeasure.WassersteinNormalised => $"its values moved by {Number(verdict.Effect)} standard deviations on average",
        DriftMeasure.JensenShannon => $"its Jensen–Shannon distance is {Number(verdict.Effect)}",
        DriftMeasure.Psi => $"its PSI is {Number(verdict.Effect)}",
        null => "nothing could be measured",
    };

    private static string Limit(ColumnVerdict verdict) => verdict.DriftSeverity == Severity.Alarm
        ? $"an alarm from {Number(verdict.Limits?.Alarm)} on"
        : $"a warning from {Number(verdict.Limits?.Warn)} on and an alarm from {Number(verdict.Limits?.Alarm)}";

    private static string Chance(ColumnVerdict verdict) => $"adjusted p {SpokenNumber.PValue(verdict.AdjustedPValue ?? 1)}";

    private static string Because(ColumnVerdict verdict, DriftThresholds thresholds) =>
        !(verdict.Effect >= verdict.Limits?.Warn) ? $"below the {Number(verdict.Limits?.Warn)} of a warning, {Chance(verdict)}"
        : $"which chance explains, {Chance(verdict)} where {Number(thresholds.Alpha)} is needed";

    private static string Reach(ColumnVerdict verdict) =>
        verdict.DetectableEffect is { } effect ? $"; so few rows show effects from {Number(effect)} on" : "";

    private static string Where(ColumnResult column)
    {
        var (reference, current) = Counts(column);
        return reference == 0 ? current == 0 ? "on either side" : "in the reference" : "in the window";
    }

    private static string Rows(ColumnResult column)
    {
        var (reference, current) = Counts(column);
        return $"{SpokenNumber.Count(current)} rows against {SpokenNumber.Count(reference)}";
    }

    private static (long Reference, long Current) Counts(ColumnResult column) =>
        column.Numeric is { } numeric ? (numeric.ReferenceRows, numeric.CurrentRows)
        : (column.Categorical?.ReferenceRows ?? 0, column.Categorical?.CurrentRows ?? 0);

    private static string Number(double? value) => value switch
    {
        null => "not defined",
        double.PositiveInfinity => "infinite",
        { } known => known.ToString(known is > 0 and < 0.005 ? "0.0000" : "0.00", CultureInfo.InvariantCulture),
    };
}
