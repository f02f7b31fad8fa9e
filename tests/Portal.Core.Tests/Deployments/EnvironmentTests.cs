using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("eu-central", "eu-central", true)]
    [InlineData("EU-Central", "eu-central", true)]
    [InlineData("us-east", "eu-central", false)]
    [InlineData("eu-central", "", false)]
    public void Region_IsAllowedByNameOnly(string region, string allowed, bool may) =>
        Assert.Equal(may, PlacementRules.RefusesRegion("production", region, "mortgage", allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is null);

    [Fact]
    public void Region_NoneAllowed_SaysSo() =>
        Assert.Equal("production is in us-east; mortgage is allowed in no region.", PlacementRules.RefusesRegion("production", "us-east", "mortgage", [])?.Sentence);

    [Theory, EveryDatabase]
    public async Task Create_RolesNamesAndTenants(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var create = portal.Get<CreateEnvironment>();
        var request = new CreateEnvironmentRequest("Production", EnvironmentPurpose.Production, EnvironmentPlacement.Edge, " EU-Central ", "Where it counts.");
        var administrator = portal.As(Role.TenantAdministrator);

        Assert.Equal(RefusalKind.Forbidden, (await create.RunAsync(portal.As(Role.DataScientist), request, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await create.RunAsync(administrator, request with { Name = "a b" }, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await create.RunAsync(administrator, request with { Region = "" }, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.True((await create.RunAsync(administrator, request, TestContext.Current.CancellationToken)).IsOk);
        Assert.Equal("environment.taken", (await create.RunAsync(administrator, request with { Name = "PRODUCTION" }, TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.True((await create.RunAsync(portal.Outsider, request, TestContext.Current.CancellationToken)).IsOk);

        var found = (await portal.Get<EnvironmentDetail>().FindAsync(portal.As(Role.Auditor), "production", TestContext.Current.CancellationToken)).Value;
        Assert.Equal(("eu-central", EnvironmentPlacement.Edge, 0), (found.Region, found.Placement, found.Live));
        var list = (await portal.Get<EnvironmentList>().ReadAsync(administrator, new(new PageRequest(), "prod", EnvironmentPurpose.Production), TestContext.Current.CancellationToken)).Value;
        Assert.Equal(found.Id, Assert.Single(list.Items).Id);
    }

    [Theory, EveryDatabase]
    public async Task Edit_RevisionAndLiveModels(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var (edit, administrator) = (data.Portal.Get<EditEnvironment>(), data.Portal.As(Role.TenantAdministrator));
        var request = new EditEnvironmentRequest("production", 0, EnvironmentPlacement.PublicCloud, "eu-west", "Moved.");

        Assert.Equal(RefusalKind.Forbidden, (await edit.RunAsync(data.Scientist, request, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await edit.RunAsync(data.Portal.Outsider, request, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal("mortgage is live in production and not allowed in us-east.", (await edit.RunAsync(administrator, request with { Region = "us-east" }, TestContext.Current.CancellationToken)).Refusal?.Sentence);
        Assert.True((await edit.RunAsync(administrator, request, TestContext.Current.CancellationToken)).IsOk);
        Assert.Equal(RefusalKind.Stale, (await edit.RunAsync(administrator, request, TestContext.Current.CancellationToken)).Refusal?.Kind);

        var found = (await data.Portal.Get<EnvironmentDetail>().FindAsync(data.Scientist, "production", TestContext.Current.CancellationToken)).Value;
        Assert.Equal(("eu-west", EnvironmentPlacement.PublicCloud, 1, 1L), (found.Region, found.Placement, found.Live, found.Revision));
        Assert.Equal(["environment.edit.refused", "environment.edit.refused", "environment.edited"], await data.TrailAsync("environment.edit"));
    }
}
