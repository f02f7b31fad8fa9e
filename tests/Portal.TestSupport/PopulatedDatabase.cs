using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.TestSupport;

/// <summary>
/// A database with its schema and the people of two tenants, made once for a test process by the product's own migrations and acts, and
/// copied for each test: making it anew is most of the time of a short test.
/// </summary>
internal sealed class PopulatedDatabase
{
    private static readonly ConcurrentDictionary<DatabaseProviderName, Lazy<Task<PopulatedDatabase>>> s_made = new();

    /// <summary>A file, or the name of a database.</summary>
    private readonly string _source;
    private readonly DatabaseProviderName _provider;

    private PopulatedDatabase(DatabaseProviderName provider, string source, TestPortal portal)
    {
        (_provider, _source) = (provider, source);
        (Tenant, OtherTenant, Team, Outsider, Members) = (portal.Tenant, portal.OtherTenant, portal.Team, portal.Outsider, portal.Members);
    }

    public TenantId Tenant { get; }

    public TenantId OtherTenant { get; }

    public TeamId Team { get; }

    public Actor Outsider { get; }

    public IReadOnlyDictionary<Role, Actor> Members { get; }

    public static Task<PopulatedDatabase> OfAsync(DatabaseProviderName provider) =>
        s_made.GetOrAdd(provider, one => new Lazy<Task<PopulatedDatabase>>(() => MakeAsync(one))).Value;

    /// <returns>The connection string of a copy.</returns>
    public async Task<string> CopyAsync(string folder)
    {
        if (_provider == DatabaseProviderName.PostgreSql)
        {
            return await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync(_source);
        }

        var file = Path.Combine(folder, "portal.db");
        File.Copy(_source, file);
        return Sqlite(file);
    }

    private static async Task<PopulatedDatabase> MakeAsync(DatabaseProviderName provider)
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        switch (provider)
        {
            case DatabaseProviderName.Sqlite:
            {
                var (working, kept) = (Path.Combine(folder, "portal.db"), Path.Combine(Path.GetTempPath(), $"portal-populated-{Guid.CreateVersion7():N}.db"));
                AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(kept);
                await using var portal = await TestPortal.PopulateAsync(provider, Sqlite(working), folder);

                // What the log of the file still holds goes into the file, because the file alone is copied.
                await using (var db = portal.Open())
                {
                    await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
                }

                File.Copy(working, kept);
                return new PopulatedDatabase(provider, kept, portal);
            }

            case DatabaseProviderName.PostgreSql:
            {
                var connectionString = await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();
                await using var portal = await TestPortal.PopulateAsync(provider, connectionString, folder);
                return new PopulatedDatabase(provider, PostgreSqlServer.DatabaseOf(connectionString), portal);
            }

            default:
                throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no SQL Server to test on.");
        }
    }

    private static string Sqlite(string file) => $"Data Source={file}";
}
