using System.Text;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Storage;

/// <summary>How the database itself says that it will answer a query.</summary>
internal static class QueryPlan
{
    public static async Task<string> OfAsync<T>(PortalDbContext db, IQueryable<T> query)
    {
        var verb = db.Database.IsSqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = query.CreateDbCommand();
        command.CommandText = verb + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new StringBuilder();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.AppendLine(reader.GetString(reader.FieldCount - 1));
        }

        return lines.ToString();
    }
}
