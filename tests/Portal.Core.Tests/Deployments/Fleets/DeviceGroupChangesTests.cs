using Portal.Core.Deployments.Fleets;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>Groups under another name, and groups that are taken away.</summary>
public sealed class DeviceGroupChangesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Renamed_IsFoundUnderTheNewNameAlone_AndDevicesStayInIt(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 1, rest: 0);

        Assert.Equal("device-group.taken", (await RenameAsync(world, "pilot", "REST", 0)).Refusal?.Code);
        Assert.Equal("name", Assert.Single((await RenameAsync(world, "pilot", "first tills", 0)).Refusal!.Fields).Key);
        Assert.True((await RenameAsync(world, "pilot", "first-tills", 0)).IsOk);
        Assert.True((await RenameAsync(world, "first-tills", "First-tills", 1)).IsOk);
        Assert.Equal(RefusalKind.NotFound, (await RenameAsync(world, "pilot", "x", 1)).Refusal?.Kind);

        Assert.Equal([("First-tills", 1), ("rest", 0)], (await world.ViewAsync()).Groups.Select(group => (group.Name, group.Devices)));
        Assert.True((await world.GroupAsync("pilot")).IsOk);
        Assert.Equal(["device-group.edited", "device-group.edited"], await world.Data.TrailAsync("device-group.edited"));
    }

    [Theory, EveryDatabase]
    public async Task Removed_OnlyWithoutDevices_KeepsItsWaves_AndGivesItsNameBack(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 2, rest: 0);
        var version = await world.MakeLiveAsync("mortgage-logit-v1");
        await world.RunWhatIsToldAsync("pilot-1", "pilot-2");

        var full = (await RemoveAsync(world, "pilot", 0)).Refusal!;
        Assert.Equal(("device-group.not-empty", "pilot has 2 devices, and a device without a group would be told nothing."), (full.Code, full.Sentence));
        Assert.True((await world.Portal.Get<MoveDevice>().RunAsync(world.Administrator, new MoveDeviceRequest(FleetWorld.Edge, "pilot-1", "rest"), Ct)).IsOk);
        Assert.True((await world.Portal.Get<RetireDevice>().RunAsync(world.Administrator, new RetireDeviceRequest(FleetWorld.Edge, "pilot-2", "sold"), Ct)).IsOk);
        Assert.Equal(RefusalKind.Stale, (await RemoveAsync(world, "pilot", 9)).Refusal?.Kind);
        Assert.True((await RemoveAsync(world, "pilot", 0)).IsOk);

        Assert.Equal(RefusalKind.NotFound, (await RemoveAsync(world, "pilot", 1)).Refusal?.Kind);
        var view = await world.ViewAsync();
        Assert.Equal(["rest"], view.Groups.Select(group => group.Name));
        Assert.Equal(["pilot", "rest"], view.Rollout!.Waves.Select(wave => wave.Group));
        Assert.Equal(version, await world.ToldAsync("pilot-1"));
        Assert.True((await world.GroupAsync("pilot")).IsOk);
        await world.MakeLiveAsync("mortgage-gbt-v2");
        Assert.Equal(["pilot", "rest"], (await world.ViewAsync()).Rollout!.Waves.Select(wave => wave.Group).Order(StringComparer.Ordinal));
        Assert.Equal(["device-group.removed"], await world.Data.TrailAsync("device-group.remove"));
    }

    private static Task<Outcome<Done>> RenameAsync(FleetWorld world, string group, string name, long revision) =>
        world.Portal.Get<EditDeviceGroup>().RunAsync(world.Administrator, new EditDeviceGroupRequest(FleetWorld.Edge, group, revision, 1, "", new WaveSettings(), name), Ct);

    private static Task<Outcome<Done>> RemoveAsync(FleetWorld world, string group, long revision) =>
        world.Portal.Get<RemoveDeviceGroup>().RunAsync(world.Administrator, new RemoveDeviceGroupRequest(FleetWorld.Edge, group, revision), Ct);
}
