using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>An edge environment with two groups, pilot and rest, whose devices speak with their own tokens; two versions that can go live.</summary>
internal sealed class FleetWorld(GovernanceData data) : IAsyncDisposable
{
    public const string Edge = "branches";
    public const string Model = GovernanceData.Model;

    private readonly Dictionary<string, RegisteredDevice> _devices = [];

    public GovernanceData Data => data;

    public TestPortal Portal => data.Portal;

    public Actor Administrator => Portal.As(Role.TenantAdministrator);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="pilots">How many devices the first group has.</param>
    /// <param name="rest">How many the second one has.</param>
    public static async Task<FleetWorld> StartAsync(DatabaseProviderName provider = DatabaseProviderName.Sqlite, int pilots = 2, int rest = 3)
    {
        var world = new FleetWorld(await GovernanceData.StartAsync(provider));
        Assert.True((await world.Portal.Get<CreateEnvironment>().RunAsync(
            world.Administrator, new CreateEnvironmentRequest(Edge, EnvironmentPurpose.Production, EnvironmentPlacement.Edge, "eu-central"), Ct)).IsOk);
        foreach (var (group, devices) in new[] { ("pilot", pilots), ("rest", rest) })
        {
            Assert.True((await world.GroupAsync(group)).IsOk);
            for (var number = 1; number <= devices; number++)
            {
                await world.RegisterAsync($"{group}-{number}", group);
            }
        }

        return world;
    }

    public Task<Outcome<DeviceGroupId>> GroupAsync(string name, WaveSettings? settings = null, Actor? actor = null, string environment = Edge) =>
        Portal.Get<CreateDeviceGroup>().RunAsync(actor ?? Administrator, new CreateDeviceGroupRequest(environment, name, settings ?? new WaveSettings()), Ct);

    public async Task<RegisteredDevice> RegisterAsync(string name, string group) =>
        _devices[name] = (await Portal.Get<RegisterDevice>().RunAsync(Administrator, new RegisterDeviceRequest(Edge, group, name, 30), Ct)).Value;

    public RegisteredDevice Registered(string device) => _devices[device];

    /// <summary>Whoever its token stands for.</summary>
    public async Task<Actor> AsAsync(string device) => (await Portal.Get<AccessTokenCheck>().FindAsync(_devices[device].Secret, Ct))!;

    /// <summary>Registered, evaluated, asked for, approved; the fleet hears of it.</summary>
    public async Task<int> MakeLiveAsync(string sample)
    {
        var version = await data.AddVersionAsync(sample);
        await MakeLiveAsync(version);
        return version;
    }

    public async Task MakeLiveAsync(int version)
    {
        var promotion = (await data.RequestAsync(version, environment: Edge)).Value;
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(promotion.Number)).Value);
        await HearAsync();
    }

    /// <summary>Delivers what was said, and lets the clock look.</summary>
    public async Task HearAsync()
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        while (await Portal.Get<OutboxDispatcher>().RunAsync(Ct) > 0 | await Portal.Get<DueFleets>().RunAsync(Ct) > 0)
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The number of the version that a device is told; null when nothing.</summary>
    public async Task<int?> ToldAsync(string device) =>
        (await Portal.Get<DesiredVersion>().FindAsync(await AsAsync(device), Edge, device, Model, Ct)).Value.View?.Number;

    public async Task<string> DigestAsync(int version)
    {
        await using var db = Portal.Open();
        return (await db.Versions.Where(row => row.Number == version).Select(row => row.Digest).SingleAsync(Ct)).Hex;
    }

    public async Task<Outcome<Done>> ReportAsync(string device, int version, ReportedState state = ReportedState.Running, string? sha256 = null, string message = "", Guid? id = null) =>
        await Portal.Get<ReportFromDevice>().RunAsync(
            await AsAsync(device),
            new DeviceReportRequest(Edge, device, new DeviceReportId(id ?? Guid.CreateVersion7()), Model, version, sha256 ?? await DigestAsync(version), state, message), Ct);

    /// <summary>Devices of a group say that they run what they are told.</summary>
    public async Task RunWhatIsToldAsync(params string[] devices)
    {
        foreach (var device in devices)
        {
            Assert.True((await ReportAsync(device, (await ToldAsync(device))!.Value)).IsOk);
        }

        await HearAsync();
    }

    public async Task<FleetView> ViewAsync(Actor? actor = null) => (await Portal.Get<FleetOverview>().FindAsync(actor ?? Administrator, Edge, model: null, Ct)).Value;

    public async Task<Outcome<Done>> SteerAsync(FleetSteering steering, Actor? actor = null, string reason = "It looks wrong.", long? revision = null) =>
        await Portal.Get<SteerFleet>().RunAsync(actor ?? data.Reviewer, new SteerFleetRequest(Edge, Model, steering, reason, revision), Ct);

    public async Task<int> LiveAsync() => (await Portal.Get<LiveVersion>().FindAsync(data.Reviewer, Edge, Model, Ct)).Value.Live.VersionNumber;

    public async Task<int> EntriesAsync()
    {
        await using var db = Portal.Open();
        return await db.AuditEntries.CountAsync(Ct);
    }

    public ValueTask DisposeAsync() => data.DisposeAsync();
}
