using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Core.Storage.Providers;

internal sealed class SqlServer : DatabaseProvider
{
    private const int DuplicateKey = 2627;
    private const int DuplicateIndexRow = 2601;

    public override DatabaseProviderName Name => DatabaseProviderName.SqlServer;

    public override void Configure(DbContextOptionsBuilder options, string connectionString, TenantId? tenant)
    {
        options.UseSqlServer(connectionString, server => server.MigrationsAssembly("Portal.Migrations.SqlServer"));
        options.AddInterceptors(new TenantSession("EXEC sp_set_session_context @key = N'portal.tenant', @value = @tenant", tenant?.ToString() ?? AllTenants));
    }

    public override bool IsDuplicateKey(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateKey or DuplicateIndexRow };

    public override IEnumerable<string> Guards(IModel model)
    {
        foreach (var table in AppendOnlyTables)
        {
            yield return $"""
                CREATE OR ALTER TRIGGER [Guard_{table}] ON [{table}] INSTEAD OF UPDATE, DELETE AS
                BEGIN THROW 50001, '{table} is append-only', 1; END;
                """;
        }

        // A predicate function cannot be altered while a policy is bound to it.
        yield return "DROP SECURITY POLICY IF EXISTS [TenantRows];";
        yield return $"""
            CREATE OR ALTER FUNCTION [portal_tenant_rows](@tenant uniqueidentifier) RETURNS TABLE WITH SCHEMABINDING AS
            RETURN SELECT 1 AS [allowed] WHERE CONVERT(nvarchar(36), SESSION_CONTEXT(N'portal.tenant')) = N'{AllTenants}'
                OR LOWER(CONVERT(nvarchar(36), @tenant)) = CONVERT(nvarchar(36), SESSION_CONTEXT(N'portal.tenant'));
            """;
        var predicates = TenantOwnedTables(model).SelectMany(table => new[]
        {
            $"ADD FILTER PREDICATE [dbo].[portal_tenant_rows]([TenantId]) ON [dbo].[{table}]",
            $"ADD BLOCK PREDICATE [dbo].[portal_tenant_rows]([TenantId]) ON [dbo].[{table}]",
        });
        yield return $"CREATE SECURITY POLICY [TenantRows]\n    {string.Join(",\n    ", predicates)};";
    }

    public override string GuardNames => "SELECT [name] AS [Value] FROM sys.triggers";

    public override IEnumerable<string> ExpectedGuards => AppendOnlyTables.Select(table => $"Guard_{table}");

    internal override async Task InsertAsync(DbConnection connection, DbTransaction transaction, BulkTable table, IReadOnlyList<object> rows, CancellationToken ct)
    {
        using var data = new DataTable { Locale = CultureInfo.InvariantCulture };
        using var copy = new SqlBulkCopy((SqlConnection)connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction)transaction) { DestinationTableName = $"[{table.Name}]" };
        foreach (var column in table.Columns)
        {
            data.Columns.Add(column.Name, column.ClientType);
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        foreach (var row in rows)
        {
            data.Rows.Add([.. table.Columns.Select(column => column.ValueOf(row) ?? DBNull.Value)]);
        }

        await copy.WriteToServerAsync(data, ct);
    }
}
