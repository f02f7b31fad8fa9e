using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Monitors;

/// <summary>Who may give a model its default monitors and end a monitor, and what is refused to those who may.</summary>
public sealed class MonitorRefusalTests
{
    private static readonly Role[] s_may = [Role.DataScientist, Role.ComplianceOfficer];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Defaults_AskedForByEachRole_AreMadeForThoseWhoMay_AndRefusalsAreKept()
    {
        await using var world = await MonitorWorld.StartAsync();
        foreach (var role in Enum.GetValues<Role>().OrderBy(role => s_may.Contains(role)))
        {
            var made = await DefaultsAsync(world, world.Portal.As(role));

            Assert.Equal((role, s_may.Contains(role) ? null : RefusalKind.Forbidden), (role, made.Refusal?.Kind));
        }

        var trail = await world.Data.TrailAsync("monitor.");
        Assert.Equal(Enum.GetValues<Role>().Length - s_may.Length, trail.Count(action => action == "monitor.create.refused"));
        Assert.Equal((await world.Portal.Get<MonitorList>().ReadAsync(world.Data.Scientist, new MonitorListRequest(new PageRequest()), Ct)).Value.Items.Count, trail.Count(action => action == "monitor.created"));
    }

    [Theory]
    [InlineData("nowhere", GovernanceData.Model, "UTC", "not-found")]
    [InlineData(GovernanceData.Production, "nothing", "UTC", "not-found")]
    [InlineData("", "", "UTC", "not-found")]
    [InlineData(GovernanceData.Production, "unregistered", "UTC", "monitor.nothing-registered")]
    [InlineData(GovernanceData.Production, GovernanceData.Model, "Europe/Atlantis", "invalid")]
    public async Task Defaults_OfWhatCannotBeWatched_AreRefused_AndNothingIsMade(string environment, string model, string timeZone, string code)
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.Portal.CreateModelAsync("unregistered", null, Ct);

        var made = await world.Portal.Get<AddDefaultMonitors>().RunAsync(world.Data.Scientist, new AddDefaultMonitorsRequest(environment, model, timeZone), Ct);

        Assert.Equal(code, made.Refusal?.Code);
        Assert.Empty(await world.Data.TrailAsync("monitor."));
    }

    [Fact]
    public async Task Defaults_OfAnotherTenant_AreNotThere()
    {
        await using var world = await MonitorWorld.StartAsync();

        Assert.Equal(RefusalKind.NotFound, (await DefaultsAsync(world, world.Portal.Outsider)).Refusal?.Kind);
    }

    [Fact]
    public async Task Delete_AskedForByEachRole_HappensForThoseWhoMay_AndRefusalsAreKept()
    {
        await using var world = await MonitorWorld.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            await world.CreateAsync(MonitorWorld.Daily($"by-{role}"));

            var deleted = await DeleteAsync(world, $"by-{role}", world.Portal.As(role));

            Assert.Equal((role, s_may.Contains(role) ? null : RefusalKind.Forbidden), (role, deleted.Refusal?.Kind));
        }

        Assert.Equal(Enum.GetValues<Role>().Length - s_may.Length, (await world.Data.TrailAsync("monitor.delete.refused")).Length);
        Assert.Equal(s_may.Length, (await world.Data.TrailAsync("monitor.deleted")).Length);
    }

    /// <summary>The monitor was edited once after somebody saw it at revision 0, so it is at 1.</summary>
    [Theory]
    [InlineData("daily", "No longer needed.", null, false, null)]
    [InlineData("daily", "No longer needed.", 1L, false, null)]
    [InlineData("daily", "No longer needed.", 0L, false, "stale")]
    [InlineData("daily", "", null, false, "invalid")]
    [InlineData("daily", "   ", 1L, false, "invalid")]
    [InlineData("nobody", "No longer needed.", null, false, "not-found")]
    [InlineData("daily", "No longer needed.", 1L, true, "not-found")]
    public async Task Delete_OfWhatIsNotAsItWasSeen_IsRefused(string name, string reason, long? revision, bool outsider, string? code)
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        Assert.True((await world.Portal.Get<EditMonitor>().RunAsync(world.Data.Scientist, new EditMonitorRequest("daily", 0, MonitorWorld.Daily("daily", inARow: 2)), Ct)).IsOk);

        var deleted = await world.Portal.Get<DeleteMonitor>().RunAsync(outsider ? world.Portal.Outsider : world.Data.Scientist, new DeleteMonitorRequest(name, reason, revision), Ct);

        Assert.Equal(code, deleted.Refusal?.Code);
        Assert.Equal(code is null, (await world.Portal.Get<MonitorDetail>().FindAsync(world.Data.Scientist, "daily", Ct)).Refusal?.Kind == RefusalKind.NotFound);
    }

    [Fact]
    public async Task Delete_WhileAWindowIsMeasured_IsRefused_AndArchivesAfterwards()
    {
        await using var world = await MonitorWorld.StartAsync();
        await world.CreateAsync(MonitorWorld.Daily("daily"));
        Refusal? meanwhile = null;
        world.MeasureAs(async (_, _) => meanwhile = (await DeleteAsync(world, "daily", world.Data.Scientist)).Refusal);
        await world.DayAsync();

        Assert.Equal("monitor.running", meanwhile?.Code);
        Assert.True((await DeleteAsync(world, "daily", world.Data.Scientist)).Value);
    }

    private static Task<Outcome<IReadOnlyList<string>>> DefaultsAsync(MonitorWorld world, Actor actor) =>
        world.Portal.Get<AddDefaultMonitors>().RunAsync(actor, new AddDefaultMonitorsRequest(GovernanceData.Production, GovernanceData.Model), Ct);

    private static Task<Outcome<bool>> DeleteAsync(MonitorWorld world, string name, Actor actor) =>
        world.Portal.Get<DeleteMonitor>().RunAsync(actor, new DeleteMonitorRequest(name, "For a test."), Ct);
}
