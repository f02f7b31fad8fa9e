using Portal.Core.Monitoring.Experiments;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Experiments;

/// <summary>What is counted of blocks of observations, labels and reported outcomes.</summary>
public sealed class ExperimentCountsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_OfBothArms_AreCountedOnce_AndInTheTimeOfTheExperimentOnly()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft() with { Guardrails = [new(ExperimentMetric.Latency, 5, HigherIsBetter: false)] });
        await world.SendAsync(1, ExperimentWorld.Rows("a", 100, 40));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 90, 45, latency: 12));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 10, 0));
        await world.SendAsync(3, ExperimentWorld.Rows("c", 10, 0));
        await world.SendAsync(2, [new SentRow("early", 0.1, At: world.Now.AddHours(-2)), new SentRow("unscored", double.NaN)]);

        var look = await world.LookAsync(number);

        Assert.Equal((100L, 100L, 0.4), (look.Arms[0].Units, look.Arms[0].Rows, look.Arms[0].Estimate!.Value));
        Assert.Equal((91L, 90L), (look.Arms[1].Units, look.Arms[1].Rows));
        Assert.Equal(0.1, look.Arms[1].Difference!.Value, 1e-12);
        Assert.Equal(2, look.Guardrails.Single().Harm!.Value, 0.05);
        Assert.Equal(LookVerdict.KeepRunning, look.Verdict);
        await world.Portal.Get<StopExperiment>().RunAsync(world.Scientist, new StopExperimentRequest(number, "Over."), Ct);
        await world.SendAsync(1, [new SentRow("late", 0.1, At: world.Now.AddHours(1))]);
        Assert.Equal(100L, (await world.LookAsync(number)).Arms[0].Units);
    }

    [Fact]
    public async Task Labels_ComeLate_AndCount()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft(metric: ExperimentMetric.Accuracy));
        await world.SendAsync(1, ExperimentWorld.Rows("a", 40, 20));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 40, 20));
        Assert.Equal((40L, 0L), (await world.LookAsync(number)).Arms[1] is var before ? (before.Units, before.Rows) : default);

        await world.LabelAsync([.. Enumerable.Range(0, 40).Select(row => ($"a{row}", "yes"))]);
        await world.LabelAsync([.. Enumerable.Range(0, 30).Select(row => ($"b{row}", row < 20 ? "no" : "yes")), ("b5", "yes"), ("nobody", "no"), ("b39", "perhaps")]);
        var look = await world.LookAsync(number);

        Assert.Equal((40L, 0.5), (look.Arms[0].Rows, look.Arms[0].Estimate!.Value));
        Assert.Equal((30L, 1.0), (look.Arms[1].Rows, look.Arms[1].Estimate!.Value));
    }

    [Fact]
    public async Task Sizes_NotAsPlanned_BlockTheVerdict_UntilTheyAre()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync();
        await world.SendAsync(1, ExperimentWorld.Rows("a", 1000, 400));
        await world.SendAsync(2, ExperimentWorld.Rows("b", 800, 600));

        Assert.Equal(LookVerdict.SampleRatioMismatch, (await world.LookAsync(number)).Verdict);
        await world.SendAsync(2, ExperimentWorld.Rows("more", 200, 150));
        Assert.Equal(LookVerdict.ChallengerBetter, (await world.LookAsync(number)).Verdict);
    }

    [Fact]
    public async Task Shadow_LookedAtAsItStood_CountsTheRowsOfBothUntilThen()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var (from, look) = (world.Now.AddDays(-14), world.Portal.Get<LookAtExperiment>());
        var number = await world.RunAsync(ExperimentWorld.Draft(ExperimentMode.Shadow) with { CountsFrom = from });
        foreach (var version in new[] { 1, 2 })
        {
            await world.SendAsync(version, [.. ExperimentWorld.Rows("a", 30, 10).Select(row => row with { At = from.AddDays(1) }), .. ExperimentWorld.Rows("b", 50, 20).Select(row => row with { At = from.AddDays(8) })]);
        }

        var first = (await look.RunAsync(world.Scientist, number, Ct, from.AddDays(7))).Value;
        var second = (await look.RunAsync(world.Scientist, number, Ct, from.AddDays(14))).Value;

        Assert.Equal((from.AddDays(7), 30L, 30L, LookVerdict.KeepRunning), (first.At, first.Arms[0].Units, first.Arms[1].Units, first.Verdict));
        Assert.Equal((from.AddDays(14), 80L, 80L), (second.At, second.Arms[0].Units, second.Arms[1].Units));
        Assert.Equal("experiment.looked-later", (await look.RunAsync(world.Scientist, number, Ct, from.AddDays(10))).Refusal!.Code);
        Assert.Equal([first.At, second.At], (await world.ViewAsync(number)).Looks.Select(kept => kept.At));
    }

    [Fact]
    public async Task Shadow_SameRows_AreComparedPairwise()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var from = world.Now.AddDays(-7);
        var number = await world.RunAsync(ExperimentWorld.Draft(ExperimentMode.Shadow, ExperimentMetric.Accuracy, 0.05) with { CountsFrom = from });
        var rows = ExperimentWorld.Rows("a", 200, 100).Select(row => row with { At = from.AddHours(1) }).ToArray();
        await world.SendAsync(1, rows);
        await world.SendAsync(2, [.. rows.Select((row, at) => row with { Score = at is >= 100 and < 120 ? 0.1 : row.Score })]);
        await world.LabelAsync([.. Enumerable.Range(0, 200).Select(row => ($"a{row}", row < 118 ? "no" : "yes"))]);

        var look = await world.LookAsync(number);

        var shadow = Assert.Single(look.Shadow);
        Assert.Equal((200L, 200L, 0.9), (shadow.Pairs, shadow.LabelledPairs, shadow.Agreement!.Value));
        Assert.Equal((18L, 2L, 0.08), (shadow.OnlyChallengerRight!.Value, shadow.OnlyChampionRight!.Value, Math.Round(shadow.Gain!.Value, 10)));
        Assert.Equal(0.0004, shadow.McNemarP!.Value, 0.00005);
        Assert.Equal(0.08, look.Arms[1].Difference!.Value, 1e-12);
        Assert.Equal((LookVerdict.KeepRunning, LookVerdict.ChallengerBetter), (LookVerdict.KeepRunning, look.Verdict));
        Assert.Contains("on 200 rows that both have scored", look.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shadow_OfOtherRows_IsBlocked()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft(ExperimentMode.Shadow));
        await world.SendAsync(1, ExperimentWorld.Rows("a", 1000, 500));
        await world.SendAsync(2, ExperimentWorld.Rows("a", 700, 500));

        var look = await world.LookAsync(number);

        Assert.Equal(LookVerdict.SampleRatioMismatch, look.Verdict);
        Assert.Contains("have not scored the same rows (1,000 to 700", look.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_Reported_GoToTheArmThatTheAssignmentSays_Once()
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft(metric: ExperimentMetric.ReportedRate, effect: 0.2));
        var report = world.Portal.Get<ReportOutcomes>();
        ReportedOutcome[] outcomes = [.. Enumerable.Range(0, 600).Select(unit => new ReportedOutcome($"customer-{unit}", unit % 2))];

        var first = (await report.RunAsync(world.Scientist, new ReportOutcomesRequest(number, outcomes), Ct)).Value;
        var again = (await report.RunAsync(world.Scientist, new ReportOutcomesRequest(number, [.. outcomes, new ReportedOutcome("new", 1, 2)]), Ct)).Value;
        var other = (await report.RunAsync(world.Scientist, new ReportOutcomesRequest(number, [new ReportedOutcome("newer", 1), outcomes[0] with { Value = 1 }]), Ct)).Refusal!;
        var look = await world.LookAsync(number);

        Assert.Equal((new ReportedOutcomes(600, 0), new ReportedOutcomes(1, 600), "experiment.outcome-differs"), (first, again, other.Code));
        Assert.Equal(601, look.Arms[0].Rows + look.Arms[1].Rows);
        var units = world.Portal.Get<ExperimentUnits>();
        var ofChampion = 0;
        foreach (var outcome in outcomes)
        {
            ofChampion += (await units.FindAsync(world.Scientist, number, outcome.Unit, Ct)).Value.IsChampion ? 1 : 0;
        }

        Assert.Equal(ofChampion, look.Arms[0].Rows);
    }

    [Theory]
    [InlineData("", 1.0, null)]
    [InlineData("a\nb", 1.0, null)]
    [InlineData("a", 0.5, null)]
    [InlineData("a", double.NaN, null)]
    [InlineData("a", 1.0, 9)]
    public async Task Outcome_Wrong_RefusesTheBatch(string unit, double value, int? version)
    {
        await using var world = await ExperimentWorld.StartAsync();
        var number = await world.RunAsync(ExperimentWorld.Draft(metric: ExperimentMetric.ReportedRate));

        var refusal = (await world.Portal.Get<ReportOutcomes>().RunAsync(world.Scientist, new ReportOutcomesRequest(number, [new ReportedOutcome("good", 1), new ReportedOutcome(unit, value, version)]), Ct)).Refusal!;

        Assert.StartsWith("Outcome 2: ", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, (await world.LookAsync(number)).Arms.Sum(arm => arm.Rows));
    }

    [Fact]
    public async Task Outlook_TellsWhatIsLive_AndWhatItHadLastWeek()
    {
        await using var world = await ExperimentWorld.StartAsync();
        await world.SendAsync(1, [.. ExperimentWorld.Rows("a", 200, 60), .. ExperimentWorld.Rows("old", 50, 50).Select(row => row with { At = world.Now.AddDays(-8) })]);
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var outlook = (await world.Portal.Get<ExperimentOutlook>().FindAsync(world.Portal.As(Role.Auditor), ExperimentWorld.Model, ExperimentWorld.Place, Ct)).Value;

        Assert.Equal((1, 200L, ModelTask.BinaryClassification), (outlook.Champion!.Value, outlook.WeeklyRows, outlook.Task));
        Assert.Equal([3, 2], outlook.Versions);
        Assert.Equal(0.3, outlook.Seen[ExperimentMetric.FavourableRate].Mean, 1e-12);
        Assert.Equal(0.8, outlook.Seen[ExperimentMetric.Latency].Spread!.Value, 0.05);
        Assert.False(outlook.Seen.ContainsKey(ExperimentMetric.Accuracy));
    }
}
