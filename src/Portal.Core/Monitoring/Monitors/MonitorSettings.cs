namespace Portal.Core.Monitoring.Monitors;

/// <summary>Limits of a monitor, by kind; what is null is the default of the kind. Every limit is in the unit of its measure.</summary>
/// <param name="Alpha">Drift, bias, performance: level of significance after adjustment for all tests of a run.</param>
/// <param name="WarnEffect">Drift: the primary effect from which on a column is told of.</param>
/// <param name="AlarmEffect">Drift: the primary effect from which on a column breaches.</param>
/// <param name="CriticalColumns">Drift: one of these alone breaches.</param>
/// <param name="DriftedShare">Drift: the weighted share of drifted columns from which on the table breaches.</param>
/// <param name="Metric">Performance: a metric's name, such as <c>rocAuc</c>.</param>
/// <param name="RelativeFall">Performance: how far the metric may fall below the reference, as a share of it.</param>
/// <param name="LeastRatio">Bias: impact ratio below which a group breaches; 0.8 is the four-fifths rule.</param>
/// <param name="Attributes">Bias: protected attributes and their intersections (joined with " &amp; ").</param>
/// <param name="LeastScore">Data quality: 0 to 100.</param>
/// <param name="LeastRows">Volume: rows in a window.</param>
/// <param name="MostChange">Volume: change against the median of the windows before, as a share.</param>
/// <param name="Percentile">Latency: such as 0.95.</param>
/// <param name="MostMilliseconds">Latency.</param>
/// <param name="MostCost">Cost: for 1,000 predictions, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="FewestRows">Below so many rows on either side there is no verdict.</param>
public sealed record MonitorSettings(
    double? Alpha = null,
    double? WarnEffect = null,
    double? AlarmEffect = null,
    IReadOnlyList<string>? CriticalColumns = null,
    double? DriftedShare = null,
    string? Metric = null,
    double? RelativeFall = null,
    double? LeastRatio = null,
    IReadOnlyList<string>? Attributes = null,
    double? LeastScore = null,
    long? LeastRows = null,
    double? MostChange = null,
    double? Percentile = null,
    double? MostMilliseconds = null,
    decimal? MostCost = null,
    string? Currency = null,
    long? FewestRows = null);
