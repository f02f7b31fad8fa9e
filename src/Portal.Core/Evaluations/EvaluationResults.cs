namespace Portal.Core.Evaluations;

/// <summary>What was found, as far as lists, gates and comparisons need it. Metrics that are not defined are absent.</summary>
/// <param name="Metrics">By the names of <see cref="MetricNames"/>.</param>
/// <param name="Findings">What was odd without making the evaluation fail, in sentences.</param>
public sealed record EvaluationResults(
    long Rows,
    long Positives,
    double Threshold,
    IReadOnlyDictionary<string, double> Metrics,
    ConfusionCounts Confusion,
    IReadOnlyList<AttributeFairness> Fairness,
    IReadOnlyList<string> Findings);

public sealed record ConfusionCounts(long TrueNegatives, long FalsePositives, long FalseNegatives, long TruePositives);

/// <param name="Privileged">The group that the others are compared with.</param>
/// <param name="LowestImpactRatio">Lowest over highest selection rate among groups with enough rows; null when fewer than two have.</param>
public sealed record AttributeFairness(string Attribute, string Privileged, double? LowestImpactRatio, IReadOnlyList<GroupFairness> Groups);

/// <param name="SelectionRate">Share that gets the favourable outcome.</param>
/// <param name="ImpactRatio">Selection rate over that of the privileged group; null for that group itself and where it is not defined.</param>
/// <param name="PValue">Two-sided, of the difference in selection rates to the privileged group.</param>
/// <param name="EnoughRows">False when the group is too small for a verdict.</param>
public sealed record GroupFairness(
    string Group,
    long Rows,
    double? BaseRate,
    double? SelectionRate,
    double? SelectionRateLow,
    double? SelectionRateHigh,
    double? TruePositiveRate,
    double? FalsePositiveRate,
    double? Accuracy,
    double? ImpactRatio,
    double? ImpactRatioLow,
    double? ImpactRatioHigh,
    double? PValue,
    bool EnoughRows);

/// <summary>Milliseconds but where said.</summary>
/// <param name="LatencyCalls">One-row calls that the percentiles were taken from.</param>
public sealed record EvaluationTimings(
    double LoadMs,
    double LatencyP50Ms,
    double LatencyP95Ms,
    double LatencyP99Ms,
    int LatencyCalls,
    double RowsPerSecond,
    long PeakMemoryBytes,
    string Device,
    string Runtime,
    bool NetworkIsolated);
