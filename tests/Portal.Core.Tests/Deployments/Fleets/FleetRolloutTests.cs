using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>A version's way into a fleet and back, on the databases.</summary>
public sealed class FleetRolloutTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task TwoWaves_EachAfterTheOther_ThenTheNextVersionDoesTheSame(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider);
        var first = await world.MakeLiveAsync("mortgage-logit-v1");
        Assert.Equal((first, null), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1")));

        await world.RunWhatIsToldAsync("pilot-1", "pilot-2");
        Assert.Equal([FleetWaveState.Complete, FleetWaveState.Running], (await world.ViewAsync()).Rollout!.Waves.Select(wave => wave.State));
        await world.RunWhatIsToldAsync("rest-1", "rest-2", "rest-3");
        Assert.Equal((FleetRolloutState.Completed, new WaveCounts(5, 0, 0, 0)), ((await world.ViewAsync()).Rollout!.State, (await world.ViewAsync()).Rollout!.Everybody));

        var second = await world.MakeLiveAsync("mortgage-gbt-v2");
        Assert.Equal((second, first), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1")));
        await world.RunWhatIsToldAsync("pilot-1");
        var half = (await world.ViewAsync()).Rollout!;
        Assert.Equal((2, first, new WaveCounts(1, 0, 0, 1), FleetWaveState.Running), (half.Number, half.Former, half.Waves[0].Counts, half.Waves[0].State));
        Assert.Equal(first, await world.ToldAsync("rest-1"));
        await world.RunWhatIsToldAsync("pilot-2");
        Assert.Equal(second, await world.ToldAsync("rest-1"));
        await world.RunWhatIsToldAsync("rest-1", "rest-2", "rest-3");

        var trail = await world.Data.TrailAsync("fleet.");
        Assert.Equal(["fleet.started", "fleet.wave-completed", "fleet.wave-completed", "fleet.completed"], trail[..4]);
        Assert.Equal(trail[..4], trail[4..]);
        Assert.True((await world.Portal.Get<VerifyTrail>().RunAsync(world.Portal.As(Role.Auditor), Ct)).IsOk);
    }

    [Theory, EveryDatabase]
    public async Task WaveThatFails_TellsTheFormerVersionToEverybody_AndWhatIsLiveFollows(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider);
        var (first, second) = await CompleteThenBeginAsync(world);
        await world.RunWhatIsToldAsync("pilot-1");

        await world.ReportAsync("pilot-2", second, ReportedState.Failed, message: "out of memory");
        await world.HearAsync();

        foreach (var device in new[] { "pilot-1", "pilot-2", "rest-1", "rest-3" })
        {
            Assert.Equal(first, await world.ToldAsync(device));
        }

        Assert.Equal(first, await world.LiveAsync());
        var rollouts = (await world.Portal.Get<FleetRolloutList>().ReadAsync(world.Administrator, new FleetRolloutListRequest(new PageRequest(), FleetWorld.Edge), Ct)).Value.Items;
        Assert.Equal([(3, first, FleetRolloutState.Completed, 0), (2, second, FleetRolloutState.TakenBack, 2), (1, first, FleetRolloutState.Completed, 2)], rollouts.Select(row => (row.Number, row.Version, row.State, row.Waves)));
        Assert.Equal("Wave 1 failed. 1 of 2 devices failed (50 %); more than 10 % is the limit.", rollouts[1].Reason);
        var live = (await world.Portal.Get<LiveVersion>().FindAsync(world.Administrator, FleetWorld.Edge, FleetWorld.Model, Ct)).Value.Live;
        Assert.Equal((DeploymentCause.AutomaticRollback, (string?)null, "The fleet was taken back: " + rollouts[1].Reason), (live.Cause, live.StartedBy, live.Reason));
        await using var db = world.Portal.Open();
        Assert.Equal(1, await db.Outbox.CountAsync(message => message.Kind == "fleet.wave-failed", Ct));
        Assert.Contains("fleet.taken-back", await world.Data.TrailAsync("fleet."));
    }

    [Theory]
    [InlineData("other bytes")]
    [InlineData("nothing said")]
    [InlineData("silence")]
    public async Task Wave_FailsByOtherBytes_OrWhenTheTimeIsOver(string why)
    {
        await using var world = await FleetWorld.StartAsync();
        var (first, second) = await CompleteThenBeginAsync(world);
        if (why == "other bytes")
        {
            await world.ReportAsync("pilot-1", second, sha256: new string('0', 64));
        }
        else if (why == "silence")
        {
            // They said that they run it, and then nothing any more: the one that is late is not the only one that is missed.
            await world.ReportAsync("pilot-1", second);
            world.Portal.Clock.Advance(TimeSpan.FromMinutes(61));
            await world.HearAsync();
            Assert.Equal((FleetRolloutState.Running, new WaveCounts(0, 0, 2, 0)), ((await world.ViewAsync()).Rollout!.State, (await world.ViewAsync()).Rollout!.Waves[0].Counts));
        }

        world.Portal.Clock.Advance(why == "other bytes" ? TimeSpan.Zero : TimeSpan.FromHours(24));
        await world.HearAsync();

        Assert.Equal((first, first), (await world.ToldAsync("pilot-1"), await world.LiveAsync()));
    }

    [Fact]
    public async Task FirstVersion_TakenBack_LeavesNothingToTell_AndTheLiveRowAsItIs()
    {
        await using var world = await FleetWorld.StartAsync();
        var only = await world.MakeLiveAsync("mortgage-logit-v1");

        Assert.True((await world.SteerAsync(FleetSteering.TakeBack)).IsOk);
        await world.HearAsync();

        Assert.Equal((null, only, FleetRolloutState.TakenBack, true), (await world.ToldAsync("pilot-1"), await world.LiveAsync(), (await world.ViewAsync()).Rollout!.State, (await world.ViewAsync()).Rollout!.IsLive));
    }

    [Theory, EveryDatabase]
    public async Task Person_PausesResumesAndTakesBack(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider);
        var (first, _) = await CompleteThenBeginAsync(world);

        Assert.Equal(RefusalKind.Forbidden, (await world.SteerAsync(FleetSteering.Pause, world.Data.Scientist)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await world.SteerAsync(FleetSteering.Pause, Actor.ForJob(world.Portal.Tenant, "x"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.SteerAsync(FleetSteering.Pause, world.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await world.SteerAsync(FleetSteering.Pause, reason: " ")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await world.SteerAsync(FleetSteering.Pause, revision: 99)).Refusal?.Kind);
        Assert.Equal("fleet.state", (await world.SteerAsync(FleetSteering.Resume)).Refusal?.Code);
        Assert.True((await world.SteerAsync(FleetSteering.Pause)).IsOk);
        await world.RunWhatIsToldAsync("pilot-1", "pilot-2");
        world.Portal.Clock.Advance(TimeSpan.FromDays(3));
        await world.HearAsync();
        Assert.Equal((FleetRolloutState.Paused, first), ((await world.ViewAsync()).Rollout!.State, await world.ToldAsync("rest-1")));

        Assert.True((await world.SteerAsync(FleetSteering.Resume)).IsOk);
        await world.HearAsync();
        Assert.Equal(FleetRolloutState.Running, (await world.ViewAsync()).Rollout!.State);
        Assert.True((await world.SteerAsync(FleetSteering.TakeBack)).IsOk);
        await world.HearAsync();

        Assert.Equal((first, first, first), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1"), await world.LiveAsync()));
        var live = (await world.Portal.Get<LiveVersion>().FindAsync(world.Administrator, FleetWorld.Edge, FleetWorld.Model, Ct)).Value.Live;
        Assert.Equal((DeploymentCause.Rollback, "Reviewer"), (live.Cause, live.StartedBy));
        Assert.Equal(["fleet.pause.refused", "fleet.pause.refused", "fleet.paused", "fleet.resumed", "fleet.taken-back", "fleet.started"], (await world.Data.TrailAsync("fleet."))[5..]);
    }

    [Fact]
    public async Task RollbackOfWhatIsLive_InTheMiddleOfARollout_TellsEverybodyAtOnce()
    {
        await using var world = await FleetWorld.StartAsync();
        var (first, _) = await CompleteThenBeginAsync(world);

        Assert.True((await world.Portal.Get<RollBack>().RunAsync(world.Data.Reviewer, new RollBackRequest(FleetWorld.Edge, FleetWorld.Model, "Complaints."), Ct)).IsOk);
        await world.HearAsync();

        var view = (await world.ViewAsync()).Rollout!;
        Assert.Equal((3, first, FleetRolloutState.Completed, 0), (view.Number, view.Version, view.State, view.Waves.Count));
        Assert.Equal((first, first), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1")));
    }

    [Fact]
    public async Task NextVersion_BeforeTheLastIsComplete_ReplacesIt_AndTheFormerIsTheLastCompleteOne()
    {
        await using var world = await FleetWorld.StartAsync();
        var (first, second) = await CompleteThenBeginAsync(world, "mortgage-mlp-v5");
        await world.RunWhatIsToldAsync("pilot-1");

        var third = await world.MakeLiveAsync("mortgage-gbt-v2");

        Assert.Equal((third, first), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1")));
        Assert.Equal(first, (await world.ViewAsync()).Rollout!.Former);
        Assert.NotEqual(second, third);
    }

    [Fact]
    public async Task SameMessageTwice_AndTheClockBesideIt_MakeOneRollout()
    {
        await using var world = await FleetWorld.StartAsync();
        await world.MakeLiveAsync("mortgage-logit-v1");
        await using var db = world.Portal.Open();
        var live = await db.LiveDeployments.SingleAsync(Ct);
        var (start, job) = (world.Portal.Get<StartFleetRollout>(), Actor.ForJob(world.Portal.Tenant, "outbox"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => start.RunAsync(job, live.EnvironmentId, live.ModelId, Ct)));
        await world.HearAsync();

        Assert.Equal(1, await db.FleetRollouts.CountAsync(Ct));
        Assert.Equal(RefusalKind.Forbidden, (await start.RunAsync(world.Administrator, live.EnvironmentId, live.ModelId, Ct)).Refusal?.Kind);
    }

    [Fact]
    public async Task Groups_WithoutDevices_AreWaitedForByNobody()
    {
        await using var world = await FleetWorld.StartAsync(pilots: 0, rest: 0);

        await world.MakeLiveAsync("mortgage-logit-v1");

        Assert.Equal(FleetRolloutState.Completed, (await world.ViewAsync()).Rollout!.State);
    }

    /// <summary>The first version runs everywhere, the second one's pilot wave has begun.</summary>
    private static async Task<(int First, int Second)> CompleteThenBeginAsync(FleetWorld world, string second = "mortgage-gbt-v2")
    {
        var first = await world.MakeLiveAsync("mortgage-logit-v1");
        await world.RunWhatIsToldAsync("pilot-1", "pilot-2");
        await world.RunWhatIsToldAsync("rest-1", "rest-2", "rest-3");
        return (first, await world.MakeLiveAsync(second));
    }
}
