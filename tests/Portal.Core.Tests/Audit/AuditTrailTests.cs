using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Audit;

public sealed class AuditTrailTests
{
    [Theory, EveryDatabase]
    public async Task Verify_TrailFromTheDatabase_IsWholeAndRecorded(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;

        var verification = (await portal.Get<VerifyTrail>().RunAsync(portal.As(Role.Auditor), ct)).Value;

        Assert.True(verification.IsWhole);
        var newest = (await portal.Get<AuditList>().SearchAsync(portal.As(Role.Auditor), new AuditSearch(), new PageRequest(1), ct)).Value.Items.Single();
        Assert.Equal("audit.verified", newest.Action);
        Assert.Equal(verification.Entries + 1, newest.Sequence);
    }

    [Theory, EveryDatabase]
    public async Task Search_ByWhoWhatWhenAndSubject_FindsJustThose(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var since = portal.Clock.GetUtcNow();
        await portal.Get<AddTeam>().RunAsync(portal.As(Role.TenantAdministrator), new AddTeamRequest("Fraud", null), ct);
        await portal.Get<AddTeam>().RunAsync(portal.As(Role.Executive), new AddTeamRequest("Fraud 2", null), ct);

        Assert.Equal(["team.add.refused", "team.added"], await ActionsAsync(new AuditSearch(From: since)));
        Assert.Equal(["team.add.refused"], await ActionsAsync(new AuditSearch(Who: "execu")));
        Assert.Equal(["team.added"], await ActionsAsync(new AuditSearch(Who: "TENANTADMIN", Action: "team")));
        Assert.Equal(["team.add.refused"], await ActionsAsync(new AuditSearch(Subject: "fraud 2")));
        Assert.Empty(await ActionsAsync(new AuditSearch(Until: since, Action: "team")));

        async Task<IEnumerable<string>> ActionsAsync(AuditSearch search) =>
            (await portal.Get<AuditList>().SearchAsync(portal.As(Role.Auditor), search, new PageRequest(), ct)).Value.Items.Select(row => row.Action);
    }

    [Theory, EveryDatabase]
    public async Task Search_WithoutTheRole_IsRefused(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var outcome = await portal.Get<AuditList>().SearchAsync(portal.As(Role.DataScientist), new AuditSearch(), new PageRequest(), TestContext.Current.CancellationToken);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Export_OtherTenantsActor_HasOwnChainOnly(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;

        var lines = await portal.Get<AuditExport>().LinesAsync(portal.Outsider, ct).ToListAsync(ct);

        Assert.All(lines, line => Assert.Contains(portal.OtherTenant.ToString(), line, StringComparison.Ordinal));
        Assert.True((await AuditVerifier.VerifyAsync(lines.ToAsyncEnumerable(), null, ct)).IsWhole);
    }
}
