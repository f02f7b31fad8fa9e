using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>What was found, as far as lists, gates and comparisons need it. Metrics that are not defined are absent.</summary>
/// <param name="Metrics">By the names of <see cref="MetricNames"/>.</param>
/// <param name="Intervals">For the headline metrics: where the true value lies, at 95 %.</param>
/// <param name="Binary">For binary classification only.</param>
/// <param name="Classes">For multi-class classification only, in the order of the class labels.</param>
/// <param name="Slices">The same metrics of the protected groups and of what they have in common.</param>
/// <param name="Findings">What was odd without making the evaluation fail, in sentences.</param>
public sealed record EvaluationResults(
    ModelTask Task,
    long Rows,
    IReadOnlyDictionary<string, double> Metrics,
    IReadOnlyDictionary<string, MetricInterval> Intervals,
    BinaryOutcome? Binary,
    ClassesOutcome? Classes,
    IReadOnlyList<AttributeFairness> Fairness,
    IReadOnlyList<SliceResults> Slices,
    IReadOnlyList<string> Findings)
{
    /// <summary>The slices that the model's members named, in their order.</summary>
    public IReadOnlyList<NamedSliceResults> NamedSlices { get; init; } = [];

    /// <summary>Where the version fails most; null when the table could not be searched.</summary>
    public WorstSlicesResults? WorstSlices { get; init; }

    /// <summary>What the scores depend on; null in evidence from before it was asked.</summary>
    public ExplanationResults? Explanation { get; init; }

    /// <summary>For ranking and retrieval only.</summary>
    public QueriesOutcome? Queries { get; init; }

    /// <summary>For forecasting only.</summary>
    public QuantilesOutcome? Quantiles { get; init; }

    /// <summary>For multi-label classification only, in the order of the labels.</summary>
    public IReadOnlyList<ClassOutcome>? Labels { get; init; }

    /// <summary>For text generation only: the texts that are furthest from their references, the furthest first.</summary>
    public IReadOnlyList<TextOutcome>? Texts { get; init; }
}

/// <param name="Text">How what was written begins.</param>
/// <param name="Reference">How what would have been right begins.</param>
public sealed record TextOutcome(string Row, double RougeL, double TokenF1, string Text, string Reference);

/// <param name="Intervals">One for each pair of levels that leave equal shares outside, the widest first.</param>
/// <param name="Crossing">Rows in which a higher quantile lies below a lower one.</param>
public sealed record QuantilesOutcome(IReadOnlyList<QuantileOutcome> Each, IReadOnlyList<CoverageOutcome> Intervals, long Crossing);

/// <param name="Pinball">Mean pinball loss at this level, in the label's unit.</param>
/// <param name="ShareBelow">Share of rows whose truth is at or below the quantile; it should be the level.</param>
public sealed record QuantileOutcome(double Level, double Pinball, double ShareBelow, double ShareBelowLow, double ShareBelowHigh);

/// <param name="Nominal">The share that the interval promises to hold.</param>
/// <param name="Observed">The share that it holds.</param>
/// <param name="MeanWidth">In the label's unit.</param>
public sealed record CoverageOutcome(double Lower, double Upper, double Nominal, double Observed, double ObservedLow, double ObservedHigh, double MeanWidth);

/// <param name="Queries">With those that are left out.</param>
/// <param name="WithoutRelevant">Those to which nothing belongs: no metric is defined for them.</param>
/// <param name="Worst">The queries that fare worst, the worst first.</param>
public sealed record QueriesOutcome(long Queries, long WithoutRelevant, IReadOnlyList<QueryOutcome> Worst);

/// <param name="Rows">Rows that were ordered.</param>
/// <param name="Score">The task's headline metric, of this query.</param>
/// <param name="ReciprocalRank">1 over the rank of the first relevant row.</param>
public sealed record QueryOutcome(string Query, long Rows, long Relevant, double Score, double ReciprocalRank);

/// <param name="Method">How it was made: <c>DeLong</c>, <c>Wilson</c>, <c>bootstrap</c> or <c>normal</c>.</param>
public sealed record MetricInterval(double Low, double High, string Method);

/// <param name="Positives">Rows whose true class is the positive one.</param>
/// <param name="Threshold">The positive class is predicted from this score on.</param>
public sealed record BinaryOutcome(long Positives, double Threshold, ConfusionCounts Confusion);

public sealed record ConfusionCounts(long TrueNegatives, long FalsePositives, long FalseNegatives, long TruePositives);

/// <param name="Confusion">A row for each true class, a column for each predicted one.</param>
public sealed record ClassesOutcome(IReadOnlyList<ClassOutcome> Each, IReadOnlyList<IReadOnlyList<long>> Confusion);

/// <param name="Class">The value of the label column.</param>
/// <param name="Support">Rows whose true class it is.</param>
public sealed record ClassOutcome(string Class, long Support, double? Precision, double? Recall, double? F1, double? RocAuc);

/// <summary>The metrics of some of the rows.</summary>
/// <param name="Filter">Such as <c>afam = yes and single = no</c>.</param>
/// <param name="Attributes">The protected attributes that the filter speaks of.</param>
/// <param name="EnoughRows">False when the slice is too small for a verdict.</param>
public sealed record SliceResults(string Filter, IReadOnlyList<string> Attributes, long Rows, bool EnoughRows, IReadOnlyDictionary<string, double> Metrics);

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
    bool NetworkIsolated)
{
    /// <summary>By rows a call and threads; null where it was not measured.</summary>
    public ScoringSpeed? Speed { get; init; }

    /// <summary>The class of the table of prices that the machine says it is of; null where nobody said.</summary>
    public string? HardwareClass { get; init; }

    /// <summary>Logical processors of the machine; 0 in evaluations of earlier versions.</summary>
    public int Cores { get; init; }

    /// <summary>Such as <c>x64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>No GPU ran it.</summary>
    public bool IsOnProcessor { get; init; } = true;
}
