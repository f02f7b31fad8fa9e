using Portal.Web.Shell.Charts;

namespace Portal.Web.Tests.Shell.Charts;

public sealed class PlotFrameTests
{
    [Fact]
    public void Unit_Corners_AreTheCornersOfTheField()
    {
        Assert.Equal((36d, 240d), (PlotFrame.Unit.X(0), PlotFrame.Unit.Y(0)));
        Assert.Equal((328d, 26d), (PlotFrame.Unit.X(1), PlotFrame.Unit.Y(1)));
    }

    [Fact]
    public void Path_OfManyPoints_DrawsNoMoreThanTheEyeCanTellApart()
    {
        PlotPoint[] points = [.. Enumerable.Range(0, 100_001).Select(step => new PlotPoint(step / 100_000.0, step / 100_000.0))];

        var path = PlotFrame.Unit.Path(points);

        Assert.True(path.Count(letter => letter == 'L') < 1_000);
        Assert.StartsWith("M36 240", path, StringComparison.Ordinal);
        Assert.EndsWith("L328 26", path, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_WithAnUndefinedPoint_LeavesItOut() =>
        Assert.Equal("M36 240L328 26", PlotFrame.Unit.Path([new(0, 0), new(0.5, double.NaN), new(1, 1)]));

    [Fact]
    public void Sample_OfManyPoints_KeepsBothEnds()
    {
        PlotPoint[] points = [.. Enumerable.Range(0, 715).Select(step => new PlotPoint(step, 0))];

        var sampled = PlotFrame.Sample(points, 21).ToList();

        Assert.Equal(21, sampled.Count);
        Assert.Equal((0d, 714d), (sampled[0].X, sampled[^1].X));
    }
}
