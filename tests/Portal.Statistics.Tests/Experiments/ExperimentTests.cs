using Portal.Statistics.Experiments;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Experiments;

public sealed class ExperimentTests
{
    private static readonly ExperimentPlan s_plan = new(ExpectedEffect: 0.02, PlannedChampion: 4_000, PlannedChallenger: 4_000);

    /// <summary>1,000 experiments without a difference, each looked at 50 times: at 5 % at most 50 may ever be called.</summary>
    [Fact]
    public void Read_NoDifferencePeekedFiftyTimes_CallsAtMostFiveInAHundred()
    {
        var plan = new ExperimentPlan(0.05, 1_000_000, 1_000_000);
        var called = 0;
        for (ulong trial = 0; trial < 1_000; trial++)
        {
            var stream = new RandomStream(9_000 + trial);
            var (champion, challenger) = (ExperimentArm.OfRate(0, 0), ExperimentArm.OfRate(0, 0));
            var reading = default(ExperimentReading);
            for (var look = 0; look < 50; look++)
            {
                champion = champion.Merge(Draw(ref stream, 40, 0.2));
                challenger = challenger.Merge(Draw(ref stream, 40, 0.2));
                reading = ExperimentReading.Read(plan, champion, challenger, reading);
            }

            called += reading!.Verdict == ExperimentVerdict.KeepRunning ? 0 : 1;
        }

        Assert.InRange(called, 0, 50);
    }

    [Fact]
    public void Read_ChallengerBetter_StopsEarlyAndStaysSo()
    {
        var first = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(2_000, 200), ExperimentArm.OfRate(2_010, 330));

