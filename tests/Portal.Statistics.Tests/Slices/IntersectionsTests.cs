using Portal.Statistics.Fairness;
using Portal.Statistics.Slices;

namespace Portal.Statistics.Tests.Slices;

public sealed class IntersectionsTests
{
    private static readonly SliceColumn s_afam = new("afam", ["no", "yes"], new[] { 0, 1, 1, 0, 1 });
    private static readonly SliceColumn s_single = new("single", ["no", "yes"], new[] { 1, 0, 0, 0, 1 });

    [Fact]
    public void Of_TwoAttributes_NamesEachGroupThatOccurs()
    {
        var crossed = Intersections.Of([s_afam, s_single], 2);

        Assert.Equal(
            ["afam = no and single = no", "afam = no and single = yes", "afam = yes and single = no", "afam = yes and single = yes"],
            crossed.Names);
        Assert.Equal([1, 2, 2, 0, 3], crossed.Codes.ToArray());
        Assert.Equal([1L, 1, 2, 1], crossed.Groups.Select(group => group.Rows));
        Assert.Equal([true, true, false, true], crossed.Groups.Select(group => group.Small));
    }

    [Fact]
    public void Of_ThreeAttributes_LeavesOutCombinationsWithoutRows()
    {
        var sex = new SliceColumn("sex", ["f", "m", "x"], new[] { 2, 0, 1, 0, 1 });

        var crossed = Intersections.Of([s_afam, s_single, sex]);

        Assert.Equal(5, crossed.Groups.Count);
        Assert.Equal("afam = no and single = no and sex = f", crossed.Names[0]);
    }

    [Fact]
    public void Of_Groups_FitTheMeasureOfFairness()
    {
        var crossed = Intersections.Of([s_afam, s_single], 1);

        var fairness = GroupFairness.Measure(
            crossed.Names, crossed.Codes.Span, [true, true, false, true, true], [true, true, false, false, true], crossed.Names[2], 1);

        Assert.Equal(3, fairness.Comparisons.Count);
    }

    [Fact]
    public void Of_NothingOrUnequalRows_Throws()
    {
        Assert.Throws<ArgumentException>(() => Intersections.Of([]));
        Assert.Throws<ArgumentException>(() => Intersections.Of([s_afam, new SliceColumn("short", ["a"], new[] { 0 })]));
    }
}
