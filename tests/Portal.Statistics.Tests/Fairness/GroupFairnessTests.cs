using Portal.Statistics.Fairness;

namespace Portal.Statistics.Tests.Fairness;

public sealed class GroupFairnessTests
{
    private static readonly string[] s_names = ["a", "b", "c"];

    [Fact]
    public void Measure_TwoGroups_ComparesWithThePrivilegedOne()
    {
        // a: 80 of 100 selected; b: 30 of 50 selected.
        var rows = Rows(("a", 80, 20), ("b", 30, 20));

        var fairness = Measure(rows, "a");

        var comparison = Assert.Single(fairness.Comparisons);
        Assert.Equal("b", comparison.Group);
        Assert.Equal(0.75, comparison.DisparateImpactRatio!.Value, 12);
        Assert.Equal(-0.2, comparison.StatisticalParityDifference, 12);
        // Katz: 0.75 · exp(±1.96 · √(1/30 − 1/50 + 1/80 − 1/100)); pooled z = 2.611.
        Assert.Equal(0.586076, comparison.DisparateImpactInterval!.Value.Lower, 5);
        Assert.Equal(0.959773, comparison.DisparateImpactInterval.Value.Upper, 5);
        Assert.Equal(0.00902344, comparison.PValue!.Value, 6);
        Assert.Equal(0.75, fairness.MinimumOverMaximum!.Value, 12);
    }

    [Fact]
    public void Measure_SmallGroup_IsShownButGivesNoVerdict()
    {
        var rows = Rows(("a", 80, 20), ("b", 5, 24));

        var fairness = Measure(rows, "a");

        Assert.Null(fairness.MinimumOverMaximum);
        Assert.NotNull(fairness.MinimumOverMaximumOfAll);
        Assert.False(fairness.Groups[1].Eligible);
        Assert.False(fairness.Comparisons[0].Eligible);
    }

    [Fact]
    public void Measure_SmallGroupBesideTwoLargeOnes_VerdictLooksAtTheLargeOnes()
    {
        var rows = Rows(("a", 80, 20), ("b", 30, 20), ("c", 0, 3));

        Assert.Equal(0.75, Measure(rows, "a").MinimumOverMaximum!.Value, 12);
        Assert.Equal(0, Measure(rows, "a").MinimumOverMaximumOfAll!.Value, 12);
    }

    [Fact]
    public void Measure_NobodyOfThePrivilegedSelected_RatioIsNotDefined()
    {
        var comparison = Measure(Rows(("a", 0, 40), ("b", 10, 40)), "a").Comparisons[0];

        Assert.Null(comparison.DisparateImpactRatio);
        Assert.Null(comparison.DisparateImpactInterval);
        Assert.NotNull(comparison.PValue);
    }

    [Fact]
    public void Measure_EveryoneSelected_PValueIsNotDefined()
    {
        var comparison = Measure(Rows(("a", 40, 0), ("b", 40, 0)), "a").Comparisons[0];

        Assert.Equal(1, comparison.DisparateImpactRatio);
        Assert.Null(comparison.PValue);
    }

    [Fact]
    public void Measure_GroupWithOneOutcomeOnly_RatesOfTheOtherAreNotDefined()
    {
        var fairness = GroupFairness.Measure(["a", "b"], [0, 0, 1], [true, true, false], [true, false, true], "a");

        Assert.Null(fairness.Groups[0].FalsePositiveRate);
        Assert.Equal(0.5, fairness.Groups[0].TruePositiveRate);
        Assert.Null(fairness.Comparisons[0].EqualOpportunityDifference);
    }

    [Fact]
    public void Measure_PrivilegedGroupHasNoRows_Throws() =>
        Assert.Throws<ArgumentException>(() => Measure(Rows(("a", 1, 1)), "b"));

    [Fact]
    public void Measure_CodeWithoutName_Throws() =>
        Assert.Throws<ArgumentException>(() => GroupFairness.Measure(["a"], [1], [true], [true], "a"));

    private static AttributeFairness Measure((int[] Codes, bool[] Selected) rows, string privileged) =>
        GroupFairness.Measure(s_names, rows.Codes, rows.Selected, rows.Selected, privileged);

    private static (int[] Codes, bool[] Selected) Rows(params (string Group, int Selected, int Refused)[] groups) => (
        [.. groups.SelectMany(group => Enumerable.Repeat(Array.IndexOf(s_names, group.Group), group.Selected + group.Refused))],
        [.. groups.SelectMany(group => Enumerable.Repeat(true, group.Selected).Concat(Enumerable.Repeat(false, group.Refused)))]);
}
