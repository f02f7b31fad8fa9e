namespace Portal.Statistics.Fairness;

/// <summary>How far the groups lie apart in one rate.</summary>
/// <param name="Difference">Highest minus lowest rate; <see langword="null"/> with fewer than two groups that define it.</param>
/// <param name="Ratio">Lowest over highest rate; <see langword="null"/> likewise, and where the highest is 0.</param>
/// <param name="Lowest">The group with the lowest rate.</param>
/// <param name="Highest">The group with the highest rate.</param>
/// <param name="Groups">Groups that define the rate.</param>
public sealed record Parity(double? Difference, double? Ratio, string? Lowest, string? Highest, int Groups)
{
    /// <summary>Compares the groups in a rate, or in both rates of equalised odds, the worse of which is told.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="measure">The measure.</param>
    public static Parity Of(IReadOnlyCollection<GroupReport> groups, FairnessMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (measure == FairnessMeasure.EqualisedOdds)
        {
            return Worse(Of(groups, FairnessMeasure.EqualOpportunity), Of(groups, FairnessMeasure.PredictiveEquality));
        }

        var (lowest, highest) = (default(GroupReport), default(GroupReport));
        var (low, high, defined) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        foreach (var group in groups)
        {
            if (group.Rate(measure).Value is not { } rate)
            {
                continue;
            }

            defined++;
            (low, lowest) = rate < low ? (rate, group) : (low, lowest);
            (high, highest) = rate > high ? (rate, group) : (high, highest);
        }

        return defined < 2
            ? new Parity(null, null, null, null, defined)
            : new Parity(high - low, high > 0 ? low / high : null, lowest!.Group, highest!.Group, defined);
    }

    private static Parity Worse(Parity opportunity, Parity equality)
    {
        var groups = Math.Min(opportunity.Groups, equality.Groups);
        if (opportunity.Difference is not { } first || equality.Difference is not { } second)
        {
            return new Parity(null, null, null, null, groups);
        }

        var worse = first >= second ? opportunity : equality;
        double? ratio = opportunity.Ratio is { } one && equality.Ratio is { } other ? Math.Min(one, other) : null;
        return new Parity(Math.Max(first, second), ratio, worse.Lowest, worse.Highest, groups);
    }
}
