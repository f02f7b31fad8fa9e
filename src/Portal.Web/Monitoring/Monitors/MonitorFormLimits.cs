using System.Globalization;
using Portal.Core;
using Portal.Core.Monitoring.Monitors;

namespace Portal.Web.Monitoring.Monitors;

/// <summary>A limit as the form asks for it.</summary>
/// <param name="Field">As refusals name it.</param>
/// <param name="Kinds">The kinds that have it.</param>
/// <param name="Hint">With its unit and what is usual.</param>
public sealed record MonitorFormLimit(string Field, string Label, string Hint, MonitorKind[] Kinds, Func<MonitorSettings, string> Read);

/// <summary>All limits of the form, and how they become settings.</summary>
public static class MonitorFormLimits
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static IReadOnlyList<MonitorFormLimit> All { get; } =
    [
        new("warnEffect", "Effect that warns", "How far a column moved, in the unit of its measure. Usual: 0.1", [MonitorKind.Drift], settings => Text(settings.WarnEffect)),
        new("alarmEffect", "Effect that breaches", "Usual: 0.25 standard deviations for numbers, 0.2 Jensen–Shannon for categories", [MonitorKind.Drift], settings => Text(settings.AlarmEffect)),
        new("driftedShare", "Share of columns that breaches", "Weighted by importance where it is known. Usual: 0.3", [MonitorKind.Drift], settings => Text(settings.DriftedShare)),
        new("criticalColumns", "Critical columns", "Each of these breaches alone; separated by commas", [MonitorKind.Drift], settings => string.Join(", ", settings.CriticalColumns ?? [])),
        new("metric", "Metric", $"One of {string.Join(", ", MonitorLimits.Metrics)}; empty for all", [MonitorKind.Performance], settings => settings.Metric ?? ""),
        new("relativeFall", "Fall that breaches", "As a share of the reference. Usual: 0.05", [MonitorKind.Performance], settings => Text(settings.RelativeFall)),
        new("attributes", "Protected attributes", "Separated by commas; crossings joined with \" & \". Empty for all", [MonitorKind.Bias], settings => string.Join(", ", settings.Attributes ?? [])),
        new("leastRatio", "Lowest impact ratio", "Usual: 0.8, the four-fifths rule", [MonitorKind.Bias], settings => Text(settings.LeastRatio)),
        new("leastScore", "Lowest quality score", "0 to 100. Usual: 70", [MonitorKind.DataQuality], settings => Text(settings.LeastScore)),
        new("leastRows", "Fewest rows of a window", "Empty: only the change counts", [MonitorKind.Volume], settings => settings.LeastRows?.ToString(s_culture) ?? ""),
        new("mostChange", "Change that breaches", "Against the median of the windows before, as a share. Usual: 0.5", [MonitorKind.Volume], settings => Text(settings.MostChange)),
        new("percentile", "Share of answers", "Usual: 0.95", [MonitorKind.Latency], settings => Text(settings.Percentile)),
        new("mostMilliseconds", "Most milliseconds", "Within which that share must come", [MonitorKind.Latency], settings => Text(settings.MostMilliseconds)),
        new("mostCost", "Most for 1,000 predictions", "An amount", [MonitorKind.Cost], settings => settings.MostCost?.ToString(s_culture) ?? ""),
        new("currency", "Currency", "As ISO 4217 lists it: EUR", [MonitorKind.Cost], settings => settings.Currency ?? ""),
        new("alpha", "Level of significance", "After adjustment for all tests of a run. Usual: 0.05", [MonitorKind.Drift, MonitorKind.Performance, MonitorKind.Bias], settings => Text(settings.Alpha)),
        new("fewestRows", "Fewest rows for a verdict", $"At least {MonitorLimits.FewestRows}, the usual", [MonitorKind.Drift, MonitorKind.Performance, MonitorKind.Bias, MonitorKind.Latency, MonitorKind.Cost], settings => settings.FewestRows?.ToString(s_culture) ?? ""),
    ];

    public static IEnumerable<MonitorFormLimit> Of(MonitorKind kind) => All.Where(limit => limit.Kinds.Contains(kind));

    public static IReadOnlyList<string> Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Outcome<MonitorSettings> ToSettings(MonitorKind kind, IReadOnlyDictionary<string, string> typed)
    {
        var own = Of(kind).Select(limit => limit.Field).ToHashSet(StringComparer.Ordinal);
        Refusal? wrong = null;
        string? Said(string field) => own.Contains(field) && typed.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text : null;
        decimal? Number(string field)
        {
            if (Said(field) is not { } text)
            {
                return null;
            }

            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, s_culture, out var number))
            {
                return number;
            }

            wrong ??= Refusal.Invalid(field, $"'{text}' is no number; write it with a point, such as 0.2.");
            return null;
        }

        long? Whole(string field)
        {
            if (Number(field) is not { } number)
            {
                return null;
            }

            wrong ??= number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? null : Refusal.Invalid(field, "This is a whole number.");
            return wrong is null ? (long)number : null;
        }

        var settings = new MonitorSettings(
            (double?)Number("alpha"), (double?)Number("warnEffect"), (double?)Number("alarmEffect"), List("criticalColumns"), (double?)Number("driftedShare"), Said("metric"), (double?)Number("relativeFall"),
            (double?)Number("leastRatio"), List("attributes"), (double?)Number("leastScore"), Whole("leastRows"), (double?)Number("mostChange"), (double?)Number("percentile"), (double?)Number("mostMilliseconds"),
            Number("mostCost"), Said("currency"), Whole("fewestRows"));
        return wrong is { } refusal ? refusal : settings;

        IReadOnlyList<string>? List(string field) => Said(field) is { } text ? Names(text) : null;
    }

    private static string Text(double? value) => value?.ToString(s_culture) ?? "";
}
