using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>Begins units of work: the only way in which an act changes state.</summary>
public sealed class AuditTrail(PortalDatabase database, WorkSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Opens a transaction, takes the tenant's place in line, and reads the actor's roles as they are now.
    /// Acts of one tenant run one after the other from here to the commit, so do what takes long before.
    /// </summary>
    public async Task<UnitOfWork> BeginAsync(Actor actor, CancellationToken ct)
    {
        var turn = await database.TakeTurnAsync(ct);
        PortalDbContext? db = null;
        try
        {
            db = database.Open(actor.Tenant);
            var transaction = await db.Database.BeginTransactionAsync(ct);

            // The update takes the row's lock on every database, where a read would not.
            var locked = await db.AuditHeads.ExecuteUpdateAsync(head => head.SetProperty(row => row.Sequence, row => row.Sequence), ct);
            if (locked != 1)
            {
                throw new InvalidOperationException($"Tenant {actor.Tenant} has no audit chain.");
            }

            var current = await WithCurrentRolesAsync(db, actor, ct);
            return new UnitOfWork(database, signal, db, transaction, turn, current, clock.GetUtcNow());
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

    private static async Task<Actor> WithCurrentRolesAsync(PortalDbContext db, Actor actor, CancellationToken ct)
    {
        if (actor.Member is not { } id)
        {
            return actor;
        }

        var member = await db.Members.AsNoTracking().Where(row => row.Id == id && row.DisabledAt == null).Select(row => new { Roles = row.Roles.Select(role => role.Role) }).SingleOrDefaultAsync(ct);
        return actor.WithRoles(member?.Roles ?? []);
    }
}
