namespace Portal.Statistics.Fairness;

/// <summary>What thresholds of each group could have in common.</summary>
public enum ThresholdGoal
{
    /// <summary>The true positive rate that all groups together have now.</summary>
    EqualOpportunity,

    /// <summary>True and false positive rate: the point with the fewest errors that every group reaches.</summary>
    EqualisedOdds,
}

/// <summary>What one group would decide by.</summary>
/// <param name="Group">The group.</param>
/// <param name="HighThreshold">Scores at or above it are selected; <see langword="null"/> where nobody is by this threshold.</param>
/// <param name="LowThreshold">The threshold for the share of people in <paramref name="ShareOfLow"/>.</param>
/// <param name="ShareOfLow">Share of people, drawn by lot, whom the low threshold decides; 0 or 1 where one threshold is enough.</param>
/// <param name="TruePositiveRate">What the group reaches.</param>
/// <param name="FalsePositiveRate">What the group reaches.</param>
/// <param name="Forgone">True positive rate that the group could have beyond it at this false positive rate: it would be given up by
/// deciding some people by lot.</param>
/// <param name="SelectionRate">Share of the group's labelled rows that would be selected.</param>
public sealed record GroupThreshold(
    string Group,
    double? HighThreshold,
    double? LowThreshold,
    double ShareOfLow,
    double TruePositiveRate,
    double FalsePositiveRate,
    double Forgone,
    double SelectionRate);

/// <summary>What would follow if each group had thresholds of its own (M. Hardt, E. Price and N. Srebro, 2016). Advice, never applied by
/// itself, and to be looked at on a held-out window before anything changes.</summary>
/// <param name="Goal">What the groups would have in common.</param>
/// <param name="Groups">The groups whose labelled and scored rows have both outcomes.</param>
/// <param name="AccuracyNow">Share of their labelled rows decided rightly now.</param>
/// <param name="AccuracyThen">Share that would be.</param>
public sealed record ThresholdAdvice(
    ThresholdGoal Goal, IReadOnlyList<GroupThreshold> Groups, double AccuracyNow, double AccuracyThen)
{
    /// <summary>To be shown wherever the advice is.</summary>
    public const string Warning =
        "Thresholds that differ by group can be unlawful disparate treatment (in the United States, for instance): this is a comparison to think with, not a setting.";

    /// <summary>Looks for thresholds. Rates at thresholds are exact: a threshold is always the lower end of a cell of the score histogram.</summary>
    /// <param name="counts">A window with scores and labels.</param>
    /// <param name="goal">What the groups should have in common.</param>
    /// <returns>The advice, or <see langword="null"/> where fewer than two groups have scores and labels of both outcomes.</returns>
    public static ThresholdAdvice? Of(FairnessCounts counts, ThresholdGoal goal)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var hulls = counts.Tallies.Select(RocHull.Of).OfType<RocHull>().ToArray();
        if (hulls.Length < 2)
        {
            return null;
        }

        var names = hulls.Select(hull => hull.Group).ToHashSet(StringComparer.Ordinal);
        var now = SignedFairness.Sum(counts.Groups.Where(group => names.Contains(group.Group))).Labelled;
        GroupThreshold[] groups = goal switch
        {
            ThresholdGoal.EqualOpportunity => [.. hulls.Select(hull => Reaching(hull, now.Recall!.Value))],
            ThresholdGoal.EqualisedOdds => Common(hulls),
        };
        return new ThresholdAdvice(goal, groups, now.Accuracy!.Value, Rightly(hulls, groups));
    }

    private static GroupThreshold Reaching(RocHull hull, double truePositiveRate)
    {
        var (rate, high, low, share) = hull.Reaching(truePositiveRate);
        return Threshold(hull, high, low, share, truePositiveRate, rate, 0);
    }

    /// <summary>The lowest hull is concave in the false positive rate, and errors are linear in both rates: there is one valley, which
    /// halving by thirds finds.</summary>
    private static GroupThreshold[] Common(RocHull[] hulls)
    {
        var (from, to) = (0.0, 1.0);
        while (to - from > 1e-12)
        {
            var (left, right) = (from + (to - from) / 3, to - (to - from) / 3);
            (from, to) = Errors(hulls, left) <= Errors(hulls, right) ? (from, right) : (left, to);
        }

        // The ends are left only in the limit, and are often the best.
        var best = new[] { 0, from, 1 }.MinBy(rate => Errors(hulls, rate));
        var common = Lowest(hulls, best);
        return [.. hulls.Select(hull =>
        {
            var (rate, high, low, share) = hull.At(best);
            return Threshold(hull, high, low, share, common, best, rate - common);
        })];
    }

    private static double Lowest(RocHull[] hulls, double falsePositiveRate) => hulls.Min(hull => hull.At(falsePositiveRate).Rate);

    private static double Errors(RocHull[] hulls, double falsePositiveRate)
    {
        var missed = 1 - Lowest(hulls, falsePositiveRate);
        return hulls.Sum(hull => hull.Negatives * falsePositiveRate + hull.Positives * missed);
    }

    private static GroupThreshold Threshold(
        RocHull hull, HullPoint high, HullPoint low, double share, double truePositiveRate, double falsePositiveRate, double forgone) => new(
        hull.Group,
        high.Threshold,
        low.Threshold,
        share,
        truePositiveRate,
        falsePositiveRate,
        forgone,
        (hull.Positives * truePositiveRate + hull.Negatives * falsePositiveRate) / (hull.Positives + hull.Negatives));

    private static double Rightly(RocHull[] hulls, GroupThreshold[] groups) =>
        hulls.Zip(groups, (hull, group) => hull.Positives * group.TruePositiveRate + hull.Negatives * (1 - group.FalsePositiveRate)).Sum()
        / hulls.Sum(hull => hull.Positives + hull.Negatives);
}
