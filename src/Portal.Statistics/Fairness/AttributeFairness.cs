using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>One group of a protected attribute. Rates speak of the <b>favourable</b> outcome, whichever class is positive.</summary>
/// <param name="Group">The value of the attribute.</param>
/// <param name="Rows">Rows of the group.</param>
/// <param name="Selected">Rows that are predicted the favourable outcome.</param>
/// <param name="BaseRate">Share whose true outcome is favourable.</param>
/// <param name="SelectionRate">Share that is predicted the favourable outcome.</param>
/// <param name="SelectionInterval">Wilson's 95 % interval of the selection rate.</param>
/// <param name="TruePositiveRate">Share of the truly favourable rows that are predicted favourable.</param>
/// <param name="FalsePositiveRate">Share of the truly unfavourable rows that are predicted favourable.</param>
/// <param name="Accuracy">Share of rows predicted rightly.</param>
/// <param name="Eligible">Whether the group has enough rows for a verdict.</param>
public sealed record GroupOutcome(
    string Group,
    long Rows,
    long Selected,
    double BaseRate,
    double SelectionRate,
    Interval SelectionInterval,
    double? TruePositiveRate,
    double? FalsePositiveRate,
    double Accuracy,
    bool Eligible);

/// <summary>A group beside the privileged one. Differences are group minus privileged.</summary>
/// <param name="Group">The value of the attribute.</param>
/// <param name="DisparateImpactRatio">Selection rate of the group over that of the privileged group.</param>
/// <param name="DisparateImpactInterval">95 % interval of the ratio (Katz).</param>
/// <param name="StatisticalParityDifference">Difference of selection rates.</param>
/// <param name="EqualOpportunityDifference">Difference of true positive rates.</param>
/// <param name="PredictiveEqualityDifference">Difference of false positive rates.</param>
/// <param name="LabelDisparateImpactRatio">The same ratio in the labels themselves.</param>
/// <param name="PValue">Two-sided p-value of the difference of selection rates.</param>
/// <param name="Eligible">Whether both groups have enough rows for a verdict.</param>
public sealed record GroupComparison(
    string Group,
    double? DisparateImpactRatio,
    Interval? DisparateImpactInterval,
    double StatisticalParityDifference,
    double? EqualOpportunityDifference,
    double? PredictiveEqualityDifference,
    double? LabelDisparateImpactRatio,
    double? PValue,
    bool Eligible);

/// <summary>How the favourable outcome is spread over the groups of one protected attribute.</summary>
/// <param name="Privileged">The group that the others are compared to.</param>
/// <param name="Groups">All groups, in ordinal order; none is merged or dropped.</param>
/// <param name="Comparisons">All groups but the privileged one, in ordinal order.</param>
/// <param name="MinimumOverMaximum">Lowest over highest selection rate among groups with enough rows; <see langword="null"/> when
/// fewer than two groups have enough rows, which means no verdict.</param>
/// <param name="MinimumOverMaximumOfAll">The same over all groups, however small.</param>
/// <param name="MinimumRows">Rows that a group needs for a verdict.</param>
public sealed record AttributeFairness(
    string Privileged,
    IReadOnlyList<GroupOutcome> Groups,
    IReadOnlyList<GroupComparison> Comparisons,
    double? MinimumOverMaximum,
    double? MinimumOverMaximumOfAll,
    int MinimumRows);
