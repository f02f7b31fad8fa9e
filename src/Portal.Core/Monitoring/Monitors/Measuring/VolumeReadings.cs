using Portal.Core.Registry;
using Portal.Statistics.Forecasting;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>Whether as many rows came as in the windows before: against their median, and by how far they usually stray.</summary>
internal static class VolumeReadings
{
    private const int FewestBefore = 3;

    /// <param name="before">Of the windows before, oldest first. Those before the first row ever came are left out.</param>
    public static WindowMeasured Of(VersionId version, MonitorSettings settings, long rows, IReadOnlyList<long> before, WindowLength length)
    {
        var told = before.SkipWhile(count => count == 0).Select(count => (double)count).ToArray();
        var (most, floor) = (settings.MostChange ?? MonitorLimits.MostChange, settings.LeastRows);
        var scale = told.Length < FewestBefore ? null : RobustScale.Of(told);
        var usual = scale is { Median: > 0 } ? scale : null;
        double? change = usual is null ? null : (rows / usual.Median) - 1;
        var isFar = usual is not null && (usual.Kind == ScaleKind.Constant || Math.Abs(usual.Z(rows) ?? 0) > RobustScale.Limit);
        var verdict = rows < floor ? WindowVerdict.Breach
            : change is null ? floor is null ? WindowVerdict.NotEnoughData : WindowVerdict.Quiet
            : Math.Abs(change.Value) <= most ? WindowVerdict.Quiet
            : isFar ? WindowVerdict.Breach
            : WindowVerdict.Warning;
        var sentence = Sentence(rows, usual?.Median, change, verdict, floor, told.Length, length);
        var reading = new Reading(
            Reading.Table, "rows", rows, WindowVerdicts.Finite(usual?.Median * (1 - most)), WindowVerdicts.Finite(usual?.Median * (1 + most)), WindowVerdicts.Finite(usual?.Median), floor, null, null, rows, verdict, sentence)
        {
            Also = WindowVerdicts.Also(("change", change), ("robustZ", usual?.Z(rows))),
        };
        return new WindowMeasured(version, verdict, sentence, rows, [reading]);
    }

    private static string Sentence(long rows, double? median, double? change, WindowVerdict verdict, long? floor, int before, WindowLength length)
    {
        var came = $"{rows:N0} rows came in this {length.InWords()}";
        if (rows < floor)
        {
            return $"{came}; at least {floor:N0} must.";
        }

        if (median is not { } usual || change is not { } moved)
        {
            return $"{came}. There are {before} {length.InWords()}s before it with rows; from {FewestBefore} on it can be said what is usual.";
        }

        var than = FormattableString.Invariant($"{Math.Abs(moved):P0} {(moved < 0 ? "fewer" : "more")} than is usual ({usual:#,0} in the {length.InWords()}s before it)");
        return verdict switch
        {
            WindowVerdict.Breach => $"{came}, {than}: farther than they ever strayed.",
            WindowVerdict.Warning => $"{came}, {than}; they strayed as far before.",
            _ => $"{came}, {than}.",
        };
    }
}
