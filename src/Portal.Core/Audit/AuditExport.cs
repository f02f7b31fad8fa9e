using System.Runtime.CompilerServices;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>Reads a tenant's whole trail, oldest first, in windows: what is exported and what is verified.</summary>
public sealed class AuditExport(PortalDatabase database)
{
    private const int Window = 1000;

    /// <summary>Null when the actor may read the trail.</summary>
    public static Refusal? Refuses(Actor actor) => RoleRules.Refuses(actor, Permission.ReadAudit);

    /// <exception cref="UnauthorizedAccessException">The actor may not: ask <see cref="Refuses"/> first.</exception>
    public IAsyncEnumerable<string> LinesAsync(Actor actor, CancellationToken ct) =>
        EntriesAsync(actor, ct).Select(entry => AuditLine.Write(entry.Body, entry.Hash));

    /// <summary>The same as it stands in the database, with the columns beside the content.</summary>
    /// <exception cref="UnauthorizedAccessException">The actor may not: ask <see cref="Refuses"/> first.</exception>
    internal IAsyncEnumerable<AuditEntry> EntriesAsync(Actor actor, CancellationToken ct) =>
        Refuses(actor) is { } refusal ? throw new UnauthorizedAccessException(refusal.Sentence) : ReadAsync(actor.Tenant, ct);

    private async IAsyncEnumerable<AuditEntry> ReadAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        long last = 0;
        while (true)
        {
            await using var db = database.Open(tenant);
            var from = last;
            var window = await db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence > from).OrderBy(entry => entry.Sequence).Take(Window).ToListAsync(ct);
            foreach (var entry in window)
            {
                yield return entry;
                last = entry.Sequence;
            }

            if (window.Count < Window)
            {
                yield break;
            }
        }
    }
}
