using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>All other groups beside the privileged ones. Differences are unprivileged minus privileged: negative where the unprivileged
/// fare worse.</summary>
/// <param name="StatisticalParityDifference">Of the selection rates.</param>
/// <param name="DisparateImpact">Ratio of the selection rates, unprivileged over privileged.</param>
/// <param name="EqualOpportunityDifference">Of the true positive rates.</param>
/// <param name="AverageOddsDifference">Mean of the differences of true and of false positive rates. Opposite gaps cancel, so that 0 does not
/// mean that there is none: never an alarm.</param>
public sealed record SignedFairness(
    double? StatisticalParityDifference, double? DisparateImpact, double? EqualOpportunityDifference, double? AverageOddsDifference)
{
    /// <summary>Compares two sides.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="privileged">The labels of the privileged ones.</param>
    public static SignedFairness Of(IReadOnlyList<GroupCells> groups, IReadOnlyCollection<string> privileged)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(privileged);
        var sides = groups.ToLookup(group => privileged.Contains(group.Group, StringComparer.Ordinal));
        var (own, other) = (Sum(sides[true]), Sum(sides[false]));
        var opportunity = other.Labelled.Recall - own.Labelled.Recall;
        var equality = other.Labelled.FalsePositiveRate - own.Labelled.FalsePositiveRate;
        return new SignedFairness(
            Rate(other) - Rate(own),
            Rate(own) > 0 ? Rate(other) / Rate(own) : null,
            opportunity,
            (opportunity + equality) / 2);
    }

    internal static GroupCells Sum(IEnumerable<GroupCells> groups) => groups.Aggregate(
        new GroupCells("", new ConfusionMatrix(0, 0, 0, 0), 0, 0),
        (sum, group) => new GroupCells(
            "",
            new ConfusionMatrix(
                sum.Labelled.TrueNegatives + group.Labelled.TrueNegatives,
                sum.Labelled.FalsePositives + group.Labelled.FalsePositives,
                sum.Labelled.FalseNegatives + group.Labelled.FalseNegatives,
                sum.Labelled.TruePositives + group.Labelled.TruePositives),
            sum.UnlabelledRefused + group.UnlabelledRefused,
            sum.UnlabelledSelected + group.UnlabelledSelected));

    private static double? Rate(GroupCells side) => new GroupRate(side.Selected, side.Rows).Value;
}
