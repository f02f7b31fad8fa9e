using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Audit;

public sealed class UnitOfWorkTests
{
    private static readonly AuditSubject s_subject = new("team", "1", "one");

    [Theory, EveryDatabase]
    public async Task Commit_ManyAtOnce_MakeOneChainWithoutGaps(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => portal.Get<AddTeam>().RunAsync(portal.As(Role.TenantAdministrator), new AddTeamRequest($"Team {i}", null), ct), ct)));

        await using var db = portal.Open();
        var entries = await db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync(ct);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Sequence));
        Assert.Equal([AuditChain.Genesis, .. entries.SkipLast(1).Select(entry => entry.Hash)], entries.Select(entry => entry.Previous));
        Assert.Equal(20, entries.Count(entry => entry.Action == "team.added"));
    }

    [Theory, EveryDatabase]
    public async Task Dispose_WithoutCommit_LeavesNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        var before = await CountAsync(portal);
        var unit = await portal.Get<AuditTrail>().BeginAsync(portal.As(Role.TenantAdministrator), ct);
        unit.Db.Teams.Add(new Team { TenantId = portal.Tenant, Id = TeamId.New(), Name = "Ghost", NormalizedName = "GHOST" });
        unit.Record("team.added", s_subject);

        await unit.DisposeAsync();

        Assert.Equal(before, await CountAsync(portal));
    }

    [Theory, EveryDatabase]
    public async Task Refuse_ByRole_IsRecordedAndChangesNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;

        var outcome = await portal.Get<AddTeam>().RunAsync(portal.As(Role.Executive), new AddTeamRequest("Mine", null), ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
        await using var db = portal.Open();
        Assert.False(await db.Teams.AnyAsync(team => team.Name == "Mine", ct));
        Assert.Equal("team.add.refused", (await db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstAsync(ct)).Action);
    }

    [Theory, EveryDatabase]
    public async Task Begin_RolesTakenAwaySinceSignIn_CountAsTheyAreNow(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        var former = await portal.AddMemberAsync("former", Role.TenantAdministrator);
        var revision = (await portal.Get<MemberList>().MembersAsync(former, ct)).Single(row => row.Id == former.Member).Revision;
        await portal.Get<ChangeMember>().RunAsync(portal.As(Role.TenantAdministrator), new ChangeMemberRequest(former.Member!.Value, revision, [Role.Auditor], false, "moved on"), ct);

        var outcome = await portal.Get<AddTeam>().RunAsync(former, new AddTeamRequest("Mine", null), ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Database_UpdateOrDeleteOfAnEntry_IsRefused(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ct = TestContext.Current.CancellationToken;
        await using var db = portal.Open();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.AuditEntries.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Reason, "rewritten"), ct));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.AuditEntries.ExecuteDeleteAsync(ct));
    }

    private static async Task<(int Teams, int Entries)> CountAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return (await db.Teams.CountAsync(TestContext.Current.CancellationToken), await db.AuditEntries.CountAsync(TestContext.Current.CancellationToken));
    }
}