        Assert.Equal(ExperimentVerdict.ChallengerBetter, first.Verdict);
        Assert.StartsWith("Stop: the challenger is better, with a difference of +0.0642", first.Sentence, StringComparison.Ordinal);
        Assert.True(first.Interval!.Value.Lower > 0);
        Assert.Null(first.FixedHorizonPValue);
        var later = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(4_000, 600), ExperimentArm.OfRate(4_000, 600), first);
        Assert.Equal(ExperimentVerdict.ChallengerBetter, later.Verdict);
        Assert.Equal(first.Sequential.PValue, later.Sequential.PValue);
    }

    [Fact]
    public void Read_LowerIsBetter_TurnsTheVerdict() => Assert.Equal(
        ExperimentVerdict.ChampionBetter,
        ExperimentReading.Read(s_plan with { HigherIsBetter = false }, ExperimentArm.OfRate(2_000, 200), ExperimentArm.OfRate(2_010, 330)).Verdict);

    /// <summary>99 to 1 was planned, and 500 rows to 5.05 round to 500 to 6.</summary>
    [Fact]
    public void Read_RowsAsTheSharesSay_AreNoMismatchWhereThePlannedRowsAreRounded()
    {
        var plan = new ExperimentPlan(0.1, 500, 6) { Shares = (9_900, 100) };
        var (champion, challenger) = (ExperimentArm.OfRate(99_000, 30_000), ExperimentArm.OfRate(1_000, 300));

        Assert.NotEqual(ExperimentVerdict.SampleRatioMismatch, ExperimentReading.Read(plan, champion, challenger).Verdict);
        Assert.Equal(ExperimentVerdict.SampleRatioMismatch, ExperimentReading.Read(plan, champion, ExperimentArm.OfRate(2_000, 600)).Verdict);
        Assert.Throws<ArgumentException>(() => ExperimentReading.Read(plan with { Shares = (0, 1) }, champion, challenger));
    }

    [Fact]
    public void OfMeans_DifferenceBeyondAllChance_StillTakesARow() => Assert.Equal((1, 1), (SampleSize.OfMeans(1, 1e-200).First, SampleSize.OfMeans(1, 1e-200).Second));

    [Fact]
    public void Read_WrongRatio_BlocksWhateverTheDifference()
    {
        var reading = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(2_000, 200), ExperimentArm.OfRate(2_600, 500));

        Assert.Equal(ExperimentVerdict.SampleRatioMismatch, reading.Verdict);
        Assert.StartsWith("Blocked: 2,000 rows of the champion and 2,600 of the challenger", reading.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PlannedRows_ShowsTheOrdinaryTestAndStops()
    {
        var reading = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(4_000, 400), ExperimentArm.OfRate(4_000, 404));

        Assert.Equal(ExperimentVerdict.NoDifference, reading.Verdict);
        Assert.NotNull(reading.FixedHorizonPValue);
        Assert.NotNull(reading.FixedHorizonInterval);
    }

    [Fact]
    public void Read_FixedHorizon_DecidesAtThePlannedRowsOnly()
    {
        var plan = s_plan with { Rule = StopRule.FixedHorizon };

        Assert.Equal(
            ExperimentVerdict.KeepRunning,
            ExperimentReading.Read(plan, ExperimentArm.OfRate(3_999, 400), ExperimentArm.OfRate(3_999, 800)).Verdict);
        Assert.Equal(
            ExperimentVerdict.ChallengerBetter,
            ExperimentReading.Read(plan, ExperimentArm.OfRate(4_000, 400), ExperimentArm.OfRate(4_000, 460)).Verdict);
    }

    [Fact]
    public void Read_EmptyAndConstantArms_KeepRunning()
    {
        var empty = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(0, 0), ExperimentArm.OfRate(0, 0));
        var constant = ExperimentReading.Read(s_plan, ExperimentArm.OfRate(10, 0), ExperimentArm.OfRate(10, 0));
        var one = ExperimentReading.Read(s_plan, ExperimentArm.OfMean(ArmMean.Of([3])), ExperimentArm.OfMean(ArmMean.Of([4])));

        Assert.All([empty, constant, one], reading => Assert.Equal(ExperimentVerdict.KeepRunning, reading.Verdict));
        Assert.Equal("Keep running: an arm has no rows yet.", empty.Sentence);
        Assert.Equal(1, constant.Sequential.PValue);
        Assert.Null(one.Interval);
    }

    [Fact]
    public void Read_Means_AreCompared()
    {
        var plan = new ExperimentPlan(1, 100, 100);
        var reading = ExperimentReading.Read(
            plan, ExperimentArm.OfMean(ArmMean.Known(100, 10, 4)), ExperimentArm.OfMean(ArmMean.Known(100, 12, 4)));

        Assert.Equal(ExperimentVerdict.ChallengerBetter, reading.Verdict);
        Assert.Equal(2, reading.Difference);
        Assert.True(reading.FixedHorizonPValue < 1e-6);
        Assert.Throws<ArgumentException>(() =>
            ExperimentReading.Read(plan, ExperimentArm.OfRate(5, 1), ExperimentArm.OfMean(ArmMean.Known(5, 1, 1))));
    }

    [Fact]
    public void Merge_PartsOfAnArm_AreTheWholeArm()
    {
        var stream = new RandomStream(4);
        double[] values = [.. Enumerable.Range(0, 1_000).Select(_ => 1e9 + stream.NextUnit())];

        var whole = ArmMean.Of(values);
        var parts = values.Chunk(77).Select(part => ArmMean.Of(part)).Aggregate((one, other) => one.Merge(other));

        Assert.Equal(whole.Rows, parts.Rows);
        Assert.Equal(whole.Mean, parts.Mean, 1e-6);
        Assert.Equal(whole.Variance!.Value, parts.Variance!.Value, 1e-7);
        Assert.Equal(whole, whole.Merge(default));
        Assert.Equal(0, ArmMean.Of([0.1, 0.1, 0.1]).Variance);
    }

    [Theory]
    [InlineData(1_000, 1_000, GuardrailVerdict.Kept)]
    [InlineData(1_000, 940, GuardrailVerdict.Undecided)]
    [InlineData(1_000, 700, GuardrailVerdict.Broken)]
    public void Guardrail_Harm_IsHeldAgainstTheMargin(int champion, int challenger, GuardrailVerdict expected)
    {
        var guardrail = Guardrail.Measure(ExperimentArm.OfRate(20_000, champion), ExperimentArm.OfRate(20_000, challenger), margin: 0.01 / 1.2)!;

        Assert.Equal(expected, guardrail.Verdict);
        Assert.True(guardrail.LeastHarm < guardrail.Harm && guardrail.Harm < guardrail.MostHarm);
    }

    [Fact]
    public void Guardrail_NothingKnown_IsNotDefined()
    {
        Assert.Null(Guardrail.Measure(ExperimentArm.OfRate(0, 0), ExperimentArm.OfRate(10, 3), 0.1));
        Assert.Null(Guardrail.Measure(ExperimentArm.OfRate(10, 0), ExperimentArm.OfRate(10, 0), 0.1));
    }

    [Fact]
    public void Tests_ArmsWithoutSpread_AreNotDefined()
    {
        Assert.Null(MannWhitney.Measure([], [1]));
        Assert.Null(MannWhitney.Measure([2, 2], [2])!.PValue);
        Assert.Null(SampleRatio.Measure([0, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.Measure([1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.OfProportions(0.1, 0.1));
        Assert.Equal(63, SampleSize.OfMeans(0.5, 1).First);
    }

    private static ExperimentArm Draw(ref RandomStream stream, int rows, double rate)
    {
        var hits = 0;
        for (var row = 0; row < rows; row++)
        {
            hits += stream.NextUnit() < rate ? 1 : 0;
        }

        return ExperimentArm.OfRate(rows, hits);
    }
}
