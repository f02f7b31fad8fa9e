using Portal.Core.Monitoring.Experiments;
using static Portal.Core.Monitoring.Experiments.ExperimentAct;
using static Portal.Core.Monitoring.Experiments.ExperimentState;

namespace Portal.Core.Tests.Monitoring.Experiments;

public sealed class ExperimentRulesTests
{
    private static readonly HashSet<(ExperimentAct, ExperimentState)> s_allowed =
    [
        (Start, Draft), (Delete, Draft),
        (Look, Running), (Report, Running), (Stop, Running), (Conclude, Running),
        (Look, Stopped), (Report, Stopped), (Conclude, Stopped),
    ];

    public static IEnumerable<TheoryDataRow<ExperimentAct, ExperimentState>> All =>
        from act in Enum.GetValues<ExperimentAct>() from state in Enum.GetValues<ExperimentState>() select new TheoryDataRow<ExperimentAct, ExperimentState>(act, state);

    [Theory, MemberData(nameof(All))]
    public void Act_InState_IsAllowedOrSaysWhyAndWhatThen(ExperimentAct act, ExperimentState state)
    {
        var refusal = ExperimentRules.Refuses(act, 7, state);

        Assert.Equal(s_allowed.Contains((act, state)), refusal is null);
        if (refusal is not null)
        {
            Assert.Equal((RefusalKind.Conflict, "experiment.state"), (refusal.Kind, refusal.Code));
            Assert.StartsWith("E-7 ", refusal.Sentence, StringComparison.Ordinal);
            Assert.NotNull(refusal.NextStep);
        }
    }

    [Theory]
    [InlineData(ExperimentMode.AB, 3, true)]
    [InlineData(ExperimentMode.AB, null, false)]
    [InlineData(ExperimentMode.Shadow, 3, false)]
    public void Overlap_OnlySplitsDisturbEachOther(ExperimentMode mode, int? running, bool refused) => Assert.Equal(refused, ExperimentRules.RefusesOverlap(mode, running) is not null);

    /// <summary>Days after the first that is counted; now is day 10.</summary>
    [Theory]
    [InlineData(ExperimentMode.Shadow, null, 9, null)]
    [InlineData(ExperimentMode.Shadow, 7, null, null)]
    [InlineData(ExperimentMode.Shadow, 7, 6, null)]
    [InlineData(ExperimentMode.Shadow, 10, 6, null)]
    [InlineData(ExperimentMode.Shadow, 7, 7, "experiment.looked-later")]
    [InlineData(ExperimentMode.Shadow, 7, 9, "experiment.looked-later")]
    [InlineData(ExperimentMode.Shadow, 11, null, "invalid")]
    [InlineData(ExperimentMode.Shadow, 0, null, "invalid")]
    [InlineData(ExperimentMode.AB, 7, null, "invalid")]
    [InlineData(ExperimentMode.AB, null, 6, null)]
    public void Instant_OfALook_HasPassedAndComesAfterTheLookBefore(ExperimentMode mode, int? asOf, int? previous, string? code)
    {
        var from = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset? Day(int? day) => day is { } known ? from.AddDays(known) : null;
        var experiment = new Experiment
        {
            TenantId = default, Id = default, Number = 7, Name = "", Hypothesis = "", EnvironmentId = default, ModelId = default, Mode = mode, Metric = ExperimentMetric.Accuracy, HigherIsBetter = true,
            ExpectedEffect = 0.1, Alpha = 0.05, Power = 0.8, Baseline = 0.5, ChampionShare = 5_000, PlannedRows = 100, State = Running, CreatedBy = default, CreatedAt = from, CountsFrom = from,
        };

        Assert.Equal(code, ExperimentRules.RefusesInstant(experiment, Day(asOf), Day(previous), from.AddDays(10))?.Code);
    }

    [Theory]
    [InlineData(null, "experiment.nothing-live")]
    [InlineData(2, "experiment.challenger-live")]
    [InlineData(1, null)]
    public void Champion_IsLiveAndNoChallenger(int? live, string? code) => Assert.Equal(code, ExperimentRules.RefusesChampion(live, [2, 3], "loans", "pilot")?.Code);

    [Theory]
    [InlineData(ExperimentDecision.AdoptChallenger, 2, false)]
    [InlineData(ExperimentDecision.AdoptChallenger, 1, true)]
    [InlineData(ExperimentDecision.AdoptChallenger, null, true)]
    [InlineData(ExperimentDecision.KeepChampion, null, false)]
    [InlineData(ExperimentDecision.KeepChampion, 2, true)]
    [InlineData(ExperimentDecision.Undecided, null, false)]
    public void Decision_NamesAWinnerOrNone(ExperimentDecision decision, int? winner, bool refused) => Assert.Equal(refused, ExperimentRules.RefusesDecision(decision, winner, [2, 3]) is not null);
}
