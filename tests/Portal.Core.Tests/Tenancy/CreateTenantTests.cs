using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Tenancy;

public sealed class CreateTenantTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_WithAnAdministrator_MakesAllOfItAndAWholeTrail(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var tenant = (await portal.Get<CreateTenant>().RunAsync(new CreateTenantRequest("Third", "Main", "admin@third.example"), Ct)).Value;

        var member = Assert.Single(await portal.Get<TenantDirectory>().MembershipsAsync("admin@third.example", Ct));
        Assert.Equal((tenant, "Third", Role.TenantAdministrator), (member.Tenant, member.TenantName, Assert.Single(member.Roles)));
        var administrator = Actor.ForMember(tenant, member.Member, member.Email, member.Roles, ActorOrigin.Page);
        Assert.Equal(["member.added", "tenant.created"], (await portal.Get<AuditList>().SearchAsync(administrator, new AuditSearch(), new PageRequest(), Ct)).Value.Items.Select(row => row.Action));
        Assert.True((await portal.Get<VerifyTrail>().RunAsync(administrator, Ct)).Value.IsWhole);
        Assert.True((await portal.Get<AddTeam>().RunAsync(administrator, new AddTeamRequest("Claims"), Ct)).IsOk);
    }

    [Theory]
    [InlineData("name", "", "Main", "admin@third.example")]
    [InlineData("team", "Third", " ", "admin@third.example")]
    [InlineData("email", "Third", "Main", "nobody")]
    public async Task Run_PartThatIsNotFit_LeavesNothing(string field, string name, string team, string administrator)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var outcome = await portal.Get<CreateTenant>().RunAsync(new CreateTenantRequest(name, team, administrator), Ct);

        Assert.Equal([field], outcome.Refusal!.Fields.Keys);
        Assert.Equal(2, (await portal.Get<TenantDirectory>().ListAsync(Ct)).Count);
    }

    [Theory, EveryDatabase]
    public async Task Run_TakenName_IsRefused(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal("tenant.taken", (await portal.Get<CreateTenant>().RunAsync(new CreateTenantRequest("FIRST", "Main"), Ct)).Refusal?.Code);
    }
}
