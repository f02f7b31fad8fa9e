using Portal.Statistics.Drift;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Drift;

public sealed class CategoryJudgementTests
{
    /// <summary>200 windows of one law: a test at 5 % calls about ten of them different. The kept categories alone call far more.</summary>
    [Theory]
    [InlineData(100, 500, 500)]
    [InlineData(60, 5000, 1000)]
    public void Judgement_ManyEqualLabelsWithoutDrift_HoldsItsLevel(int labels, int reference, int current)
    {
        var (judged, told) = (0, 0);
        for (ulong window = 0; window < 200; window++)
        {
            var stream = new RandomStream(50_000 + 1_000_003 * window);
            var baseline = CategoricalBaseline.From(Draw(ref stream, labels, reference));
            var result = CategoricalDrift.Measure(baseline, Draw(ref stream, labels, current));
            judged += result.Judgement!.Test.PValue <= 0.05 ? 1 : 0;
            told += result.Homogeneity!.PValue <= 0.05 ? 1 : 0;
        }

        Assert.InRange(judged, 1, 20);
        Assert.True(told > judged);
    }

    [Fact]
    public void Judgement_EveryLabelACategory_IsWhatIsTold()
    {
        var stream = new RandomStream(3);
        var result = CategoricalDrift.Measure(CategoricalBaseline.From(Draw(ref stream, 20, 400)), Draw(ref stream, 20, 300));

        Assert.Null(result.Judgement);
        Assert.Equal(result.Homogeneity!.PValue, Verdict(result).PValue);
        Assert.Equal(result.Distances!.JensenShannon, Verdict(result).Effect);
    }

    [Fact]
    public void Decide_ManyLabels_RestsOnTheJudgement()
    {
        var stream = new RandomStream(4);
        var result = CategoricalDrift.Measure(CategoricalBaseline.From(Draw(ref stream, 100, 3000)), Draw(ref stream, 80, 2000));

        var verdict = Verdict(result);

        Assert.Equal(CategoricalBaseline.MostKept + 1, result.Judgement!.Categories);
        Assert.Equal(result.Judgement.Test.PValue, verdict.PValue);
        Assert.Equal(result.Judgement.Distances.JensenShannon, verdict.Effect);
        Assert.Equal(DriftStatus.Drifted, verdict.Status);
    }

    private static ColumnVerdict Verdict(CategoricalDriftResult result) =>
        DriftRules.Decide([ColumnResult.Of("place", result)], DriftThresholds.Default)[0];

    private static string[] Draw(ref RandomStream stream, int labels, int rows)
    {
        var drawn = new string[rows];
        for (var row = 0; row < rows; row++)
        {
            drawn[row] = $"c{stream.NextIndex(labels):000}";
        }

        return drawn;
    }
}
