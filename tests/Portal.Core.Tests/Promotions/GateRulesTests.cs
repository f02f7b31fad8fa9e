using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

public sealed class GateRulesTests
{
    private static readonly Gate[] s_all =
    [
        new MetricLimitGate(MetricNames.Accuracy, 0.7), new ChampionGate(MetricNames.RocAuc, 0.005), new DisparateImpactGate(0.8), new LatencyGate(20), new EvidenceAgeGate(30),
    ];

    [Theory]
    [InlineData(MetricNames.RocAuc, 0.8, 0.9, Verdict.Passed)]
    [InlineData(MetricNames.RocAuc, 0.8, 0.8, Verdict.Passed)]
    [InlineData(MetricNames.RocAuc, 0.8, 0.7999, Verdict.Failed)]
    [InlineData(MetricNames.LogLoss, 0.3, 0.2, Verdict.Passed)]
    [InlineData(MetricNames.LogLoss, 0.3, 0.3, Verdict.Passed)]
    [InlineData(MetricNames.Ece, 0.1, 0.11, Verdict.Failed)]
    public void MetricLimit_FloorOrCeiling_ByMetric(string metric, double limit, double value, Verdict expected)
    {
        var verdict = One(new MetricLimitGate(metric, limit), With(metric, value));

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(expected != Verdict.Passed, verdict.Blocks);
        Assert.Equal(MetricNames.HigherIsBetter(metric), verdict.AtLeast);
        Assert.Equal((value, limit), (verdict.Value, verdict.Limit));
    }

    [Theory]
    [InlineData(MetricNames.RocAuc, 0.787, 0.782, 0.005, Verdict.Passed)]
    [InlineData(MetricNames.RocAuc, 0.787, 0.7819, 0.005, Verdict.Failed)]
    [InlineData(MetricNames.RocAuc, 0.787, 0.787, 0, Verdict.Passed)]
    [InlineData(MetricNames.LogLoss, 0.300, 0.305, 0.005, Verdict.Passed)]
    [InlineData(MetricNames.LogLoss, 0.300, 0.3051, 0.005, Verdict.Failed)]
    [InlineData(MetricNames.LogLoss, 0.300, 0.1, 0, Verdict.Passed)]
    public void Champion_Margin_CountsInTheMetricsDirection(string metric, double live, double value, double margin, Verdict expected)
    {
        var verdict = One(new ChampionGate(metric, margin), With(metric, value), With(metric, live));

        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(expected == Verdict.Failed, verdict.Blocks);
    }

    [Fact]
    public void Champion_NothingLive_Passes()
    {
        var verdict = One(new ChampionGate(MetricNames.RocAuc, 0), With(MetricNames.RocAuc, 0.5));

        Assert.Equal((Verdict.Passed, false, null), (verdict.Verdict, verdict.Blocks, verdict.Limit));
        Assert.Equal("Nothing is live there yet, so there is nothing to compare with.", verdict.Sentence);
    }

    [Fact]
    public void Champion_EvaluatedOnOtherData_IsMissingAndBlocks()
    {
        var live = With(MetricNames.RocAuc, 0.5) with { DatasetVersion = Guid.CreateVersion7(), Dataset = "old version 1" };
        var verdict = One(new ChampionGate(MetricNames.RocAuc, 0), With(MetricNames.RocAuc, 0.9), live);

        Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks));
        Assert.Contains("was evaluated on other data", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Champion_NeverEvaluated_IsMissingAndBlocks()
    {
        var evidence = new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, Facts()), SampleEvaluations.Version(1, null));

        var verdict = Assert.Single(GateRules.Judge(new ChampionGate(MetricNames.RocAuc, 0), evidence));

        Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks));
    }

    [Fact]
    public void NoEvaluation_EveryGate_IsMissingAndBlocks()
    {
        var verdicts = GateRules.Judge(s_all, new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, null), null));

        Assert.Equal(s_all.Length, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks)));
    }

    [Fact]
    public void MetricThatIsNotDefined_IsMissingAndBlocks()
    {
        var facts = Facts();
        facts = facts with { Results = facts.Results with { Metrics = new Dictionary<string, double>() } };

        Assert.All(
            [One(new MetricLimitGate(MetricNames.Precision, 0.1), facts), One(new ChampionGate(MetricNames.Precision, 0.1), facts)],
            verdict => Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks)));
    }

    [Theory]
    [InlineData(20, Verdict.Passed)]
    [InlineData(20.001, Verdict.Failed)]
    public void Latency_Ceiling(double p95, Verdict expected)
    {
        var verdict = One(new LatencyGate(20), Facts() with { Timings = SampleEvaluations.Timings(p95) });

        Assert.Equal((expected, "ms"), (verdict.Verdict, verdict.Unit));
    }

    [Fact]
    public void Latency_NotMeasured_IsMissingAndBlocks() =>
        Assert.True(One(new LatencyGate(20), Facts() with { Timings = null }) is { Verdict: Verdict.Missing, Blocks: true });

    [Theory]
    [InlineData(30 * 24, Verdict.Passed, "The evaluation is 30 days old; at most 30 days are allowed.")]
    [InlineData((30 * 24) + 1, Verdict.Failed, "The evaluation is 30 days old; at most 30 days are allowed.")]
    [InlineData(1, Verdict.Passed, "The evaluation is less than a day old; at most 30 days are allowed.")]
    [InlineData(24, Verdict.Passed, "The evaluation is 1 day old; at most 30 days are allowed.")]
    public void EvidenceAge_Days(int hours, Verdict expected, string sentence)
    {
        var verdict = One(new EvidenceAgeGate(30), Facts() with { EndedAt = SampleEvaluations.Now.AddHours(-hours) });

        Assert.Equal(expected, verdict.Verdict);
        if (hours != (30 * 24) + 1)
        {
            Assert.Equal(sentence, verdict.Sentence);
        }
    }

    [Fact]
    public void NumberThatMissesByAHair_IsNotSpokenAsItsLimit() =>
        Assert.Equal("ROC-AUC is 0.7999; at least 0.8000 is asked.", One(new MetricLimitGate(MetricNames.RocAuc, 0.8), With(MetricNames.RocAuc, 0.7999)).Sentence);

    private static EvaluationFacts Facts() => SampleEvaluations.Facts("mortgage-gbt-v2");

    private static EvaluationFacts With(string metric, double value)
    {
        var facts = Facts();
        return facts with { Results = facts.Results with { Metrics = new Dictionary<string, double> { [metric] = value } } };
    }

    private static GateVerdict One(Gate gate, EvaluationFacts candidate, EvaluationFacts? champion = null) => Assert.Single(GateRules.Judge(
        gate,
        new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, candidate), champion is null ? null : SampleEvaluations.Version(1, champion))));
}
