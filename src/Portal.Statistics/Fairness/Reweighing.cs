namespace Portal.Statistics.Fairness;

/// <summary>The weight that training would give rows of one group and outcome.</summary>
/// <param name="Group">The group.</param>
/// <param name="Favourable">The true outcome.</param>
/// <param name="Rows">Such rows.</param>
/// <param name="Weight">Their weight; <see langword="null"/> where there is no such row.</param>
public sealed record RowWeight(string Group, bool Favourable, long Rows, double? Weight);

/// <summary>Weights under which outcome and group are independent in the training data: n(g)·n(y) / (n·n(g, y)) (F. Kamiran and
/// T. Calders, 2012). Advice for a retraining, never applied by itself.</summary>
public static class Reweighing
{
    /// <summary>The weights, group by group, unfavourable outcome first.</summary>
    /// <param name="groups">All groups.</param>
    public static IReadOnlyList<RowWeight> Of(IReadOnlyList<GroupCells> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var all = SignedFairness.Sum(groups).Labelled;
        return [.. groups.SelectMany(group => (RowWeight[])
        [
            Weight(group, favourable: false, group.Labelled.Negatives, all.Negatives, all.Rows),
            Weight(group, favourable: true, group.Labelled.Positives, all.Positives, all.Rows),
        ])];
    }

    private static RowWeight Weight(GroupCells group, bool favourable, long both, long ofOutcome, long rows) => new(
        group.Group, favourable, both, both == 0 ? null : (double)group.Labelled.Rows * ofOutcome / ((double)rows * both));
}
