using FsCheck;
using FsCheck.Fluent;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Tests.Metrics;

public sealed class CurvesTests
{
    [Fact]
    public void Roc_FourRows_PassesThroughEachThreshold()
    {
        var points = Curves.Roc(RankedScores.Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true]));

        Assert.Equal(
            [new CurvePoint(0, 0, null), new CurvePoint(0, 0.5, 0.8), new CurvePoint(0.5, 0.5, 0.4), new CurvePoint(0.5, 1, 0.35), new CurvePoint(1, 1, 0.1)],
            points);
    }

    [Fact]
    public void Curves_OneClassOnly_AreEmpty()
    {
        var ranked = RankedScores.Of([0.1, 0.9], [true, true]);

        Assert.Empty(Curves.Roc(ranked));
        Assert.Empty(Curves.PrecisionRecall(ranked));
    }

    [Fact]
    public void Curves_ManyRows_AreThinnedButKeepTheirEndsAndOrder()
    {
        var random = new System.Random(7);
        var scores = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var truth = scores.Select(score => random.NextDouble() < score).ToArray();
        var ranked = RankedScores.Of(scores, truth);

        var roc = Curves.Roc(ranked, 50);
        var precisionRecall = Curves.PrecisionRecall(ranked, 50);

        Assert.InRange(roc.Count, 40, 50);
        Assert.Equal((0, 0), (roc[0].X, roc[0].Y));
        Assert.Equal((1, 1), (roc[^1].X, roc[^1].Y));
        Assert.Equal(roc.OrderBy(point => point.X).ThenBy(point => point.Y), roc);
        Assert.InRange(precisionRecall.Count, 40, 50);
        Assert.Equal(1, precisionRecall[^1].X);
        Assert.Equal(roc, Curves.Roc(RankedScores.Of(scores, truth), 50));
    }

    [Fact]
    public void RocAuc_AnyRows_IsTheAreaUnderTheUnthinnedCurve()
    {
        var rows = Gen.Choose(0, 20).Select(score => score / 20.0).Zip(Gen.Elements(true, false)).NonEmptyListOf().Where(list =>
            list.Any(row => row.Item2) && list.Any(row => !row.Item2));

        Prop.ForAll(rows.ToArbitrary(), list =>
        {
            var ranked = RankedScores.Of([.. list.Select(row => row.Item1)], [.. list.Select(row => row.Item2)]);
            var points = Curves.Roc(ranked, int.MaxValue);
            var area = points.Zip(points.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();
            return Math.Abs(area - ranked.RocAuc()!.Value) < 1e-9;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Calibration_ScoresOnBorders_BelongToTheLowerBin()
    {
        var bins = Calibration.Bins([0, 0.1, 0.2, 1], [false, true, false, true]);

        Assert.Equal([2L, 1, 0, 0, 0, 0, 0, 0, 0, 1], bins.Select(bin => bin.Rows));
        Assert.Equal(0.5, bins[0].PositiveRate);
        Assert.Null(bins[4].MeanScore);
        Assert.Null(bins[4].Interval);
    }
}
