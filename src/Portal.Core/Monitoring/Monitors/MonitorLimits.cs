using System.Globalization;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>Which limits belong to which kind, in which range, and what they are where nobody says.</summary>
public static class MonitorLimits
{
    public const double Alpha = 0.05;
    public const double DriftedShare = 0.3;
    public const double RelativeFall = 0.05;
    public const double LeastRatio = 0.8;
    public const double LeastScore = 70;
    public const double MostChange = 0.5;
    public const double Percentile = 0.95;

    /// <summary>Below so many rows nothing is judged.</summary>
    public const long FewestRows = 30;

    private static readonly string[] s_ofClasses = ["rocAuc", "accuracy", "precision", "recall", "specificity", "logLoss", "brier"];
    private static readonly string[] s_ofNumbers = ["mae", "mse"];

    /// <summary>The metrics that a monitor of performance can watch, as readings name them.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. s_ofClasses, .. s_ofNumbers];

    /// <summary>Those that are measured of a task's rows.</summary>
    public static IReadOnlyList<string> MetricsOf(ModelTask task) => task switch
    {
        ModelTask.BinaryClassification => s_ofClasses,
        ModelTask.Regression or ModelTask.Forecasting or ModelTask.Ranking => s_ofNumbers,
        _ => [],
    };

    public static Refusal? Refuses(MonitorKind kind, MonitorSettings settings) =>
        RefusesStrangers(kind, settings)
        ?? Share("alpha", settings.Alpha, 0.0001, 0.5)
        ?? Share("warnEffect", settings.WarnEffect, 0.001, 10)
        ?? Share("alarmEffect", settings.AlarmEffect, 0.001, 10)
        ?? (settings is { WarnEffect: { } warn, AlarmEffect: { } alarm } && alarm < warn ? Refusal.Invalid("alarmEffect", "The effect that breaches is at least the one that warns.") : null)
        ?? Share("driftedShare", settings.DriftedShare, 0.01, 1)
        ?? (settings.Metric is { } metric && !Metrics.Contains(metric, StringComparer.Ordinal) ? Refusal.Invalid("metric", $"This needs one of {string.Join(", ", Metrics)}.") : null)
        ?? Share("relativeFall", settings.RelativeFall, 0.001, 1)
        ?? Share("leastRatio", settings.LeastRatio, 0.01, 1)
        ?? Share("leastScore", settings.LeastScore, 1, 100)
        ?? (settings.LeastRows is < 1 ? Refusal.Invalid("leastRows", "A window that must have rows has at least one. Leave it away to compare with the windows before only.") : null)
        ?? Share("mostChange", settings.MostChange, 0.01, 100)
        ?? Share("percentile", settings.Percentile, 0.5, 0.999)
        ?? Share("mostMilliseconds", settings.MostMilliseconds, 0.001, 3_600_000)
        ?? (settings.MostCost is <= 0 ? Refusal.Invalid("mostCost", "A limit of cost is more than nothing.") : null)
        ?? (settings.Currency is { } currency && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)) ? Refusal.Invalid("currency", "A currency has three letters, as ISO 4217 lists it: EUR.") : null)
        ?? (settings.FewestRows is < FewestRows ? Refusal.Invalid("fewestRows", $"Fewer than {FewestRows} rows tell nothing: a verdict on them would be chance.") : null)
        ?? RefusesLacking(kind, settings);

    /// <summary>Null for kinds whose defaults are enough.</summary>
    private static Refusal? RefusesLacking(MonitorKind kind, MonitorSettings settings) => (kind, settings) switch
    {
        (MonitorKind.Latency, { MostMilliseconds: null }) => Refusal.Invalid("mostMilliseconds", "Say how many milliseconds are too many: what is slow depends on who waits."),
        (MonitorKind.Cost, { MostCost: null }) => Refusal.Invalid("mostCost", "Say what 1,000 predictions may cost."),
        (MonitorKind.Cost, { Currency: null }) => Refusal.Invalid("currency", "Say in which currency, as ISO 4217 lists it: EUR."),
        _ => null,
    };

    /// <summary>A limit that its kind never looks at would be a promise that nobody keeps.</summary>
    private static Refusal? RefusesStrangers(MonitorKind kind, MonitorSettings settings)
    {
        (string Field, bool Said, MonitorKind[] Kinds)[] fields =
        [
            ("alpha", settings.Alpha is not null, [MonitorKind.Drift, MonitorKind.Performance, MonitorKind.Bias]),
            ("warnEffect", settings.WarnEffect is not null, [MonitorKind.Drift]),
            ("alarmEffect", settings.AlarmEffect is not null, [MonitorKind.Drift]),
            ("criticalColumns", settings.CriticalColumns is { Count: > 0 }, [MonitorKind.Drift]),
            ("driftedShare", settings.DriftedShare is not null, [MonitorKind.Drift]),
            ("metric", settings.Metric is not null, [MonitorKind.Performance]),
            ("relativeFall", settings.RelativeFall is not null, [MonitorKind.Performance]),
            ("leastRatio", settings.LeastRatio is not null, [MonitorKind.Bias]),
            ("attributes", settings.Attributes is { Count: > 0 }, [MonitorKind.Bias]),
            ("leastScore", settings.LeastScore is not null, [MonitorKind.DataQuality]),
            ("leastRows", settings.LeastRows is not null, [MonitorKind.Volume]),
            ("mostChange", settings.MostChange is not null, [MonitorKind.Volume]),
            ("percentile", settings.Percentile is not null, [MonitorKind.Latency]),
            ("mostMilliseconds", settings.MostMilliseconds is not null, [MonitorKind.Latency]),
            ("mostCost", settings.MostCost is not null, [MonitorKind.Cost]),
            ("currency", settings.Currency is not null, [MonitorKind.Cost]),
        ];
        var stranger = fields.FirstOrDefault(field => field.Said && !field.Kinds.Contains(kind));
        return stranger.Field is null ? null : Refusal.Invalid(stranger.Field, $"A monitor of {kind.InWords()} has no such limit. Leave it away.");
    }

    private static Refusal? Share(string field, double? value, double least, double most) => value is null || (value >= least && value <= most)
        ? null
        : Refusal.Invalid(field, string.Create(CultureInfo.InvariantCulture, $"This is a number from {least:0.####} to {most:#,0.####}."));
}
