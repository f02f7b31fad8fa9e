using Portal.Core.Registry;
using Portal.Statistics.Drift;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>What several kinds share when they say what a window is.</summary>
internal static class WindowVerdicts
{
    public static WindowMeasured NotEnough(VersionId? version, long rows, string sentence, IReadOnlyList<Reading>? readings = null) =>
        new(version, WindowVerdict.NotEnoughData, sentence, rows, readings ?? []);

    public static WindowVerdict Of(Portal.Statistics.Drift.Severity severity) => severity switch
    {
        Portal.Statistics.Drift.Severity.Alarm => WindowVerdict.Breach,
        Portal.Statistics.Drift.Severity.Warn => WindowVerdict.Warning,
        _ => WindowVerdict.Quiet,
    };

    public static bool HasVerdict(DriftStatus status) => status is not (DriftStatus.InsufficientData or DriftStatus.NoData);

    /// <summary>The worst of them; not enough data where none has a verdict.</summary>
    public static WindowVerdict Worst(IEnumerable<WindowVerdict> verdicts)
    {
        var told = verdicts.Where(verdict => verdict != WindowVerdict.NotEnoughData).ToList();
        return told.Count == 0 ? WindowVerdict.NotEnoughData : told.Max();
    }

    /// <summary>A number that can be kept and drawn; an infinite effect stands in the sentence.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    public static IReadOnlyDictionary<string, double>? Also(params (string Name, double? Value)[] measures)
    {
        var known = measures.Where(measure => Finite(measure.Value) is not null).ToDictionary(measure => measure.Name, measure => measure.Value!.Value, StringComparer.Ordinal);
        return known.Count == 0 ? null : known;
    }
}
