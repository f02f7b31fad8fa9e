using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Core.Storage.Providers;

namespace Portal.Core.Storage;

/// <summary>Opens contexts: one per operation, always for a tenant. The only place that makes them.</summary>
public sealed class PortalDatabase
{
    private readonly DatabaseProvider _provider;
    private readonly string _connectionString;
    private readonly WriterLine? _line;

    /// <summary>They are the same for each of a tenant's contexts.</summary>
    private readonly ConcurrentDictionary<TenantId, DbContextOptions<PortalDbContext>> _options = new();

    public PortalDatabase(DatabaseProviderName provider, string connectionString)
    {
        _provider = DatabaseProvider.For(provider);
        _connectionString = connectionString;
        _line = provider == DatabaseProviderName.Sqlite ? new WriterLine() : null;
    }

    public DatabaseProviderName Provider => _provider.Name;

    public PortalDbContext Open(TenantId tenant) => new(_options.GetOrAdd(tenant, OptionsOf), _provider, tenant);

    public bool IsDuplicateKey(DbUpdateException exception) => _provider.IsDuplicateKey(exception);

    /// <summary>Waits until no other act of this process writes, where the database has but one writer. Whoever gets the place gives it back by disposing of it; null where acts wait in the database.</summary>
    internal async Task<IDisposable?> TakeTurnAsync(CancellationToken ct) => _line is null ? null : await _line.EnterAsync(ct);

    /// <summary>
    /// Writes many rows at once, past the change tracker: in the context's open transaction, or in one of their own, which is for what nobody
    /// sees before an act makes it count.
    /// </summary>
    /// <exception cref="InvalidOperationException">A row belongs to another tenant: a defect, never a person's mistake.</exception>
    internal async Task InsertAsync(PortalDbContext db, IReadOnlyList<ITenantOwned> rows, CancellationToken ct)
    {
        if (rows.Any(row => row.TenantId != db.Tenant))
        {
            throw new InvalidOperationException("A row that is not the tenant's own was about to be written.");
        }

        if (db.Database.CurrentTransaction is { } open)
        {
            await InsertAsync(db, open, rows, ct);
            return;
        }

        using var turn = await TakeTurnAsync(ct);
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await using (transaction)
        {
            await InsertAsync(db, transaction, rows, ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>Brings the schema up to date and sets the guards again. Safe to run at every start.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        _provider.Prepare(_connectionString);
        using var alone = await _provider.LockMigrationsAsync(_connectionString, ct);
        await using var db = OpenForSchema();
        await db.Database.MigrateAsync(ct);
        foreach (var guard in Guards(db))
        {
            await db.Database.ExecuteSqlAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(Escape(guard)), ct);
        }
    }

    public async Task<IReadOnlyList<string>> PendingMigrationsAsync(CancellationToken ct)
    {
        await using var db = OpenForSchema();
        return [.. await db.Database.GetPendingMigrationsAsync(ct)];
    }

    public async Task<bool> CanConnectAsync(CancellationToken ct)
    {
        await using var db = OpenForSchema();
        return await db.Database.CanConnectAsync(ct);
    }

    /// <summary>True when the database itself holds the guards on append-only tables, not only this program.</summary>
    public async Task<bool> RefusesAuditChangesAsync(CancellationToken ct)
    {
        await using var db = OpenForSchema();
        var present = await db.Database.SqlQuery<string>(System.Runtime.CompilerServices.FormattableStringFactory.Create(_provider.GuardNames)).ToListAsync(ct);
        return _provider.ExpectedGuards.All(guard => present.Contains(guard, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>True when the entities differ from the newest migration: a migration was forgotten.</summary>
    public bool HasPendingModelChanges()
    {
        using var db = OpenForSchema();
        return db.Database.HasPendingModelChanges();
    }

    /// <summary>The guard statements, for scripts and for the check that they are in place.</summary>
    public IReadOnlyList<string> GuardStatements()
    {
        using var db = OpenForSchema();
        return [.. Guards(db)];
    }

    internal PlatformDbContext OpenPlatform()
    {
        var options = new DbContextOptionsBuilder<PlatformDbContext>();
        _provider.Configure(options, _connectionString, tenant: null);
        return new PlatformDbContext(options.Options, _provider);
    }

    /// <summary>Migrations belong to PortalDbContext; while the schema changes no tenant's row is touched, so any tenant id will do.</summary>
    public PortalDbContext OpenForSchema() => Open(new TenantId(Guid.AllBitsSet));

    private async Task InsertAsync(PortalDbContext db, IDbContextTransaction transaction, IReadOnlyList<ITenantOwned> rows, CancellationToken ct)
    {
        foreach (var group in rows.GroupBy(row => row.GetType()))
        {
            await _provider.InsertAsync(db.Database.GetDbConnection(), transaction.GetDbTransaction(), BulkTable.Of(db.Model.FindEntityType(group.Key)!), [.. group], ct);
        }
    }

    private DbContextOptions<PortalDbContext> OptionsOf(TenantId tenant)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        _provider.Configure(options, _connectionString, tenant);
        return options.Options;
    }

    private IEnumerable<string> Guards(PortalDbContext db) => _provider.Guards(db.GetService<IDesignTimeModel>().Model);

    private static string Escape(string statement) => statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
