using Portal.Statistics.Counters;

namespace Portal.Statistics.Drift;

/// <summary>Missing values, infinite values and new categories: measured apart from the distances, which leave such rows out.</summary>
internal static class OwnAlarms
{
    public static double? MissingPValue(ColumnResult column, DriftThresholds thresholds) => column switch
    {
        { Numeric: { } numeric } when Enough(numeric.ReferenceRows + numeric.ReferenceMissing, numeric.CurrentRows + numeric.CurrentMissing, thresholds) =>
            numeric.Missing.PValue,
        { Categorical: { } categorical } when Enough(categorical.ReferenceRows + categorical.ReferenceMissing, categorical.CurrentRows + categorical.CurrentMissing, thresholds) =>
            categorical.Missing.PValue,
        _ => null,
    };

    /// <summary>A test only where there are infinite values at all.</summary>
    public static double? NonFinitePValue(ColumnResult column, DriftThresholds thresholds) =>
        column.Numeric is { } numeric && numeric.ReferenceNonFinite + numeric.CurrentNonFinite > 0
        && Enough(numeric.ReferenceRows + numeric.ReferenceNonFinite, numeric.CurrentRows + numeric.CurrentNonFinite, thresholds)
            ? numeric.NonFinite.PValue
            : null;

    /// <summary>Where the reference has categories of a single row, further rows must bring unseen ones at about that rate (I. J. Good,
    /// 1953): a test whether there are more. Where it has none, any new category is news, and there is nothing to test.</summary>
    public static double? NewCategoriesPValue(ColumnResult column, DriftThresholds thresholds)
    {
        if (column.Categorical is not { IsIdentifier: false, ReferenceOnce: > 0, NewRows: > 0 and var rows, NewShare: { } share } result
            || !Enough(result.ReferenceRows, result.CurrentRows, thresholds))
        {
            return null;
        }

        return share <= (double)result.ReferenceOnce / result.ReferenceRows
            ? 1
            : RateChange.Of(result.ReferenceOnce, result.ReferenceRows, rows, result.CurrentRows).PValue;
    }

    /// <summary>The alarms of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="adjusted">The adjusted p-values of its three tests here.</param>
    /// <param name="thresholds">What to judge by.</param>
    public static IReadOnlyList<OwnAlarm> Of(
        ColumnResult column, (double? Missing, double? NonFinite, double? NewCategories) adjusted, DriftThresholds thresholds)
    {
        OwnAlarm?[] alarms =
        [
            OfRate(OwnAlarmKind.Missing, "missing", column.Numeric?.Missing ?? column.Categorical?.Missing, adjusted.Missing, thresholds),
            OfRate(OwnAlarmKind.NonFinite, "infinite", column.Numeric?.NonFinite, adjusted.NonFinite, thresholds),
            column.Categorical is { } categorical ? OfNewCategories(categorical, adjusted.NewCategories, thresholds) : null,
        ];
        return [.. alarms.OfType<OwnAlarm>()];
    }

    private static OwnAlarm? OfRate(OwnAlarmKind kind, string word, RateChange? change, double? adjusted, DriftThresholds thresholds)
    {
        if (change is not { ReferenceRate: { } before, CurrentRate: { } now } || !(adjusted <= thresholds.Alpha))
        {
            return null;
        }

        var isLarge = Math.Abs(now - before) >= thresholds.MissingDifference;
        var isMultiple = now - before >= thresholds.MissingRatioDifference && now >= thresholds.MissingRatio * before;
        return isLarge || isMultiple
            ? new OwnAlarm(
                kind,
                before,
                now,
                isLarge ? thresholds.MissingDifference : thresholds.MissingRatioDifference,
                adjusted,
                $"{SpokenNumber.Percent(now)} of the values are {word}, against {SpokenNumber.Percent(before)} in the reference (adjusted p {SpokenNumber.PValue(adjusted.Value)}).")
            : null;
    }

    private static OwnAlarm? OfNewCategories(CategoricalDriftResult result, double? adjusted, DriftThresholds thresholds)
    {
        if (result.IsIdentifier || !Enough(result.ReferenceRows, result.CurrentRows, thresholds)
            || !(result.NewShare >= thresholds.NewCategoryShare) || result.NewRows < thresholds.NewCategoryRows || adjusted > thresholds.Alpha)
        {
            return null;
        }

        var named = string.Join(", ", result.NewCategories.Take(3).Select(label => $"\"{label}\""));
        var more = result.NewCategories.Count > 3 ? ", …" : "";
        return new OwnAlarm(
            OwnAlarmKind.NewCategories,
            0,
            result.NewShare!.Value,
            thresholds.NewCategoryShare,
            adjusted,
            $"{SpokenNumber.Percent(result.NewShare.Value)} of the rows ({SpokenNumber.Count(result.NewRows!.Value)}) are in categories that the reference does not have: {named}{more}.");
    }

    private static bool Enough(long rows, long others, DriftThresholds thresholds) => Math.Min(rows, others) >= thresholds.MinimumRows;
}
