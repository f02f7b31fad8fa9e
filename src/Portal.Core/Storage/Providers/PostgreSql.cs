using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Portal.Core.Storage.Providers;

internal sealed class PostgreSql : DatabaseProvider
{
    public override DatabaseProviderName Name => DatabaseProviderName.PostgreSql;

    public override void Configure(DbContextOptionsBuilder options, string connectionString, TenantId? tenant)
    {
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly("Portal.Migrations.PostgreSql"));
        options.AddInterceptors(new TenantSession("SELECT set_config('portal.tenant', @tenant, false)", tenant?.ToString() ?? AllTenants));
    }

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override IEnumerable<string> Guards(IModel model)
    {
        yield return """
            CREATE OR REPLACE FUNCTION portal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END; $$;
            """;
        foreach (var table in AppendOnlyTables)
        {
            yield return $"""DROP TRIGGER IF EXISTS "Guard_{table}" ON "{table}";""";
            yield return $"""CREATE TRIGGER "Guard_{table}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION portal_refuse_change();""";
            yield return $"""DROP TRIGGER IF EXISTS "Guard_{table}_Truncate" ON "{table}";""";
            yield return $"""CREATE TRIGGER "Guard_{table}_Truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse_change();""";
        }

        foreach (var table in TenantOwnedTables(model))
        {
            // FORCE, because the application's role often owns the tables that it migrated.
            yield return $"""ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;""";
            yield return $"""ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;""";
            yield return $"""DROP POLICY IF EXISTS "TenantRows" ON "{table}";""";
            yield return $"""
                CREATE POLICY "TenantRows" ON "{table}" USING (
                    current_setting('portal.tenant', true) = '{AllTenants}' OR "TenantId"::text = current_setting('portal.tenant', true));
                """;
        }
    }

    public override string GuardNames => """SELECT tgname::text AS "Value" FROM pg_trigger WHERE NOT tgisinternal""";

    public override IEnumerable<string> ExpectedGuards => AppendOnlyTables.SelectMany(table => new[] { $"Guard_{table}", $"Guard_{table}_Truncate" });

    /// <summary>
    /// By binary COPY into a table of the session and from there by one statement: PostgreSQL refuses to copy into a table whose rows are
    /// guarded by row-level security.
    /// </summary>
    internal override async Task InsertAsync(DbConnection connection, DbTransaction transaction, BulkTable table, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var client = (NpgsqlConnection)connection;
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));
        await RunAsync(client, $"""CREATE TEMPORARY TABLE "Bulk" ON COMMIT DROP AS SELECT {columns} FROM "{table.Name}" WHERE FALSE""", ct);
        var import = await client.BeginBinaryImportAsync($"""COPY "Bulk" ({columns}) FROM STDIN (FORMAT BINARY)""", ct);
        await using (import)
        {
            foreach (var row in rows)
            {
                await import.StartRowAsync(ct);
                foreach (var column in table.Columns)
                {
                    await WriteAsync(import, column, row, ct);
                }
            }

            await import.CompleteAsync(ct);
        }

        await RunAsync(client, $"""INSERT INTO "{table.Name}" ({columns}) SELECT {columns} FROM "Bulk"; DROP TABLE "Bulk";""", ct);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, BulkColumn column, object row, CancellationToken ct) => column.ValueOf(row) switch
    {
        null => import.WriteNullAsync(ct),
        string text => import.WriteAsync(text, NpgsqlTypes.NpgsqlDbType.Text, ct),
        var value => import.WriteAsync(value, column.Mapping.StoreTypeNameBase, ct),
    };

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        var command = connection.CreateCommand();
        await using (command)
        {
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
