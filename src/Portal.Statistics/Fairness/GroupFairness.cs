using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>Measures group fairness of decisions.</summary>
/// <remarks>Selection means the predicted <b>favourable</b> outcome. Ratio and verdict follow the four-fifths rule of the
/// Uniform Guidelines on Employee Selection Procedures (29 CFR 1607.4 D, 1978); equal opportunity follows Hardt, Price and
/// Srebro (2016).</remarks>
public static class GroupFairness
{
    /// <summary>Groups with fewer rows give no verdict.</summary>
    public const int DefaultMinimumRows = 30;

    /// <summary>Measures one protected attribute.</summary>
    /// <param name="groups">The names of the groups; a code is an index into it. Groups without rows are left out.</param>
    /// <param name="codes">The group of each row.</param>
    /// <param name="favourable">Whether the row's true outcome is the favourable one; same length.</param>
    /// <param name="predictedFavourable">Whether the predicted outcome is; same length.</param>
    /// <param name="privileged">The group to compare with.</param>
    /// <param name="minimumRows">Rows that a group needs for a verdict, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, a code has no name, or no row is of the
    /// privileged group.</exception>
    public static AttributeFairness Measure(
        IReadOnlyList<string> groups,
        ReadOnlySpan<int> codes,
        ReadOnlySpan<bool> favourable,
        ReadOnlySpan<bool> predictedFavourable,
        string privileged,
        int minimumRows = DefaultMinimumRows)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumRows, 1);
        var counted = Count(groups, codes, favourable, predictedFavourable);
        var outcomes = counted.Select(pair => Outcome(pair.Group, pair.Confusion, minimumRows)).ToArray();
        var reference = Array.FindIndex(outcomes, outcome => string.Equals(outcome.Group, privileged, StringComparison.Ordinal));
        if (reference < 0)
        {
            throw new ArgumentException($"No row belongs to the privileged group '{privileged}'.", nameof(privileged));
        }

        var comparisons = outcomes
            .Where((_, index) => index != reference)
            .Select(outcome => Compare(
                outcome,
                outcomes[reference],
                counted.Single(pair => pair.Group == outcome.Group).Confusion,
                counted[reference].Confusion))
            .ToArray();
        return new AttributeFairness(
            privileged,
            outcomes,
            comparisons,
            MinimumOverMaximum([.. outcomes.Where(outcome => outcome.Eligible)]),
            MinimumOverMaximum(outcomes),
            minimumRows);
    }

    private static List<(string Group, ConfusionMatrix Confusion)> Count(
        IReadOnlyList<string> groups, ReadOnlySpan<int> codes, ReadOnlySpan<bool> favourable, ReadOnlySpan<bool> predicted)
    {
        if (codes.Length != favourable.Length || codes.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {codes.Length} codes, {favourable.Length} outcomes and {predicted.Length} predictions.", nameof(codes));
        }

        if (codes.IsEmpty)
        {
            throw new ArgumentException("A comparison needs at least one row.", nameof(codes));
        }

        var cells = new long[groups.Count * 4];
        for (var i = 0; i < codes.Length; i++)
        {
            if ((uint)codes[i] >= (uint)groups.Count)
            {
                throw new ArgumentException($"Row {i} has the code {codes[i]}, which names no group.", nameof(codes));
            }

            cells[codes[i] * 4 + (favourable[i] ? 2 : 0) + (predicted[i] ? 1 : 0)]++;
        }

        return [.. Enumerable.Range(0, groups.Count)
            .Select(code => (Group: groups[code], Confusion: new ConfusionMatrix(
                cells[code * 4], cells[code * 4 + 1], cells[code * 4 + 2], cells[code * 4 + 3])))
            .Where(pair => pair.Confusion.Rows > 0)
            .OrderBy(pair => pair.Group, StringComparer.Ordinal)];
    }

    private static GroupOutcome Outcome(string group, ConfusionMatrix confusion, int minimumRows) => new(
        group,
        confusion.Rows,
        confusion.PredictedPositives,
        (double)confusion.Positives / confusion.Rows,
        (double)confusion.PredictedPositives / confusion.Rows,
        WilsonInterval.Of(confusion.PredictedPositives, confusion.Rows)!.Value,
        confusion.Recall,
        confusion.FalsePositiveRate,
        confusion.Accuracy!.Value,
        confusion.Rows >= minimumRows);

    private static GroupComparison Compare(
        GroupOutcome group, GroupOutcome reference, ConfusionMatrix counts, ConfusionMatrix referenceCounts) => new(
        group.Group,
        RateComparison.Ratio(group.Selected, group.Rows, reference.Selected, reference.Rows),
        RateComparison.RatioInterval(group.Selected, group.Rows, reference.Selected, reference.Rows),
        group.SelectionRate - reference.SelectionRate,
        group.TruePositiveRate - reference.TruePositiveRate,
        group.FalsePositiveRate - reference.FalsePositiveRate,
        RateComparison.Ratio(counts.Positives, counts.Rows, referenceCounts.Positives, referenceCounts.Rows),
        RateComparison.PValue(group.Selected, group.Rows, reference.Selected, reference.Rows),
        group.Eligible && reference.Eligible);

    private static double? MinimumOverMaximum(GroupOutcome[] outcomes)
    {
        if (outcomes.Length < 2)
        {
            return null;
        }

        var highest = outcomes.Max(outcome => outcome.SelectionRate);
        return highest > 0 ? outcomes.Min(outcome => outcome.SelectionRate) / highest : null;
    }
}
