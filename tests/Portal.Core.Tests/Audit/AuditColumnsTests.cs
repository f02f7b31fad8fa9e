using System.Runtime.CompilerServices;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Audit;

/// <summary>Somebody with the database in hand takes the guard away and rewrites what pages show, not what is hashed.</summary>
public sealed class AuditColumnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ActorName", "actor ")]
    [InlineData("Action", "action ")]
    [InlineData("Reason", "reason ")]
    [InlineData("SubjectName", "subject ")]
    [InlineData("SubjectId", "subject's id ")]
    [InlineData("SubjectKind", "subject's kind ")]
    [InlineData("Origin", "origin ")]
    public async Task Verify_ColumnRewritten_IsLocated(string column, string named)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await RewriteAsync(portal, "DROP TRIGGER \"Guard_AuditEntries_UPDATE\"", column, column == "Origin" ? "Page" : "rewritten");

        await AssertLocatedAsync(portal, named);
    }

    [Theory]
    [InlineData("ActorName", "actor ")]
    [InlineData("Reason", "reason ")]
    public async Task Verify_ColumnRewritten_IsLocatedOnPostgreSql(string column, string named)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.PostgreSql);
        await RewriteAsync(portal, "DROP TRIGGER \"Guard_AuditEntries\" ON \"AuditEntries\"", column, "rewritten");

        await AssertLocatedAsync(portal, named);
    }

    [Theory, EveryDatabase]
    public async Task EveryEntry_AsWritten_AgreesWithItsContent(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Get<AddTeam>().RunAsync(portal.As(Role.Executive), new AddTeamRequest("Mine", null), Ct);
        await using var db = portal.Open();

        Assert.All(await db.AuditEntries.AsNoTracking().ToListAsync(Ct), entry => Assert.Null(AuditColumns.Differing(entry)));
    }

    private static async Task RewriteAsync(TestPortal portal, string unguard, string column, string value)
    {
        await using var db = portal.Open();
        await db.Database.ExecuteSqlAsync(FormattableStringFactory.Create(unguard), Ct);
        await db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($"UPDATE \"AuditEntries\" SET \"{column}\" = '{value}' WHERE \"Sequence\" = 3"), Ct);
    }

    private static async Task AssertLocatedAsync(TestPortal portal, string named)
    {
        var verification = (await portal.Get<VerifyTrail>().RunAsync(portal.As(Role.Auditor), Ct)).Value;
        var detail = (await portal.Get<AuditList>().FindAsync(portal.As(Role.Auditor), 3, Ct)).Value;

        Assert.Equal((2L, 3L), (verification.Entries, verification.Break?.Line));
        Assert.Contains("shows the " + named, verification.Break!.Sentence, StringComparison.Ordinal);
        Assert.False(detail.IsWhole);
        Assert.Contains("shows the " + named, detail.Differing, StringComparison.Ordinal);
        Assert.True((await portal.Get<AuditList>().FindAsync(portal.As(Role.Auditor), 2, Ct)).Value.IsWhole);
    }
}
