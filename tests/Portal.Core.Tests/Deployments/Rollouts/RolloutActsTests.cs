using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Deployments.Rollouts;

public sealed class RolloutActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Canary_StepByStep_ToTheChampion(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutData.Canary);
        await data.PromoteAsync(2);
        var first = (await data.LiveAsync()).Live;

        Assert.Equal((1, 95, 2, 5, RolloutStrategy.Canary), (first.VersionNumber, first.Share, first.Challenger!.VersionNumber, first.Challenger.Share, first.Challenger.Mode));
        var early = (await data.AdvanceAsync()).Refusal!;
        Assert.Equal((RefusalKind.Conflict, "rollout.gate"), (early.Kind, early.Code));
        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        data.Portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((5, 25), await StepAsync(data.AdvanceAsync()));
        data.Portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));

        var last = await data.LiveAsync();
        Assert.Equal((2, 100, null, 1), (last.Live.VersionNumber, last.Live.Share, last.Live.Challenger, last.Previous));
        var view = await data.ViewAsync();
        Assert.Equal((RolloutState.Completed, 2, 1), (view.Row.State, view.Row.Version, view.Row.Champion));
        Assert.Equal(
            [(RolloutAct.Started, 0, 5, "DataScientist"), (RolloutAct.Advanced, 5, 25, "Reviewer"), (RolloutAct.Completed, 25, 100, null)],
            view.Row.Moves.Select(move => (move.Act, move.FromShare, move.ToShare, move.By)));
        Assert.Equal(["rollout.started", "rollout.advanced", "rollout.completed"], await data.Data.TrailAsync("rollout."));
        Assert.Equal(2, (await data.Data.RollBackAsync()).Value.FromVersion);
        Assert.Equal("1", await data.WordAsync());
    }

    [Fact]
    public async Task Challenger_AskedForAgain_IsRefused_AndItsRolloutGoesOn()
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutData.Canary with { HoldHours = 0 });
        await data.PromoteAsync(2);
        await data.AdvanceAsync();

        var refusal = (await data.Data.RequestAsync(2)).Refusal!;

        Assert.Equal((RefusalKind.Conflict, "promotion.rolling-out", "mortgage version 2 stands beside the live version in production already, in a rollout that runs."), (refusal.Kind, refusal.Code, refusal.Sentence));
        Assert.Equal("1+2 at 25", await data.WordAsync());
        await data.TakeBackAsync();
        await data.PromoteAsync(2);
        Assert.Equal("1+2 at 5", await data.WordAsync());
    }

    [Theory, EveryDatabase]
    public async Task HeldResumedSteppedBackTakenBack(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutData.Canary with { HoldHours = 0 });
        await data.PromoteAsync(2);
        await data.AdvanceAsync();

        Assert.True((await data.HoldAsync()).IsOk);
        Assert.Equal("rollout.held", (await data.AdvanceAsync()).Refusal?.Code);
        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.True((await data.ResumeAsync()).IsOk);
        Assert.Equal((25, 5), await StepAsync(data.TakeBackAsync(oneStep: true)));
        Assert.Equal("1+2 at 5", await data.WordAsync());
        Assert.Equal(RolloutState.Held, (await data.ViewAsync()).Row.State);
        Assert.Equal("rollout.first-step", (await data.TakeBackAsync(oneStep: true)).Refusal?.Code);
        Assert.Equal((5, 0), await StepAsync(data.TakeBackAsync()));

        Assert.Equal("1", await data.WordAsync());
        Assert.Equal(RefusalKind.NotFound, (await data.TakeBackAsync()).Refusal?.Kind);
        await using var db = data.Portal.Open();
        var ended = await db.Deployments.SingleAsync(row => row.EndedAt != null, Ct);
        Assert.Null(ended.ChampionSince);
        Assert.Equal("rollback.never-live", (await data.Data.RollBackAsync(2)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Rollback_TakesTheChallengerBack_AndASecondOneTheChampion(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutPlan.AtOnce);
        await data.PromoteAsync(2);
        await data.Data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [], Rollout = RolloutData.Canary });
        await data.PromoteAsync(3);
        Assert.Equal("2+3 at 5", await data.WordAsync());

        var seen = (await data.LiveAsync()).Revision;
        Assert.Equal(RefusalKind.Stale, (await data.Data.RollBackAsync(revision: seen - 1)).Refusal?.Kind);
        var first = (await data.Data.RollBackAsync(revision: seen)).Value;
        Assert.Equal((3, 2, "2"), (first.FromVersion, first.ToVersion, await data.WordAsync()));
        var second = (await data.Data.RollBackAsync()).Value;
        Assert.Equal((2, 1, "1"), (second.FromVersion, second.ToVersion, await data.WordAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Incident_TakesTheChallengerBackOnce_ThenOnlyTheChampion(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutPlan.AtOnce);
        await data.PromoteAsync(2);
        await data.Data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [], Rollout = RolloutData.Canary });
        await data.PromoteAsync(3);

        var first = (await data.RollBackAutomaticallyAsync(3, 1)).Value;
        var again = (await data.RollBackAutomaticallyAsync(3, 1)).Value;
        Assert.Equal(first, again);
        Assert.Equal((3, 2, "2"), (first.FromVersion, first.ToVersion, await data.WordAsync()));
        Assert.Equal((RolloutState.TakenBack, (int?)1), ((await data.ViewAsync()).Row.State, (await data.ViewAsync()).Row.Incident));

        await data.PromoteAsync(3);
        var champion = (await data.RollBackAutomaticallyAsync(2, 2)).Value;
        Assert.Equal((2, 1, "1"), (champion.FromVersion, champion.ToVersion, await data.WordAsync()));
        Assert.Equal(RolloutState.Superseded, (await data.ViewAsync()).Row.State);
        Assert.Equal(champion, (await data.RollBackAutomaticallyAsync(2, 2)).Value);
    }

    [Fact]
    public async Task Incident_WherePeopleTakeBack_IsBlocked()
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutPlan.AtOnce);
        await data.Data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [], Rollout = RolloutData.Canary, Terms = new PromotionTerms(AutomaticRollback: false) });
        await data.PromoteAsync(2);

        Assert.Equal((RefusalKind.Blocked, "rollback.by-hand"), await data.RollBackAutomaticallyAsync(2, 1) is { Refusal: { } refusal } ? (refusal.Kind, refusal.Code) : default);
        Assert.Equal("1+2 at 5", await data.WordAsync());
    }

    [Theory, EveryDatabase]
    public async Task Gate_FreezeAndFile_HoldIt_TheWayBackStaysOpen(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutData.Canary with { HoldHours = 0 });
        await data.PromoteAsync(2);
        var now = data.Portal.Clock.GetUtcNow();
        var freeze = (await data.Portal.Get<PlanFreeze>().RunAsync(data.Data.Officer, new("Year end", null, EnvironmentPurpose.Production, now, now.AddDays(1), "Europe/Berlin", "Closing."), Ct)).Value;

        Assert.Contains("production is frozen until", (await data.AdvanceAsync()).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.Equal(RolloutVerdict.Waits, (await data.ViewAsync()).Findings.Single(finding => finding.Id == "freeze").Verdict);
        Assert.True((await data.Portal.Get<EndFreeze>().RunAsync(data.Data.Officer, new(freeze, "Closed early."), Ct)).IsOk);
        await using var db = data.Portal.Open();
        File.Delete(data.Portal.Get<ArtifactStore>().PathOf(data.Portal.Tenant, await db.Versions.Where(row => row.Number == 2).Select(row => row.Digest).SingleAsync(Ct)));

        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.Equal(0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.Equal(RolloutState.Held, (await data.ViewAsync()).Row.State);
        Assert.Single(await data.Data.TrailAsync("rollout.advance.refused"));
        Assert.True((await data.TakeBackAsync()).IsOk);
        Assert.Equal("1", await data.WordAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refusals_RolesReasonsRevisionTenant(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutData.Canary with { HoldHours = 0 });
        Assert.Equal(RefusalKind.NotFound, (await data.AdvanceAsync()).Refusal?.Kind);
        await data.PromoteAsync(2);

        Assert.Equal(RefusalKind.Forbidden, (await data.AdvanceAsync(data.Data.Scientist)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await data.HoldAsync(data.Data.Scientist)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await data.TakeBackAsync(actor: data.Data.Scientist)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.AdvanceAsync(data.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await data.HoldAsync(reason: " ")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await data.AdvanceAsync(revision: 77)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.Portal.Get<RolloutDetail>().FindAsync(data.Portal.Outsider, "production", "mortgage", Ct)).Refusal?.Kind);
        Assert.Empty((await data.Portal.Get<RolloutList>().ReadAsync(data.Portal.Outsider, new(new PageRequest()), Ct)).Value.Items);
        Assert.Equal(3, (await data.Data.TrailAsync("rollout.advance.refused", "rollout.hold.refused", "rollout.take-back.refused")).Length);
    }

    [Theory]
    [InlineData(RolloutStrategy.BlueGreen, 0, 100, true)]
    [InlineData(RolloutStrategy.Shadow, 100, 100, false)]
    [InlineData(RolloutStrategy.Compare, 50, 50, false)]
    public async Task OtherStrategies_OneStepThenAll(RolloutStrategy strategy, int share, int champion, bool automatic)
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, new RolloutPlan(strategy, [], 1));
        await data.PromoteAsync(2);
        var live = (await data.LiveAsync()).Live;

        Assert.Equal((share, champion), (live.Challenger!.Share, live.Share));
        data.Portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(automatic ? 1 : 0, await data.Portal.Get<DueRollouts>().RunAsync(Ct));
        Assert.Equal(!automatic, (await data.AdvanceAsync()).IsOk);
        Assert.Equal("2", await data.WordAsync());
    }

    [Theory, EveryDatabase]
    public async Task TwoAtTheSameInstant_OneStep(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutData.Canary with { HoldHours = 0 });
        await data.PromoteAsync(2);
        var seen = (await data.ViewAsync()).Row.Revision;

        var outcomes = await Task.WhenAll(data.AdvanceAsync(revision: seen), data.AdvanceAsync(data.Data.Officer, seen));

        Assert.Single(outcomes, outcome => outcome.IsOk);
        Assert.Equal(RefusalKind.Stale, outcomes.Single(outcome => !outcome.IsOk).Refusal!.Kind);
        Assert.Equal("1+2 at 25", await data.WordAsync());
    }

    private static async Task<(int From, int To)> StepAsync(Task<Outcome<RolloutStepped>> act)
    {
        var outcome = await act;
        Assert.True(outcome.IsOk, outcome.Refusal?.Sentence);
        return (outcome.Value.FromShare, outcome.Value.ToShare);
    }
}
