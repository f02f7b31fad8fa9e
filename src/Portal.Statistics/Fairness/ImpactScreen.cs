using Portal.Statistics.Counters;
using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Fairness;

/// <summary>What the four-fifths screen says of a group.</summary>
public enum ImpactVerdict
{
    /// <summary>No sign of adverse impact.</summary>
    Pass,

    /// <summary>A person should look: a low ratio that may be chance, or a significant gap above four fifths.</summary>
    Review,

    /// <summary>Below four fifths, and more than chance.</summary>
    Fail,
}

/// <summary>A group's selection rate beside that of the most selected group with enough rows.</summary>
/// <param name="Group">The group.</param>
/// <param name="Selection">Its selection rate.</param>
/// <param name="Eligible">Whether it has enough rows for a verdict.</param>
/// <param name="SmallShare">Whether it is below 2 % of the pool, where the guidelines ask for no verdict.</param>
/// <param name="Ratio">Its rate over the highest; <see langword="null"/> where nobody is selected.</param>
/// <param name="BelowFourFifths">Whether the ratio is strictly below 0.8, compared without rounding.</param>
/// <param name="Difference">Its rate minus the highest.</param>
/// <param name="DifferenceInterval">Newcombe's 95 % interval of the difference.</param>
/// <param name="RatioInterval">Katz's 95 % interval of the ratio; <see langword="null"/> where a count is 0.</param>
/// <param name="Test">The test; <see langword="null"/> for the most selected group itself.</param>
/// <param name="PValue">Two-sided p-value of equal rates.</param>
/// <param name="AdjustedPValue">The p-value adjusted over the groups with enough rows (Benjamini–Hochberg).</param>
/// <param name="Verdict">The verdict; <see langword="null"/> without enough rows or where nobody is selected.</param>
/// <param name="Sentence">The verdict in words.</param>
public sealed record GroupImpact(
    string Group,
    GroupRate Selection,
    bool Eligible,
    bool SmallShare,
    double? Ratio,
    bool? BelowFourFifths,
    double Difference,
    Interval? DifferenceInterval,
    Interval? RatioInterval,
    RateTest? Test,
    double? PValue,
    double? AdjustedPValue,
    ImpactVerdict? Verdict,
    string Sentence);

/// <summary>The four-fifths screen of the Uniform Guidelines on Employee Selection Procedures.</summary>
/// <remarks>29 CFR 1607.4(D): a selection rate below four fifths of the highest is evidence of adverse impact; smaller gaps may be where they
/// are significant statistically and in practice, larger ones may not where numbers are small. A screen, not legal advice.</remarks>
/// <param name="Reference">The group with the highest selection rate among those with enough rows (of several, the first in ordinal order);
/// <see langword="null"/> where no group has enough rows.</param>
/// <param name="Groups">All groups beside it.</param>
/// <param name="Verdict">The worst verdict of any group; <see langword="null"/> where there is none.</param>
/// <param name="EqualRatesPValue">P-value of one selection rate in all groups with enough rows; <see langword="null"/> with fewer than two.</param>
/// <param name="Alarms">Whether a group fails and the groups taken together differ by more than chance: of many equal groups one is always
/// highest, and another may fall below four fifths of it.</param>
/// <param name="Sentence">What it comes to, in words.</param>
public sealed record ImpactScreen(
    string? Reference, IReadOnlyList<GroupImpact> Groups, ImpactVerdict? Verdict, double? EqualRatesPValue, bool Alarms, string Sentence)
{
    /// <summary>Screens the groups.</summary>
    /// <param name="groups">The groups, in ordinal order.</param>
    /// <param name="options">What to judge by.</param>
    public static ImpactScreen Of(IReadOnlyList<GroupReport> groups, FairnessOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        if (groups.Where(group => group.Eligible).MaxBy(group => group.Selection.Value) is not { } reference)
        {
            return new ImpactScreen(
                null, [], null, null, false, $"No group has the {SpokenNumber.Count(options.MinimumRows)} rows that a verdict needs.");
        }

        var tested = groups.Where(group => group.Eligible && group != reference).ToArray();
        var tests = tested.Select(group => Compare(group, reference)).ToArray();
        var adjusted = MultipleTesting.Adjust([.. tests.Select(test => test.PValue)], Correction.FalseDiscoveryRate);
        var compared = tested.Select((group, index) => (group.Group, Test: (tests[index].Test, tests[index].PValue, Adjusted: adjusted[index])))
            .ToDictionary(pair => pair.Group, pair => pair.Test, StringComparer.Ordinal);
        GroupImpact[] impacts = [.. groups.Select(group => ImpactSentence.Judge(
            Impact(group, reference, options),
            reference,
            compared.TryGetValue(group.Group, out var test) ? test : null,
            options))];
        ImpactVerdict? verdict = impacts.Any(impact => impact is { Verdict: not null, Test: not null }) ? impacts.Max(impact => impact.Verdict) : null;
        var equal = EqualRates.PValue([.. groups.Where(group => group.Eligible).Select(group => group.Selection)]);
        return new ImpactScreen(
            reference.Group, impacts, verdict, equal, verdict == ImpactVerdict.Fail && equal <= options.Level, ImpactSentence.Of(impacts, equal, options));
    }

    private static (RateTest Test, double PValue) Compare(GroupReport group, GroupReport reference) => RateComparison.Compare(
        group.Selection.Hits, group.Selection.Rows, reference.Selection.Hits, reference.Selection.Rows)!.Value;

    private static GroupImpact Impact(GroupReport group, GroupReport reference, FairnessOptions options)
    {
        var (own, best) = (group.Selection, reference.Selection);
        var itself = group == reference;
        var ratio = RateComparison.Ratio(own.Hits, own.Rows, best.Hits, best.Rows);
        return new GroupImpact(
            group.Group,
            own,
            group.Eligible,
            group.Share < options.SmallShare,
            ratio,
            ratio is null ? null : Below(own, best),
            own.Value!.Value - best.Value!.Value,
            itself ? null : RateComparison.DifferenceInterval(own.Hits, own.Rows, best.Hits, best.Rows),
            itself ? null : RateComparison.RatioInterval(own.Hits, own.Rows, best.Hits, best.Rows),
            null,
            null,
            null,
            null,
            "");
    }

    /// <summary>5·a·m &lt; 4·b·n in whole numbers: exactly four fifths is not below.</summary>
    private static bool Below(GroupRate own, GroupRate best) =>
        (Int128)5 * own.Hits * best.Rows < (Int128)4 * best.Hits * own.Rows;
}
