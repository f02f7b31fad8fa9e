using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;

namespace Portal.Core.Tests.Monitoring.Incidents;

public sealed class IncidentIntakeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Breach_OpensOne_AndFurtherBreachesJoinIt(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider);

        await world.BreachAsync(-3, new Breach("lvrat"), new Breach("hirat", 0.2));
        await world.BreachAsync(-2, new Breach("lvrat", 0.5, Severity: Severity.Critical));
        await world.BreachAsync(-1);

        var view = await world.FindAsync();
        Assert.Equal(1, Assert.Single(await world.ListAsync()).Number);
        Assert.Equal("Drift of mortgage in production: lvrat, hirat", view.Row.Title);
        Assert.Equal((4, Severity.Critical, IncidentState.Open), (view.Row.Findings, view.Row.Severity, view.Row.State));
        Assert.Equal(
            [IncidentEventKind.Opened, IncidentEventKind.FindingsJoined, IncidentEventKind.FindingsJoined, IncidentEventKind.SeverityRose],
            (await world.EventsAsync()).Order());
        Assert.Equal(("lvrat", 0.5), (view.Worst[0].Subject, view.Worst[0].Value));
        Assert.Equal(3, view.Windows.Count);
        Assert.Equal(["incident.opened", "incident.severity-rose"], await world.Portal.ToldAsync("incident."));
    }

    [Theory, EveryDatabase]
    public async Task Message_HeardTwice_ChangesNothing(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider, MonitorActions.Notify | MonitorActions.RequestRetraining);
        await world.BreachAsync(-2);
        var before = (await world.FindAsync()).Revision;
        await using (var db = world.Portal.Open())
        {
            await db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(again => again.DeliveredAt, (DateTimeOffset?)null), Ct);
        }

        await world.Portal.DeliverAsync();

        Assert.Equal([IncidentEventKind.Opened, IncidentEventKind.RetrainingRequested], await world.EventsAsync());
        Assert.Equal((1, before), ((await world.ListAsync()).Count, (await world.FindAsync()).Revision));
    }

    [Fact]
    public async Task SeveralWindowsInARow_TheirFindingsAreAllPartOfIt()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite, windowsInARow: 3);
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -9, new Breach("long ago"));
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -8);
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -3, new Breach("lvrat"));
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -2, new Breach("lvrat"));

        await world.BreachAsync(-1);

        Assert.Equal(3, (await world.FindAsync()).Row.Findings);
    }

    [Fact]
    public async Task WindowWithoutEnoughData_InTheRow_LeavesNoFindingOut()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite, windowsInARow: 2);
        await world.Portal.AddRunAsync(world.Monitor, world.Version, -3, new Breach("lvrat"));
        var between = await world.Portal.AddRunAsync(world.Monitor, world.Version, -2);
        await using (var db = world.Portal.Open())
        {
            await db.MonitorRuns.Where(run => run.Id == between).ExecuteUpdateAsync(run => run.SetProperty(row => row.Verdict, WindowVerdict.NotEnoughData), Ct);
        }

        await world.BreachAsync(-1);

        Assert.Equal(2, (await world.FindAsync()).Row.Findings);
    }

    [Fact]
    public async Task BreachOfAnEarlierWindow_ThatComesLate_EndsNoQuiet()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-4);
        await world.QuietAsync(-2);

        await world.BreachAsync(-3);

        Assert.NotNull((await world.FindAsync()).Row.QuietSince);
    }

    [Fact]
    public async Task MonitorWithoutActions_KeepsFindingsOnly()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite, MonitorActions.None);

        await world.BreachAsync(-1);

        Assert.Empty(await world.ListAsync());
        Assert.Single((await world.Portal.Get<FindingList>().ReadAsync(world.Scientist, new FindingListRequest(new PageRequest()), Ct)).Value.Items);
    }

    [Theory, EveryDatabase]
    public async Task Storm_FourMonitorsOverTenDays_OpenOneEachAndAskOnce(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider, MonitorActions.Notify | MonitorActions.RequestRetraining);
        var monitors = new List<Portal.Core.Monitoring.Monitors.Monitor> { world.Monitor };
        foreach (var name in new[] { "second", "third", "fourth" })
        {
            monitors.Add(await world.Portal.AddMonitorAsync(world.Environment, world.Model, MonitorActions.Notify | MonitorActions.RequestRetraining, name));
        }

        for (var day = -10; day < 0; day++)
        {
            foreach (var monitor in monitors)
            {
                await world.Portal.TellAsync("monitor.breached", monitor.Id, await world.Portal.AddRunAsync(monitor, world.Version, day, new Breach("lvrat"), new Breach("hirat")));
            }
        }

        await world.Portal.DeliverAsync();

        var rows = await world.ListAsync();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(20, row.Findings));
        Assert.Equal(4, (await world.Portal.ToldAsync("incident.opened")).Count);
        Assert.Single(await world.Portal.ToldAsync("retraining.requested"));
    }

    [Theory, EveryDatabase]
    public async Task Quiet_IsShownAndResolvesNothing_UntilItBreachesAgain(DatabaseProviderName provider)
    {
        await using var world = await IncidentWorld.StartAsync(provider);
        await world.BreachAsync(-3);

        await world.QuietAsync(-2);
        var quiet = (await world.FindAsync()).Row;
        await world.BreachAsync(-1);
        await world.Portal.TellAsync("monitor.quiet", world.Monitor.Id, await world.Portal.AddRunAsync(world.Monitor, world.Version, -5));
        await world.Portal.DeliverAsync();

        Assert.Equal((IncidentState.Open, true), (quiet.State, quiet.QuietSince is not null));
        Assert.Null((await world.FindAsync()).Row.QuietSince);
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public async Task BreachAfterResolving_OpensAnotherOne_ThatNamesTheFormerIfItIsNew(int days, bool linked)
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-1);
        Assert.True((await world.ResolveAsync()).IsOk);
        world.Portal.Clock.Advance(TimeSpan.FromDays(days));

        await world.BreachAsync(-1);

        Assert.Equal(linked ? 1 : null, (await world.FindAsync(2)).Former);
        Assert.Equal(linked ? 2 : null, (await world.FindAsync(1)).Later);
    }

    [Fact]
    public async Task OfAnotherTenant_IsNotThere()
    {
        await using var world = await IncidentWorld.StartAsync(DatabaseProviderName.Sqlite);
        await world.BreachAsync(-1);

        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<IncidentDetail>().FindAsync(world.Portal.Outsider, 1, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.ResolveAsync(actor: world.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(0, await world.Portal.Get<FailedMessages>().CountAsync(Ct));
    }
}
