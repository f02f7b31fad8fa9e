using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;

namespace Portal.Core.Tests.Deployments.Rollouts;

public sealed class RolloutRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly RolloutStep s_step = new(RolloutStrategy.Canary, [5, 25], 0, RolloutState.Running, s_now);
    private static readonly RolloutFacts s_well = new(s_now, ArtifactWhole: true, Freeze: null, Place: null, ChampionStands: true, new RolloutHealth([], IsWatched: true, 100));

    [Fact]
    public void Gate_AllIsWell() => Assert.Null(Refused(s_step, s_well));

    [Theory]
    [InlineData("hold", RolloutVerdict.Waits)]
    [InlineData("incidents", RolloutVerdict.Blocks)]
    [InlineData("observations", RolloutVerdict.Waits)]
    [InlineData("artifact", RolloutVerdict.Blocks)]
    [InlineData("place", RolloutVerdict.Blocks)]
    [InlineData("freeze", RolloutVerdict.Waits)]
    [InlineData("champion", RolloutVerdict.Blocks)]
    public void Gate_EachFactAloneStopsIt(string fact, RolloutVerdict verdict)
    {
        var (step, facts) = Without(fact);

        var findings = RolloutRules.MayAdvance(step, facts);

        var open = Assert.Single(findings, finding => finding.Verdict != RolloutVerdict.Passed);
        Assert.Equal((fact, verdict), (open.Id, open.Verdict));
        var refusal = Refused(step, facts)!;
        Assert.Equal((verdict == RolloutVerdict.Blocks ? RefusalKind.Blocked : RefusalKind.Conflict, "rollout.gate"), (refusal.Kind, refusal.Code));
        Assert.Equal($"mortgage version 2 in production stays at 5 % and does not go on to 25 %. {open.Sentence}", refusal.Sentence);
    }

    [Theory]
    [InlineData(60 * 60, "60 minutes")]
    [InlineData(1, "minute")]
    [InlineData(3 * 3600, "3 hours")]
    [InlineData((47 * 3600) + 1, "48 hours")]
    [InlineData(5 * 86400, "5 days")]
    public void Hold_SaysHowLong(int seconds, string left) =>
        Assert.Equal($"Its plan holds it at this step for another {left}.", RolloutRules.MayAdvance(s_step with { DueAt = s_now.AddSeconds(seconds) }, s_well)[0].Sentence);

    [Theory]
    [InlineData(true, 25, 99, false)]
    [InlineData(true, 25, 100, true)]
    [InlineData(false, 25, 0, true)]
    [InlineData(true, 0, 0, true)]
    public void Observations_AskedOnlyWhereSomebodyLooksAndRequestsArrive(bool watched, int share, long observed, bool may) =>
        Assert.Equal(may, Refused(s_step with { Shares = [share] }, s_well with { Health = new([], watched, observed) }) is null);

    [Theory]
    [InlineData(0, 5, 25)]
    [InlineData(1, 25, 100)]
    public void Step_KnowsWhereItGoes(int step, int share, int next) => Assert.Equal((share, next), ((s_step with { Step = step }).Share, (s_step with { Step = step }).Next));

    [Theory]
    [InlineData(RolloutState.Running, null, null, "rollout.running", "rollout.first-step")]
    [InlineData(RolloutState.Held, "rollout.held", "rollout.held", null, "rollout.first-step")]
    [InlineData(RolloutState.Completed, "rollout.ended", "rollout.ended", "rollout.ended", "rollout.ended")]
    [InlineData(RolloutState.TakenBack, "rollout.ended", "rollout.ended", "rollout.ended", "rollout.ended")]
    [InlineData(RolloutState.Superseded, "rollout.ended", "rollout.ended", "rollout.ended", "rollout.ended")]
    public void Acts_ByState(RolloutState state, string? advance, string? hold, string? resume, string? stepBack) => Assert.Equal(
        (advance, hold, resume, stepBack),
        (RolloutRules.RefusesAdvance("x", state)?.Code, RolloutRules.RefusesHold("x", state)?.Code, RolloutRules.RefusesResume("x", state)?.Code, RolloutRules.RefusesStepBack("x", s_step with { State = state })?.Code));

    [Theory]
    [InlineData(RolloutStrategy.Canary, true)]
    [InlineData(RolloutStrategy.BlueGreen, true)]
    [InlineData(RolloutStrategy.Shadow, false)]
    [InlineData(RolloutStrategy.Compare, false)]
    public void Portal_GoesOnByItself(RolloutStrategy strategy, bool does) => Assert.Equal(does, RolloutRules.IsAutomatic(strategy));

    private static Refusal? Refused(RolloutStep step, RolloutFacts facts) => RolloutRules.RefusesGate("mortgage version 2 in production", step, RolloutRules.MayAdvance(step, facts));

    private static (RolloutStep Step, RolloutFacts Facts) Without(string fact)
    {
        var no = new Refusal(RefusalKind.Blocked, "no", "It may not.");
        return fact switch
        {
            "hold" => (s_step with { DueAt = s_now.AddMilliseconds(1) }, s_well),
            "incidents" => (s_step, s_well with { Health = s_well.Health with { Incidents = [new(7, "Drift of lvrat"), new(9, "Volume")] } }),
            "observations" => (s_step, s_well with { Health = s_well.Health with { Observations = 99 } }),
            "artifact" => (s_step, s_well with { ArtifactWhole = false }),
            "place" => (s_step, s_well with { Place = no }),
            "freeze" => (s_step, s_well with { Freeze = no }),
            "champion" => (s_step, s_well with { ChampionStands = false }),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, null),
        };
    }
}
