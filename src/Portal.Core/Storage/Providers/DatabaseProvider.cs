using System.Data.Common;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Core.Storage.Providers;

/// <summary>All that differs between the databases. One subclass, one file each; nothing else asks which database it is.</summary>
public abstract class DatabaseProvider
{
    /// <summary>The value of the session variable that row-level security reads when the portal itself asks across tenants.</summary>
    protected const string AllTenants = "*";

    public static DatabaseProvider For(DatabaseProviderName name) => name switch
    {
        DatabaseProviderName.Sqlite => new Sqlite(),
        DatabaseProviderName.PostgreSql => new PostgreSql(),
        DatabaseProviderName.SqlServer => new SqlServer(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public abstract DatabaseProviderName Name { get; }

    /// <summary>Puts the provider, its migrations assembly and its connection interceptors into the options.</summary>
    /// <param name="tenant">Null for the platform's own context.</param>
    public abstract void Configure(DbContextOptionsBuilder options, string connectionString, TenantId? tenant);

    public virtual void ConfigureConventions(ModelConfigurationBuilder builder)
    {
    }

    /// <summary>Makes whatever must be there before the first connection.</summary>
    public virtual void Prepare(string connectionString)
    {
    }

    /// <summary>Keeps other processes from migrating at the same time, where EF's own lock does not do it well. Dispose to let go.</summary>
    public virtual Task<IDisposable?> LockMigrationsAsync(string connectionString, CancellationToken ct) => Task.FromResult<IDisposable?>(null);

    public abstract bool IsDuplicateKey(DbUpdateException exception);

    /// <summary>
    /// Idempotent statements that make the database itself refuse what no code path should do: changing audit entries, reading
    /// another tenant's rows. Run after every migration, because a migration that rebuilds a table drops its triggers.
    /// </summary>
    public abstract IEnumerable<string> Guards(IModel model);

    /// <summary>A query for the names of all triggers, as a column called Value.</summary>
    public abstract string GuardNames { get; }

    /// <summary>The triggers that must be there.</summary>
    public abstract IEnumerable<string> ExpectedGuards { get; }

    /// <summary>Writes many rows in the connection's open transaction, the quickest way that the database has.</summary>
    internal abstract Task InsertAsync(DbConnection connection, DbTransaction transaction, BulkTable table, IReadOnlyList<object> rows, CancellationToken ct);

    protected static IEnumerable<string> TenantOwnedTables(IModel model) =>
        model.GetEntityTypes()
            .Where(entity => typeof(ITenantOwned).IsAssignableFrom(entity.ClrType))
            .Select(entity => entity.GetTableName()!)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Tables whose rows, once written, stay as they are.</summary>
    protected static IReadOnlyList<string> AppendOnlyTables { get; } = ["AuditEntries"];
}
