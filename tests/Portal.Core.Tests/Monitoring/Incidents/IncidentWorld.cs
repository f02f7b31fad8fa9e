using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Monitoring.Incidents;

/// <summary>A portal with one watched model, and its incidents as a member sees them.</summary>
internal sealed class IncidentWorld(TestPortal portal) : IAsyncDisposable
{
    public TestPortal Portal => portal;

    public EnvironmentId Environment { get; private set; }

    public ModelId Model { get; private set; }

    public VersionId Version { get; private set; }

    public Portal.Core.Monitoring.Monitors.Monitor Monitor { get; private set; } = null!;

    public Actor Scientist => portal.As(Role.DataScientist);

    public static async Task<IncidentWorld> StartAsync(
        DatabaseProviderName provider, MonitorActions actions = MonitorActions.Notify | MonitorActions.OpenIncident, int windowsInARow = 1)
    {
        var world = new IncidentWorld(await TestPortal.StartAsync(provider));
        (world.Environment, world.Model, world.Version) = await world.Portal.AddWatchedModelAsync();
        world.Monitor = await world.Portal.AddMonitorAsync(world.Environment, world.Model, actions, windowsInARow: windowsInARow);
        return world;
    }

    public Task BreachAsync(int day, params Breach[] breaches) => portal.BreachAsync(Monitor, Version, day, breaches);

    public async Task QuietAsync(int day)
    {
        await portal.TellAsync("monitor.quiet", Monitor.Id, await portal.AddRunAsync(Monitor, Version, day));
        await portal.DeliverAsync();
    }

    public async Task<IReadOnlyList<IncidentRow>> ListAsync() =>
        (await portal.Get<IncidentList>().ReadAsync(Scientist, new IncidentListRequest(new PageRequest()), TestContext.Current.CancellationToken)).Value.Items;

    public async Task<IncidentView> FindAsync(int number = 1) => (await portal.Get<IncidentDetail>().FindAsync(Scientist, number, TestContext.Current.CancellationToken)).Value;

    public async Task<IncidentEventKind[]> EventsAsync(int number = 1) => [.. (await FindAsync(number)).Events.Select(row => row.Kind).Reverse()];

    public Task<Outcome<Done>> ResolveAsync(int number = 1, long? revision = null, Actor? actor = null, string resolution = "A partner sends other customers.") => portal.Get<ResolveIncident>().RunAsync(
        actor ?? Scientist, new ResolveIncidentRequest(number, IncidentCause.PopulationChanged, resolution, revision), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
