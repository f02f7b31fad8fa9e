using Portal.Core.Monitoring.Experiments;
using Portal.Core.Storage;
using Portal.Statistics.Experiments;

namespace Portal.Core.Tests.Monitoring.Experiments;

/// <summary>What looks say of arms of known sizes and rates.</summary>
public sealed class LookReadingTests
{
    private const ExperimentMetric Rate = ExperimentMetric.FavourableRate;

    [Fact]
    public void Sizes_NotAsPlanned_BlockWhateverTheDifference_AndSayWhatToLookFor()
    {
        var result = Read(Plan(), (10_000, 5_000), (9_400, 6_000));

        Assert.Equal(LookVerdict.SampleRatioMismatch, result.Verdict);
        Assert.True(result.RatioP < 0.001);
        Assert.StartsWith("Blocked: the arms have 10,000 to 9,400 rows where 50 to 50 were planned", result.Sentence, StringComparison.Ordinal);
        Assert.Contains("Look for a service that splits otherwise", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_OfOneArmOnly_BlockToo()
    {
        var plan = Plan() with { Metric = ExperimentMetric.Accuracy };
        var result = LookReading.Read(plan, Figures(ExperimentMetric.Accuracy, 10_000, (6_000, 3_000), (10_020, (5_000, 2_800))), null);

        Assert.Equal(LookVerdict.SampleRatioMismatch, result.Verdict);
        Assert.True(result.RatioP > 0.001);
        Assert.Contains("rows have a known outcome, which does not fit", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5_600, LookVerdict.ChallengerBetter, "Stop: version 2 is better than the champion, version 1. Share of favourable outcomes: 56.0 % against 50.0 %, a difference of +6.0 points")]
    [InlineData(4_400, LookVerdict.ChampionBetter, "Stop: the champion, version 1, is better.")]
    [InlineData(5_010, LookVerdict.NoDifference, "Stop: no challenger was shown to be better with the rows that were planned.")]
    public void Verdict_AtThePlannedRows_FollowsTheDifference(long hits, LookVerdict verdict, string beginning)
    {
        var result = Read(Plan(rows: 10_000), (10_000, 5_000), (10_000, hits));

        Assert.Equal(verdict, result.Verdict);
        Assert.StartsWith(beginning, result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void LessIsBetter_TurnsTheVerdict() => Assert.Equal(LookVerdict.ChampionBetter, Read(Plan() with { HigherIsBetter = false }, (10_000, 5_000), (10_000, 5_600)).Verdict);

    [Fact]
    public void NothingThere_KeepsRunning_AndSaysWhatIsWaitedFor()
    {
        Assert.Equal("Keep running: there are no rows of version 1 and version 2 yet.", Read(Plan(), (0, 0), (0, 0)).Sentence);
        Assert.Equal(LookVerdict.KeepRunning, Read(Plan(), (3, 3), (2, 2)).Verdict);
    }

    [Fact]
    public void Verdict_OnceThere_Stays_AndPNeverRises()
    {
        var first = Read(Plan(), (2_000, 1_000), (2_000, 1_250));
        var later = Read(Plan(), (4_000, 2_000), (4_000, 2_050), Kept(first));

        Assert.Equal((LookVerdict.ChallengerBetter, LookVerdict.ChallengerBetter), (first.Verdict, later.Verdict));
        Assert.Equal(first.Arms[1].P, later.Arms[1].P);
    }

    [Fact]
    public void Challengers_ShareTheLevel_AndTheBestIsNamed()
    {
        var plan = Plan() with { Arms = [new PlannedArm(1, 3_334, 100_000), new PlannedArm(2, 3_333, 100_000), new PlannedArm(3, 3_333, 100_000)] };
        var result = LookReading.Read(plan, Figures(Rate, 5_000, (5_000, 2_500), (5_000, (5_000, 2_480)), (5_010, (5_010, 2_850))), null);

        Assert.Equal(LookVerdict.ChallengerBetter, result.Verdict);
        Assert.Contains("version 3 is better", result.Sentence, StringComparison.Ordinal);
        Assert.Contains("97.5 % interval", result.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, GuardrailVerdict.Kept, LookVerdict.ChallengerBetter)]
    [InlineData(14, GuardrailVerdict.Undecided, LookVerdict.ChallengerBetter)]
    [InlineData(30, GuardrailVerdict.Broken, LookVerdict.GuardrailBroken)]
    public void Guardrail_Broken_StopsWhateverTheGain(double latency, GuardrailVerdict guardrail, LookVerdict verdict)
    {
        var plan = Plan() with { Guardrails = [new(ExperimentMetric.Latency, 5, HigherIsBetter: false)] };
        var arm = new Func<double, ExperimentArm>(mean => ExperimentArm.OfMean(ArmMean.Known(4_000, mean, 900)));
        var figures = new LookFigures(4_000, [new ChallengerFigures(
            4_000,
            new Dictionary<ExperimentMetric, ExperimentArm> { [Rate] = ExperimentArm.OfRate(4_000, 2_000), [ExperimentMetric.Latency] = arm(10) },
            new Dictionary<ExperimentMetric, ExperimentArm> { [Rate] = ExperimentArm.OfRate(4_000, 2_400), [ExperimentMetric.Latency] = arm(latency) })]);

        var result = LookReading.Read(plan, figures, null);

        Assert.Equal((guardrail, verdict), (result.Guardrails.Single().Verdict, result.Verdict));
    }

    /// <summary>Two arms without a difference, looked at after every 50 rows: the ordinary test calls one far too often, this one does not.</summary>
    [Fact]
    public void Peeking_AtNoDifference_CallsOneNoOftenerThanAlpha()
    {
        const int experiments = 400, looks = 60, step = 50;
        var (random, called, naive) = (new Random(20_260_301), 0, 0);
        for (var experiment = 0; experiment < experiments; experiment++)
        {
            ExperimentLook? previous = null;
            var (a, b, peeked) = (0L, 0L, false);
            for (var look = 1; look <= looks; look++)
            {
                (a, b) = (a + Hits(random, step), b + Hits(random, step));
                var result = Read(Plan(rows: long.MaxValue / 4), (look * step, a), (look * step, b), previous);
                previous = Kept(result);
                peeked |= ProportionTest.Measure(b, look * step, a, look * step)!.PValue <= 0.05;
            }

            called += previous!.Verdict == LookVerdict.KeepRunning ? 0 : 1;
            naive += peeked ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{experiments} experiments without a difference, {looks} looks each: {called} called ({100.0 * called / experiments:0.0} %), the ordinary test would have called {naive} ({100.0 * naive / experiments:0.0} %).");
        Assert.True(called <= 0.05 * experiments);
        Assert.True(naive > 0.15 * experiments);
    }

    private static int Hits(Random random, int rows)
    {
        var hits = 0;
        for (var row = 0; row < rows; row++)
        {
            hits += random.NextDouble() < 0.4 ? 1 : 0;
        }

        return hits;
    }

    private static LookPlan Plan(long rows = 100_000) => new(ExperimentMode.AB, Rate, HigherIsBetter: true, 0.05, 0.05, [], [new PlannedArm(1, 5_000, rows), new PlannedArm(2, 5_000, rows)]);

    private static LookResult Read(LookPlan plan, (long Rows, long Hits) champion, (long Rows, long Hits) challenger, ExperimentLook? previous = null) =>
        LookReading.Read(plan, Figures(Rate, champion.Rows, champion, (challenger.Rows, challenger)), previous);

    private static LookFigures Figures(ExperimentMetric metric, long units, (long Rows, long Hits) champion, params (long Units, (long Rows, long Hits) Arm)[] challengers) =>
        new(units, [.. challengers.Select(one => new ChallengerFigures(
            one.Units,
            new Dictionary<ExperimentMetric, ExperimentArm> { [metric] = ExperimentArm.OfRate(champion.Rows, champion.Hits) },
            new Dictionary<ExperimentMetric, ExperimentArm> { [metric] = ExperimentArm.OfRate(one.Arm.Rows, one.Arm.Hits) }))]);

    private static ExperimentLook Kept(LookResult result) => new()
    {
        TenantId = TenantId.New(), Id = ExperimentLookId.New(), ExperimentId = ExperimentId.New(), At = default, Verdict = result.Verdict, Sentence = result.Sentence, Arms = result.Arms,
    };
}
