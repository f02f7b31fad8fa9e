using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProviderName.Sqlite, "Data Source=none.db")]
    [InlineData(DatabaseProviderName.PostgreSql, "Host=127.0.0.1;Database=none")]
    [InlineData(DatabaseProviderName.SqlServer, "Server=127.0.0.1;Database=none")]
    public void Model_EveryDatabase_HasNoChangeWithoutMigration(DatabaseProviderName provider, string connectionString) =>
        Assert.False(new PortalDatabase(provider, connectionString).HasPendingModelChanges(), "Run migrations/add.sh NAME.");

    [Theory, EveryDatabase]
    public async Task Migrate_Again_ChangesNothingAndKeepsTheGuards(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var database = portal.Get<PortalDatabase>();

        await database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await database.PendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.True(await database.RefusesAuditChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Migrate_LockRowLeftByAKilledStart_IsCleared()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await using var db = portal.Open();
        await db.Database.ExecuteSqlAsync($"""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""", TestContext.Current.CancellationToken);

        await portal.Get<PortalDatabase>().MigrateAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>There is no SQL Server to run it on: its own parser at least reads the whole script, guards and row-level security included.</summary>
    [Fact]
    public void SqlServer_Script_IsReadWithoutErrorByItsOwnParser()
    {
        var database = new PortalDatabase(DatabaseProviderName.SqlServer, "Server=127.0.0.1;Database=none");
        using var db = database.OpenForSchema();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        var guards = string.Join("\nGO\n", database.GuardStatements());

        var parser = new TSql150Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(script + "\nGO\n" + guards);
        var parsed = (TSqlScript)parser.Parse(reader, out var errors);

        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        var tables = new TableNames();
        parsed.Accept(tables);
        Assert.Equal(db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Order(StringComparer.Ordinal), tables.Names.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private sealed class TableNames : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
