using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>Judges a group's impact ratio, and says so with its numbers.</summary>
internal static class ImpactSentence
{
    public static GroupImpact Judge(
        GroupImpact impact, GroupReport reference, (RateTest Test, double PValue, double Adjusted)? test, FairnessOptions options)
    {
        var rate = $"{impact.Group} is selected at {Rate(impact.Selection)}";
        if (!impact.Eligible)
        {
            return impact with { Sentence = $"{rate}; too few rows for a verdict, which needs {SpokenNumber.Count(options.MinimumRows)}." };
        }

        if (impact.Ratio is not { } ratio)
        {
            return With(impact, test) with { Sentence = $"{rate}: nobody of any group with enough rows is selected, so there is no ratio." };
        }

        if (test is not { } compared)
        {
            return impact with { Verdict = ImpactVerdict.Pass, Sentence = $"{rate}, the highest rate: the others are compared with it." };
        }

        var significant = compared.Adjusted <= options.Level;
        var below = impact.BelowFourFifths!.Value;
        var verdict = below && significant ? ImpactVerdict.Fail
            : below || (significant && Math.Abs(impact.Difference) >= options.PracticalDifference) ? ImpactVerdict.Review
            : ImpactVerdict.Pass;
        return With(impact, test) with
        {
            Verdict = verdict,
            Sentence = $"{rate}, {SpokenNumber.Ratio(ratio)} times the rate of {reference.Group} ({Rate(reference.Selection)}): "
                + $"{Why(below, significant, verdict)} (adjusted p {SpokenNumber.PValue(compared.Adjusted)}).{Small(impact, options)}",
        };
    }

    /// <summary>The whole screen in one sentence: its lowest ratio, and whether the groups differ at all.</summary>
    public static string Of(IReadOnlyList<GroupImpact> impacts, double? equal, FairnessOptions options)
    {
        if (equal is not { } p || impacts.Where(impact => impact is { Eligible: true, Ratio: not null }).MinBy(impact => impact.Ratio) is not { } lowest)
        {
            return $"Fewer than two groups have {SpokenNumber.Count(options.MinimumRows)} rows, or nobody of them is selected: there is no ratio to judge.";
        }

        var together = p <= options.Level ? "more than chance would give" : "no more than chance would give";
        return $"The lowest impact ratio is {SpokenNumber.Ratio(lowest.Ratio!.Value)} ({lowest.Group}); taken together, the groups' selection rates differ {together} (p {SpokenNumber.PValue(p)}).";
    }

    private static GroupImpact With(GroupImpact impact, (RateTest Test, double PValue, double Adjusted)? test) =>
        impact with { Test = test?.Test, PValue = test?.PValue, AdjustedPValue = test?.Adjusted };

    private static string Rate(GroupRate rate) =>
        $"{SpokenNumber.Percent(rate.Value!.Value)} ({SpokenNumber.Count(rate.Hits)} of {SpokenNumber.Count(rate.Rows)})";

    private static string Why(bool below, bool significant, ImpactVerdict verdict) => (below, significant, verdict) switch
    {
        (true, true, _) => "below four fifths, and more than chance",
        (true, false, _) => "below four fifths, but a gap that chance may give",
        (false, _, ImpactVerdict.Review) => "not below four fifths, but a gap that is more than chance",
        (false, true, _) => "not below four fifths, and the gap is too small to matter",
        _ => "not below four fifths, and a gap that chance may give",
    };

    private static string Small(GroupImpact impact, FairnessOptions options) => impact.SmallShare
        ? $" The group is below {SpokenNumber.Percent(options.SmallShare)} of all rows: the guidelines ask for no verdict on it."
        : "";
}
