namespace Portal.Statistics.Fairness;

/// <summary>A group's demographic disparity: its share of the refused minus its share of the selected, positive where it fares worse.</summary>
/// <param name="Group">The group.</param>
/// <param name="Disparity">Over all rows.</param>
/// <param name="Conditional">The mean over the strata, weighed by their rows: what is left once the factor is taken into account.</param>
public sealed record GroupDisparity(string Group, double? Disparity, double? Conditional);

/// <summary>Conditional demographic disparity (S. Wachter, B. Mittelstadt and C. Russell, 2021): whether groups still fare differently among
/// people who are alike in a legitimate factor.</summary>
/// <param name="Groups">The groups, in ordinal order.</param>
/// <param name="Strata">Strata that have both refused and selected rows.</param>
/// <param name="StrataLeftOut">Strata where all rows have one outcome, which compare nobody.</param>
public sealed record ConditionalDisparity(IReadOnlyList<GroupDisparity> Groups, int Strata, int StrataLeftOut)
{
    /// <summary>The disparity of the decisions.</summary>
    /// <param name="strata">The counters of each value of the factor.</param>
    public static ConditionalDisparity OfDecisions(IReadOnlyCollection<FairnessCounts> strata) =>
        Of(strata, group => (group.Rows - group.Selected, group.Selected));

    /// <summary>The disparity of the true outcomes, among the labelled rows.</summary>
    /// <param name="strata">The counters of each value of the factor.</param>
    public static ConditionalDisparity OfOutcomes(IReadOnlyCollection<FairnessCounts> strata) =>
        Of(strata, group => (group.Labelled.Negatives, group.Labelled.Positives));

    private static ConditionalDisparity Of(IReadOnlyCollection<FairnessCounts> strata, Func<GroupCells, (long Refused, long Selected)> split)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var tables = strata.Select(counts => counts.Groups.ToDictionary(group => group.Group, split, StringComparer.Ordinal)).ToArray();
        var usable = tables.Where(table => Total(table) is { Refused: > 0, Selected: > 0 }).ToArray();
        var whole = tables.SelectMany(table => table)
            .GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (group.Sum(part => part.Refused), group.Sum(part => part.Selected)), StringComparer.Ordinal);
        var rows = usable.Sum(Rows);
        return new ConditionalDisparity(
            [.. whole.Keys.Select(group => new GroupDisparity(
                group, Disparity(whole, group), rows == 0 ? null : usable.Sum(table => Rows(table) * Disparity(table, group)) / rows))],
            usable.Length,
            tables.Length - usable.Length);
    }

    private static double? Disparity(Dictionary<string, (long Refused, long Selected)> table, string group)
    {
        var (refused, selected) = Total(table);
        var own = table.GetValueOrDefault(group);
        return refused == 0 || selected == 0 ? null : (double)own.Refused / refused - (double)own.Selected / selected;
    }

    private static (long Refused, long Selected) Total(Dictionary<string, (long Refused, long Selected)> table) =>
        (table.Values.Sum(part => part.Refused), table.Values.Sum(part => part.Selected));

    private static long Rows(Dictionary<string, (long Refused, long Selected)> table) =>
        table.Values.Sum(part => part.Refused + part.Selected);
}
