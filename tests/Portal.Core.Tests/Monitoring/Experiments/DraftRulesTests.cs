using Portal.Core.Monitoring.Experiments;
using Portal.Core.Registry;
using static Portal.Core.Tests.Monitoring.Experiments.ExperimentWorld;

namespace Portal.Core.Tests.Monitoring.Experiments;

public sealed class DraftRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly (string Field, ExperimentDraft Draft)[] s_wrong =
    [
        ("name", Draft() with { Name = "" }),
        ("hypothesis", Draft() with { Hypothesis = new string('x', 2001) }),
        ("mode", Draft() with { Mode = (ExperimentMode)9 }),
        ("metric", Draft() with { Metric = (ExperimentMetric)99 }),
        ("metric", Draft(metric: ExperimentMetric.AbsoluteError)),
        ("metric", Draft(ExperimentMode.Shadow, ExperimentMetric.Latency)),
        ("metric", Draft(ExperimentMode.Shadow, ExperimentMetric.ReportedRate)),
        ("challengers", Draft() with { Challengers = [] }),
        ("challengers", Draft(challengers: [0])),
        ("challengers", Draft(challengers: [2, 2])),
        ("challengers", Draft(challengers: [2, 3, 4, 5, 6])),
        ("challengers", Draft() with { Challengers = [new ChallengerDraft(2, 99)] }),
        ("challengers", Draft() with { Challengers = [new ChallengerDraft(2, 9_950)] }),
        ("challengers", Draft() with { Challengers = [new ChallengerDraft(2, int.MaxValue), new ChallengerDraft(3, 5)] }),
        ("higherIsBetter", Draft(metric: ExperimentMetric.Latency) with { HigherIsBetter = true }),
        ("higherIsBetter", Draft() with { HigherIsBetter = null }),
        ("alpha", Draft() with { Alpha = 0.5 }),
        ("alpha", Draft() with { Alpha = double.NaN }),
        ("power", Draft() with { Power = 1 }),
        ("expectedEffect", Draft() with { ExpectedEffect = 0 }),
        ("expectedEffect", Draft() with { ExpectedEffect = double.PositiveInfinity }),
        ("expectedEffect", Draft() with { ExpectedEffect = 0.5 }),
        ("expectedEffect", Draft() with { ExpectedEffect = 1e-9 }),
        ("baseline", Draft() with { Baseline = 1 }),
        ("baseline", Draft(metric: ExperimentMetric.Latency) with { Baseline = double.NaN }),
        ("spread", Draft() with { Spread = 1 }),
        ("spread", Draft(metric: ExperimentMetric.Latency) with { Spread = null }),
        ("spread", Draft(metric: ExperimentMetric.Latency) with { Spread = 0 }),
        ("guardrails", Draft() with { Guardrails = [new(ExperimentMetric.FavourableRate, 0.1, true)] }),
        ("guardrails", Draft() with { Guardrails = [new(ExperimentMetric.Latency, 0, false)] }),
        ("guardrails", Draft() with { Guardrails = [new(ExperimentMetric.Latency, 5, true)] }),
        ("guardrails", Draft() with { Guardrails = [new(ExperimentMetric.Latency, 5, false), new(ExperimentMetric.Latency, 6, false)] }),
        ("guardrails", Draft() with { Guardrails = [new(ExperimentMetric.ReportedMean, 5, false)] }),
        ("guardrails", Draft(ExperimentMode.Shadow) with { Guardrails = [new(ExperimentMetric.Latency, 5, false)] }),
        ("countsFrom", Draft() with { CountsFrom = s_now.AddDays(-1) }),
        ("countsFrom", Draft(ExperimentMode.Shadow) with { CountsFrom = s_now.AddDays(1) }),
        ("endsAt", Draft() with { EndsAt = s_now }),
    ];

    [Fact]
    public void Draft_Wrong_NamesTheField() => Assert.All(s_wrong, wrong =>
        Assert.Equal([wrong.Field], DraftRules.Refuses(wrong.Draft, ModelTask.BinaryClassification, s_now)?.Fields.Keys ?? []));

    [Fact]
    public void Draft_Right_IsLetPass()
    {
        Assert.Null(DraftRules.Refuses(Draft(), ModelTask.BinaryClassification, s_now));
        Assert.Null(DraftRules.Refuses(Draft(challengers: [2, 3]) with { Guardrails = [new(ExperimentMetric.Latency, 5, false)], EndsAt = s_now.AddDays(9) }, ModelTask.BinaryClassification, s_now));
        Assert.Null(DraftRules.Refuses(Draft(ExperimentMode.Shadow, ExperimentMetric.AbsoluteError) with { CountsFrom = s_now.AddDays(-30) }, ModelTask.Regression, s_now));
        Assert.Null(DraftRules.Refuses(Draft(metric: ExperimentMetric.ReportedMean), ModelTask.TextGeneration, s_now));
    }

    /// <summary>Numbers of the formulas, computed apart from this program.</summary>
    [Fact]
    public void Size_FollowsFromEffectAndShares()
    {
        var even = (Draft() with { Baseline = 0.1, ExpectedEffect = 0.02 }).Size();
        var tenth = (Draft() with { Baseline = 0.7, ExpectedEffect = 0.03, Challengers = [new ChallengerDraft(2, 1_000)] }).Size();
        var two = (Draft(challengers: [2, 3]) with { Baseline = 0.1, ExpectedEffect = 0.02 }).Size();
        var mean = (Draft(metric: ExperimentMetric.Latency) with { Baseline = 100, Spread = 40, ExpectedEffect = 5 }).Size();

        Assert.Equal((3841L, 3841L), (even.Champion, even.Challengers[0]));
        Assert.Equal((17_934L, 1993L), (tenth.Champion, tenth.Challengers[0]));
        Assert.Equal(4652, two.Champion, 2.0);
        Assert.Equal(1005, mean.Champion);
        Assert.Equal(9.0, even.Weeks(854, [5_000, 5_000])!.Value, 0.01);
        Assert.Null(even.Weeks(0, [5_000, 5_000]));
        Assert.Contains("tell 10 % from 12 %", even.Reasoning, StringComparison.Ordinal);
    }
}
