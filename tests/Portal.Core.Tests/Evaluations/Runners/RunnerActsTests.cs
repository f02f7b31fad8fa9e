using Portal.Core.Audit;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations.Runners;

/// <summary>Registering, renewing and retiring runners, and what their token is good for.</summary>
public sealed class RunnerActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Register_ByAnAdministrator_ShowsInTheListAndComesOnline(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var runner = await TestRunner.StartAsync(world, "gpu-1", "us-east", "gpu", "region=us-east");
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        await runner.LeaseAsync();

        var rows = await ListAsync(world);

        Assert.Equal([RunnerList.Portal, "gpu-1"], rows.Select(row => row.Name));
        Assert.Equal((RunnerState.Online, "us-east", 2, "mortgage"), (rows[1].State, rows[1].Region, rows[1].Slots, Assert.Single(rows[1].Doing).Model));
        Assert.Equal(["gpu"], rows[1].Labels);
        Assert.Empty(rows[0].Doing);
        world.Portal.Clock.Advance(RunnerRules.OnlineFor + TimeSpan.FromSeconds(1));
        Assert.Equal(RunnerState.Offline, (await ListAsync(world))[1].State);
    }

    [Theory]
    [InlineData(Role.DataScientist)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.ComplianceOfficer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Executive)]
    public async Task Register_ByAnybodyElse_IsRefusedAndRecorded(Role role)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.Get<RegisterRunner>().RunAsync(portal.As(role), new RegisterRunnerRequest("gpu-1", "eu", 30), Ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<RunnerList>().RunAsync(portal.As(role), Ct)).Refusal!.Kind);
        await using var db = portal.Open();
        Assert.Equal("runner.register.refused", (await db.AuditEntries.OrderBy(entry => entry.Sequence).LastAsync(Ct)).Action);
    }

    [Theory]
    [InlineData("gpu 1", "eu", 30, "name")]
    [InlineData("gpu-1", "", 30, "region")]
    [InlineData("gpu-1", "eu", 0, "days")]
    [InlineData("gpu-1", "eu", 400, "days")]
    public async Task Register_WhatIsNotRight_NamesTheField(string name, string region, int days, string field)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.Get<RegisterRunner>().RunAsync(portal.As(Role.TenantAdministrator), new RegisterRunnerRequest(name, region, days), Ct);

        Assert.Equal(field, Assert.Single(outcome.Refusal!.Fields).Key);
    }

    [Fact]
    public async Task Register_NameThatIsTaken_IsRefused()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world, "gpu-1");

        var again = await world.Portal.Get<RegisterRunner>().RunAsync(world.Portal.As(Role.TenantAdministrator), new RegisterRunnerRequest("GPU-1", "eu", 30), Ct);

        Assert.Equal("runner.taken", again.Refusal!.Code);
    }

    [Fact]
    public async Task Token_OfARunner_RunsEvaluationsAndNothingElse()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);

        Assert.Equal(
            [Permission.RunEvaluations],
            Enum.GetValues<Permission>().Where(permission => RoleRules.Refuses(runner.Actor, permission) is null));
        Assert.DoesNotContain(
            Enum.GetValues<Role>(),
            role => RoleRules.Refuses(Actor.ForMember(world.Portal.Tenant, MemberId.New(), "x", [role], ActorOrigin.Api), Permission.RunEvaluations) is null);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<StartEvaluation>().RunAsync(runner.Actor, new StartEvaluationRequest(version, null, "k"), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await world.Portal.Get<AnnounceRunner>().RunAsync(
            world.Portal.As(Role.TenantAdministrator), new([], "x", 1, 1, "x"), Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task Account_OfARunner_IsNobodyToMembersActs()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var (portal, administrator) = (world.Portal, world.Portal.As(Role.TenantAdministrator));
        var account = runner.Actor.Member!.Value;

        Refusal?[] refusals =
        [
            (await portal.Get<ChangeMember>().RunAsync(administrator, new ChangeMemberRequest(account, 0, [Role.TenantAdministrator], false, "more rights"), Ct)).Refusal,
            (await portal.Get<CreateAccessToken>().RunAsync(administrator, new CreateAccessTokenRequest(account, "another", 30), Ct)).Refusal,
            (await portal.Get<AddMember>().RunAsync(administrator, new AddMemberRequest("x@y.example", "x", MemberKind.Runner, [Role.DataScientist]), Ct)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal("member.runner", refusal!.Code));
        Assert.DoesNotContain(await portal.Get<MemberList>().MembersAsync(administrator, Ct), member => member.Id == account);
    }

    [Fact]
    public async Task Announce_OtherRegionOrOtherCode_IsRefused()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world, region: "eu-central");

        Assert.Equal("runner.region", (await runner.AnnounceAsync(["region=us-east"])).Refusal!.Code);
        Assert.Equal("runner.version", (await runner.AnnounceAsync([], version: "0.0.1")).Refusal!.Code);
        Assert.Equal(RefusalKind.Invalid, (await runner.AnnounceAsync(["a b"])).Refusal!.Kind);
        Assert.Equal(90, (await runner.AnnounceAsync(["region=eu-central"])).Value.LeaseSeconds);
    }

    [Fact]
    public async Task Announce_LittleMemory_LeasesNothing()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        await runner.AnnounceAsync([], memory: 1 << 20);
        Assert.Null(await runner.LeaseAsync());
        await runner.AnnounceAsync([]);
        Assert.NotNull(await runner.LeaseAsync());
    }

    [Fact]
    public async Task RenewToken_EndsTheFormerOne()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        var check = world.Portal.Get<AccessTokenCheck>();

        var renewed = (await world.Portal.Get<RenewRunnerToken>().RunAsync(world.Portal.As(Role.TenantAdministrator), new RenewRunnerTokenRequest(runner.Registered.Id, 7), Ct)).Value;

        Assert.Null(await check.FindAsync(runner.Registered.Secret, Ct));
        Assert.True((await check.FindAsync(renewed.Secret, Ct))!.IsRunner);
    }

    [Theory, EveryDatabase]
    public async Task Retire_GivesBackWhatItRunsAndEndsItsToken(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        using var runner = await TestRunner.StartAsync(world);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;
        var scored = await runner.ScoreAsync(lease);
        var retire = new RetireRunnerRequest(runner.Registered.Id, "sold");

        Assert.True((await world.Portal.Get<RetireRunner>().RunAsync(world.Portal.As(Role.TenantAdministrator), retire, Ct)).IsOk);

        var view = await world.ViewAsync(evaluation);
        Assert.Equal((EvaluationState.Queued, 0), (view.Row.State, view.Row.Attempt));
        Assert.Null(await world.Portal.Get<AccessTokenCheck>().FindAsync(runner.Registered.Secret, Ct));
        Assert.Equal(RefusalKind.NotFound, (await runner.CompleteAsync(lease, scored)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await runner.AskAsync()).Refusal!.Kind);
        Assert.Equal(RunnerState.Retired, (await ListAsync(world))[^1].State);
        Assert.Equal("runner.retired", (await world.Portal.Get<RetireRunner>().RunAsync(world.Portal.As(Role.TenantAdministrator), retire, Ct)).Refusal!.Code);
        Assert.Equal(EvaluationState.Completed, (await world.DrainAsync(evaluation)).Row.State);
    }

    [Fact]
    public async Task EveryAct_ForAnotherTenantsRunner_AnswersNotFound()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);

        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<RetireRunner>().RunAsync(world.Portal.Outsider, new RetireRunnerRequest(runner.Registered.Id), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<RenewRunnerToken>().RunAsync(world.Portal.Outsider, new RenewRunnerTokenRequest(runner.Registered.Id, 7), Ct)).Refusal!.Kind);
        Assert.DoesNotContain((await world.Portal.Get<RunnerList>().RunAsync(world.Portal.Outsider, Ct)).Value, row => row.Name == "runner-1");
    }

    [Fact]
    public async Task Model_AsksForLabels_AndThePortalWithoutThemLeavesItWaiting()
    {
        await using var world = await EvaluationWorld.StartAsync();
        await world.EditModelAsync(model => model.RequiredLabels = ["gpu"]);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        Assert.Equal(EvaluationState.Queued, (await world.DrainAsync(evaluation)).Row.State);
        using var runner = await TestRunner.StartAsync(world, labels: "gpu");
        Assert.NotNull(await runner.LeaseAsync());
    }

    [Fact]
    public async Task Chain_AfterAllOfThis_IsWhole()
    {
        await using var world = await EvaluationWorld.StartAsync();
        using var runner = await TestRunner.StartAsync(world);
        await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));
        var lease = (await runner.LeaseAsync())!;
        await runner.CompleteAsync(lease, await runner.ScoreAsync(lease));

        Assert.True((await world.Portal.Get<VerifyTrail>().RunAsync(world.Portal.As(Role.Auditor), Ct)).IsOk);
    }

    private static async Task<IReadOnlyList<RunnerRow>> ListAsync(EvaluationWorld world) =>
        (await world.Portal.Get<RunnerList>().RunAsync(world.Portal.As(Role.TenantAdministrator), Ct)).Value;
}
