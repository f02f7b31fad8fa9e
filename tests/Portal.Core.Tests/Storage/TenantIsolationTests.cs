using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Storage;

/// <summary>The four locks, each alone: reads, writes, shape, and below EF.</summary>
public sealed class TenantIsolationTests
{
    [Theory, EveryDatabase]
    public async Task Read_OtherTenantsRow_IsNotFound(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.Open();

        var foreign = await db.Members.AnyAsync(member => member.Id == portal.Outsider.Member, TestContext.Current.CancellationToken);

        Assert.False(foreign);
        Assert.Equal(6, await db.Members.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task ExecuteUpdate_OtherTenantsRow_TouchesNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.Open();

        var touched = await db.Members.Where(member => member.Id == portal.Outsider.Member)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Name, "taken over"), TestContext.Current.CancellationToken);

        Assert.Equal(0, touched);
    }

    [Theory, EveryDatabase]
    public async Task Save_RowOfAnotherTenant_Throws(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.Open();
        db.Teams.Add(new Team { TenantId = portal.OtherTenant, Id = TeamId.New(), Name = "Smuggled", NormalizedName = "SMUGGLED" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Delete_StubWithForeignIdAndOwnTenant_DeletesNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.Open();
        var otherTeam = await TeamOfOtherTenantAsync(portal);
        db.Teams.Remove(new Team { TenantId = portal.Tenant, Id = otherTeam, Name = "", NormalizedName = "" });

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(otherTeam, await TeamOfOtherTenantAsync(portal));
    }

    [Fact]
    public void Open_WithoutTenant_Throws()
    {
        var database = new PortalDatabase(DatabaseProviderName.Sqlite, "Data Source=none.db");

        Assert.Throws<InvalidOperationException>(() => database.Open(default));
    }

    [Fact]
    public async Task RowLevelSecurity_RawSql_SeesOwnRowsOnly()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.PostgreSql);
        await using var db = portal.Open();

        var teams = await db.Database.SqlQuery<Guid>($"""SELECT "TenantId" AS "Value" FROM "Teams" """).ToListAsync(TestContext.Current.CancellationToken);
        var moved = await db.Database.ExecuteSqlAsync($"""UPDATE "Teams" SET "Name" = 'taken over' WHERE "TenantId" <> {portal.Tenant.Value}""", TestContext.Current.CancellationToken);

        Assert.Equal([portal.Tenant.Value], teams);
        Assert.Equal(0, moved);
    }

    [Fact]
    public async Task RowLevelSecurity_SessionThatWasNeverTold_SeesNothing()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.PostgreSql);
        await using var db = portal.Open();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT set_config('portal.tenant', '', false)", TestContext.Current.CancellationToken);

        var teams = await db.Database.SqlQuery<Guid>($"""SELECT "TenantId" AS "Value" FROM "Teams" """).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(teams);
    }

    private static async Task<TeamId> TeamOfOtherTenantAsync(TestPortal portal)
    {
        await using var db = portal.Get<PortalDatabase>().Open(portal.OtherTenant);
        return await db.Teams.Select(team => team.Id).SingleAsync(TestContext.Current.CancellationToken);
    }
}
