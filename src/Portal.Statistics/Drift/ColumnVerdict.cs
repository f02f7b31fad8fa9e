namespace Portal.Statistics.Drift;

/// <summary>What alarms on its own, whatever the distances say.</summary>
public enum OwnAlarmKind
{
    /// <summary>The share of missing values changed.</summary>
    Missing,

    /// <summary>The share of infinite values changed.</summary>
    NonFinite,

    /// <summary>The window has categories that the reference does not have.</summary>
    NewCategories,
}

/// <summary>An alarm of its own.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="ReferenceRate">The share of such rows in the reference, in [0, 1].</param>
/// <param name="CurrentRate">The share in the window.</param>
/// <param name="Limit">What the change, or the share of new categories, was held against.</param>
/// <param name="AdjustedPValue">The adjusted p-value, where the alarm needs one.</param>
/// <param name="Sentence">In words.</param>
public sealed record OwnAlarm(
    OwnAlarmKind Kind, double ReferenceRate, double CurrentRate, double Limit, double? AdjustedPValue, string Sentence)
{
    /// <summary>How far the share moved, in [0, 1].</summary>
    public double Effect => Math.Abs(CurrentRate - ReferenceRate);
}

/// <summary>What is to be made of a column.</summary>
public sealed record ColumnVerdict
{
    /// <summary>The column.</summary>
    public required string Name { get; init; }

    /// <summary>How the comparison ended.</summary>
    public required DriftStatus Status { get; init; }

    /// <summary>The most urgent of drift and the alarms of its own.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Of drift alone.</summary>
    public Severity DriftSeverity { get; init; }

    /// <summary>What the column is judged by; <see langword="null"/> when nothing could be measured.</summary>
    public DriftMeasure? Measure { get; init; }

    /// <summary>Its size; infinite when the reference has no spread to measure it by.</summary>
    public double? Effect { get; init; }

    /// <summary>From which size on it warns and alarms.</summary>
    public EffectLimits? Limits { get; init; }

    /// <summary>The test whose p-value is used, in words.</summary>
    public string? Test { get; init; }

    /// <summary>Its p-value, in [0, 1].</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value adjusted for all tests of the run.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The smallest effect that so few rows would show in 4 of 5 windows; given below 500 rows on a side.</summary>
    public double? DetectableEffect { get; init; }

    /// <summary>Alarms of missing values, infinite values and new categories.</summary>
    public IReadOnlyList<OwnAlarm> OwnAlarms { get; init; } = [];

    /// <summary>The verdict in one plain sentence, with its numbers.</summary>
    public required string Sentence { get; init; }
}
