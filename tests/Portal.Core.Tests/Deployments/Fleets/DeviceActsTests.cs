using Portal.Core.Deployments.Fleets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>Groups and devices: who may make and change them, what a device's token is good for, and what becomes of its reports.</summary>
public sealed class DeviceActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.DataScientist)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.ComplianceOfficer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Executive)]
    public async Task GroupsAndDevices_ByOthersThanAdministrators_AreRefusedAndRecorded(Role role)
    {
        await using var world = await FleetWorld.StartAsync(pilots: 1, rest: 0);
        var (portal, actor) = (world.Portal, world.Portal.As(role));

        Refusal?[] refusals =
        [
            (await world.GroupAsync("other", actor: actor)).Refusal,
            (await portal.Get<EditDeviceGroup>().RunAsync(actor, new EditDeviceGroupRequest(FleetWorld.Edge, "pilot", 0, 1, "", new WaveSettings()), Ct)).Refusal,
            (await portal.Get<RemoveDeviceGroup>().RunAsync(actor, new RemoveDeviceGroupRequest(FleetWorld.Edge, "rest", 0), Ct)).Refusal,
            (await portal.Get<RegisterDevice>().RunAsync(actor, new RegisterDeviceRequest(FleetWorld.Edge, "pilot", "x", 1), Ct)).Refusal,
            (await portal.Get<MoveDevice>().RunAsync(actor, new MoveDeviceRequest(FleetWorld.Edge, "pilot-1", "rest"), Ct)).Refusal,
            (await portal.Get<RenewDeviceToken>().RunAsync(actor, new RenewDeviceTokenRequest(FleetWorld.Edge, "pilot-1", 1), Ct)).Refusal,
            (await portal.Get<RetireDevice>().RunAsync(actor, new RetireDeviceRequest(FleetWorld.Edge, "pilot-1", "sold"), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Forbidden, refusal!.Kind));
        Assert.Equal(7, (await world.Data.TrailAsync("device")).Count(action => action.EndsWith(".refused", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task Group_MadeEditedTakenAndElsewhere(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 1, rest: 0);
        var edit = world.Portal.Get<EditDeviceGroup>();
        var request = new EditDeviceGroupRequest(FleetWorld.Edge, "pilot", 0, 7, "The tills at the counter.", new WaveSettings(80, 20, 30, 5));

        Assert.Equal("device-group.taken", (await world.GroupAsync("PILOT")).Refusal?.Code);
        Assert.Equal("fleet.not-edge", (await world.GroupAsync("pilot", environment: GovernanceData.Production)).Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, (await world.GroupAsync("pilot", environment: "nowhere")).Refusal?.Kind);
        Assert.Equal("completePercent", Assert.Single((await world.GroupAsync("x", new WaveSettings(0))).Refusal!.Fields).Key);
        Assert.Equal(RefusalKind.Stale, (await edit.RunAsync(world.Administrator, request with { Revision = 3 }, Ct)).Refusal?.Kind);
        Assert.True((await edit.RunAsync(world.Administrator, request, Ct)).IsOk);

        // The later turn is shown later.
        var groups = (await world.ViewAsync()).Groups;
        Assert.Equal([("rest", 2, 0), ("pilot", 7, 1)], groups.Select(group => (group.Name, group.Order, group.Devices)));
        Assert.Equal(request.Settings, groups[1].Settings);
    }

    [Fact]
    public async Task Group_EditedWhileItsWaveRuns_IsJudgedAnew()
    {
        await using var world = await FleetWorld.StartAsync(pilots: 2, rest: 0);
        await world.MakeLiveAsync("mortgage-logit-v1");
        var due = (await world.ViewAsync()).Rollout!.Waves[0].DueAt;
        await world.RunWhatIsToldAsync("pilot-1");

        Assert.True((await world.Portal.Get<EditDeviceGroup>().RunAsync(
            world.Administrator, new EditDeviceGroupRequest(FleetWorld.Edge, "pilot", 0, 1, "", new WaveSettings(95, LimitMinutes: 24 * 60 + 10)), Ct)).IsOk);
        Assert.Equal(due!.Value.AddMinutes(10), (await world.ViewAsync()).Rollout!.Waves[0].DueAt);
        Assert.True((await world.Portal.Get<EditDeviceGroup>().RunAsync(
            world.Administrator, new EditDeviceGroupRequest(FleetWorld.Edge, "pilot", 1, 1, "", new WaveSettings(50)), Ct)).IsOk);
        await world.HearAsync();

        Assert.Equal(FleetWaveState.Complete, (await world.ViewAsync()).Rollout!.Waves[0].State);
    }

    [Fact]
    public async Task Token_OfADevice_KnowsOfItselfOnly()
    {
        await using var world = await FleetWorld.StartAsync();
        var version = await world.MakeLiveAsync("mortgage-logit-v1");
        await world.MakeLiveAsync("mortgage-gbt-v2");
        var (device, desired, report) = (await world.AsAsync("pilot-1"), world.Portal.Get<DesiredVersion>(), world.Portal.Get<ReportFromDevice>());

        Assert.Equal([Permission.ReportFromDevice], Enum.GetValues<Permission>().Where(permission => RoleRules.Refuses(device, permission) is null));
        Assert.Equal(RefusalKind.NotFound, (await desired.FindAsync(device, FleetWorld.Edge, "pilot-2", FleetWorld.Model, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await desired.FindAsync(device, GovernanceData.Production, "pilot-1", FleetWorld.Model, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await desired.FindAsync(world.Portal.Outsider, FleetWorld.Edge, "pilot-1", FleetWorld.Model, Ct)).Refusal?.Kind);
        Assert.Null((await desired.FindAsync(device, FleetWorld.Edge, "pilot-1", "no-such-model", Ct)).Value.View);

        // The bytes of what it is to run, and of nothing else; nobody else gets them here.
        Assert.Equal(RefusalKind.NotFound, (await desired.OpenAsync(device, FleetWorld.Edge, "pilot-1", FleetWorld.Model, await world.DigestAsync(version), Ct)).Refusal?.Kind);
        await using (var content = (await desired.OpenAsync(device, FleetWorld.Edge, "pilot-1", FleetWorld.Model, await world.DigestAsync(2), Ct)).Value.Content)
        {
            Assert.True(content.Length > 0);
        }

        Assert.Equal(RefusalKind.Forbidden, (await desired.OpenAsync(world.Administrator, FleetWorld.Edge, "pilot-1", FleetWorld.Model, await world.DigestAsync(2), Ct)).Refusal?.Kind);
        var said = new DeviceReportRequest(FleetWorld.Edge, "pilot-1", DeviceReportId.New(), FleetWorld.Model, 1, new string('0', 64), ReportedState.Running);
        Assert.Equal(RefusalKind.Forbidden, (await report.RunAsync(world.Administrator, said, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await report.RunAsync(await world.AsAsync("pilot-2"), said, Ct)).Refusal?.Kind);
    }

    [Fact]
    public async Task Account_OfADevice_IsNobodyToMembersActs()
    {
        await using var world = await FleetWorld.StartAsync(pilots: 1, rest: 0);
        var (portal, account) = (world.Portal, (await world.AsAsync("pilot-1")).Member!.Value);

        Refusal?[] refusals =
        [
            (await portal.Get<ChangeMember>().RunAsync(world.Administrator, new ChangeMemberRequest(account, 0, [Role.TenantAdministrator], false, "more rights"), Ct)).Refusal,
            (await portal.Get<CreateAccessToken>().RunAsync(world.Administrator, new CreateAccessTokenRequest(account, "another", 30), Ct)).Refusal,
            (await portal.Get<AddMember>().RunAsync(world.Administrator, new AddMemberRequest("x@y.example", "x", MemberKind.Device, [Role.DataScientist]), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal("member.device", refusal!.Code));
        Assert.DoesNotContain(await portal.Get<MemberList>().MembersAsync(world.Administrator, Ct), member => member.Id == account);
    }

    [Theory, EveryDatabase]
    public async Task Renewed_Moved_Retired(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 1, rest: 1);
        var version = await world.MakeLiveAsync("mortgage-logit-v1");
        var (portal, former) = (world.Portal, world.Registered("rest-1").Secret);

        Assert.Null(await world.ToldAsync("rest-1"));
        Assert.True((await portal.Get<MoveDevice>().RunAsync(world.Administrator, new MoveDeviceRequest(FleetWorld.Edge, "rest-1", "pilot"), Ct)).IsOk);
        Assert.Equal(version, await world.ToldAsync("rest-1"));
        var renewed = (await portal.Get<RenewDeviceToken>().RunAsync(world.Administrator, new RenewDeviceTokenRequest(FleetWorld.Edge, "rest-1", 7), Ct)).Value;
        Assert.Null(await portal.Get<AccessTokenCheck>().FindAsync(former, Ct));
        Assert.True((await portal.Get<AccessTokenCheck>().FindAsync(renewed.Secret, Ct))!.IsDevice);

        Assert.True((await portal.Get<RetireDevice>().RunAsync(world.Administrator, new RetireDeviceRequest(FleetWorld.Edge, "rest-1", "sold"), Ct)).IsOk);
        Assert.Null(await portal.Get<AccessTokenCheck>().FindAsync(renewed.Secret, Ct));
        Assert.Equal("device.retired", (await portal.Get<MoveDevice>().RunAsync(world.Administrator, new MoveDeviceRequest(FleetWorld.Edge, "rest-1", "rest"), Ct)).Refusal?.Code);
        Assert.Equal("device.taken", (await portal.Get<RegisterDevice>().RunAsync(world.Administrator, new RegisterDeviceRequest(FleetWorld.Edge, "rest", "REST-1", 1), Ct)).Refusal?.Code);

        // No wave waits for it.
        await world.RunWhatIsToldAsync("pilot-1");
        Assert.Equal(FleetRolloutState.Completed, (await world.ViewAsync()).Rollout!.State);
    }

    [Theory, EveryDatabase]
    public async Task Report_TwiceTheSame_IsOne_AndARepeatLeavesNoEntry(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 1, rest: 0);
        var version = await world.MakeLiveAsync("mortgage-logit-v1");
        var (news, repeat, failed) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.ReportAsync("pilot-1", version, id: news);
        var entries = await world.EntriesAsync();

        world.Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var id in new[] { news, repeat, repeat })
        {
            Assert.True((await world.ReportAsync("pilot-1", version, id: id)).IsOk);
        }

        Assert.Equal(entries, await world.EntriesAsync());
        var row = Assert.Single((await world.Portal.Get<DeviceList>().ReadAsync(world.Administrator, new DeviceListRequest(new PageRequest(), FleetWorld.Edge), Ct)).Value.Items);
        Assert.Equal((DeviceState.Running, world.Portal.Clock.GetUtcNow()), (row.State, row.ReportedAt));

        // What comes late, and was said already, is not news.
        await world.ReportAsync("pilot-1", version, ReportedState.Failed, message: "hot", id: failed);
        await world.ReportAsync("pilot-1", version, id: repeat);
        await world.ReportAsync("pilot-1", version, id: news);

        var reports = (await world.Portal.Get<DeviceReportList>().ReadAsync(world.Administrator, FleetWorld.Edge, "pilot-1", new PageRequest(), Ct)).Value.Items;
        Assert.Equal([(ReportedState.Failed, "hot"), (ReportedState.Running, "")], reports.Select(report => (report.State, report.Message)));
        Assert.Equal(entries + 1, await world.EntriesAsync());
    }

    [Theory]
    [InlineData(0, "0000000000000000000000000000000000000000000000000000000000000000", "", "mortgage", "version")]
    [InlineData(1, "abc", "", "mortgage", "sha256")]
    [InlineData(1, "0000000000000000000000000000000000000000000000000000000000000000", "\0", "mortgage", "message")]
    [InlineData(1, "0000000000000000000000000000000000000000000000000000000000000000", "", "other", "model")]
    public async Task Report_ThatIsNotRight_NamesTheField(int version, string sha256, string message, string model, string field)
    {
        await using var world = await FleetWorld.StartAsync(pilots: 1, rest: 0);

        var refused = (await world.Portal.Get<ReportFromDevice>().RunAsync(
            await world.AsAsync("pilot-1"), new DeviceReportRequest(FleetWorld.Edge, "pilot-1", DeviceReportId.New(), model, version, sha256, ReportedState.Running, message), Ct)).Refusal;

        Assert.Equal(field, Assert.Single(refused!.Fields).Key);
    }

    [Theory, EveryDatabase]
    public async Task List_ByNameStateAndGroup_PageAfterPage(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 3, rest: 3);
        var version = await world.MakeLiveAsync("mortgage-logit-v1");
        await world.ReportAsync("pilot-1", version);
        await world.ReportAsync("pilot-2", version, ReportedState.Downloading, message: "31 %");
        await world.ReportAsync("rest-1", version, sha256: new string('a', 64));
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(59));
        await world.ReportAsync("pilot-3", version);
        world.Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.ReportAsync("rest-1", version, sha256: new string('a', 64));
        await world.ReportAsync("pilot-2", version, ReportedState.Downloading, message: "96 %");

        Assert.Equal(["pilot-3"], await NamesAsync(world, DeviceState.Running));
        Assert.Equal(["pilot-2"], await NamesAsync(world, DeviceState.Downloading));
        Assert.Equal(["rest-1"], await NamesAsync(world, DeviceState.Failed));
        Assert.Equal(["pilot-1"], await NamesAsync(world, DeviceState.Silent));
        Assert.Equal(["rest-2", "rest-3"], await NamesAsync(world, DeviceState.Expected));
        Assert.Empty(await NamesAsync(world, DeviceState.Retired));
        Assert.Equal(["rest-1", "rest-2", "rest-3"], await NamesAsync(world, state: null, group: "rest"));
        Assert.Equal(["pilot-1", "pilot-2", "pilot-3"], await NamesAsync(world, state: null, search: "ILOT"));

        var (query, seen, after) = (world.Portal.Get<DeviceList>(), new List<string>(), (string?)null);
        do
        {
            var page = (await query.ReadAsync(world.Administrator, new DeviceListRequest(new PageRequest(2, after), FleetWorld.Edge), Ct)).Value;
            seen.AddRange(page.Items.Select(row => row.Name));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(6, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(6, seen.Count);
    }

    private static async Task<IEnumerable<string>> NamesAsync(FleetWorld world, DeviceState? state, string? group = null, string? search = null) =>
        (await world.Portal.Get<DeviceList>().ReadAsync(
            world.Administrator, new DeviceListRequest(new PageRequest(), FleetWorld.Edge, Search: search, State: state, Group: group), Ct)).Value.Items.Select(row => row.Name).Order(StringComparer.Ordinal);
}
