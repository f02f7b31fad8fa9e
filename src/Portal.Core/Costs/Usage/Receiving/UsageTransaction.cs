using Microsoft.EntityFrameworkCore.Storage;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Usage.Receiving;

/// <summary>A transaction that writes usage without an entry in the trail: high-volume facts, and what follows from them.</summary>
internal sealed class UsageTransaction : IAsyncDisposable
{
    private readonly IDisposable? _turn;
    private readonly IDbContextTransaction _transaction;

    private UsageTransaction(PortalDbContext db, IDbContextTransaction transaction, IDisposable? turn) => (Db, _transaction, _turn) = (db, transaction, turn);

    public PortalDbContext Db { get; }

    public static async Task<UsageTransaction> BeginAsync(PortalDatabase database, TenantId tenant, CancellationToken ct)
    {
        var turn = await database.TakeTurnAsync(ct);
        PortalDbContext? db = null;
        try
        {
            db = database.Open(tenant);
            return new UsageTransaction(db, await db.Database.BeginTransactionAsync(ct), turn);
        }
        catch
        {
            if (db is not null)
            {
                await db.DisposeAsync();
            }

            turn?.Dispose();
            throw;
        }
    }

    /// <summary>Within the transaction, so that the row is held from here on.</summary>
    public async Task HoldAsync(object row, CancellationToken ct)
    {
        Db.Add(row);
        await Db.SaveChangesAsync(ct);
        Db.ChangeTracker.Clear();
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        await Db.SaveChangesAsync(ct);
        await _transaction.CommitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        using var turn = _turn;
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}
