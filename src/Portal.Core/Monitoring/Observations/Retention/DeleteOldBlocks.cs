using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Retention;

/// <summary>Deletes rows of production data whose time is over: the block's bytes, never the batch's row or what was counted of it.</summary>
public sealed class DeleteOldBlocks(AuditTrail trail, PortalDatabase database, ArtifactStore store, TimeProvider clock)
{
    public const string Action = "observations.deleted";

    private const int AtOnce = 200;

    /// <returns>How many blocks.</returns>
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var all = 0;
        int some;
        do
        {
            some = await SomeAsync(tenant, ct);
            all += some;
        }
        while (some == AtOnce);

        return all;
    }

    private async Task<int> SomeAsync(TenantId tenant, CancellationToken ct)
    {
        await using (var db = database.Open(tenant))
        {
            var limit = await LimitAsync(db, ct);
            if (!await db.ObservationBatches.AnyAsync(row => row.BlockDigest != null && row.LastAt < limit, ct))
            {
                return 0;
            }
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "retention"), ct);
        var before = await LimitAsync(unit.Db, ct);
        var old = await unit.Db.ObservationBatches.Where(row => row.BlockDigest != null && row.LastAt < before).OrderBy(row => row.LastAt).Take(AtOnce).ToListAsync(ct);
        var digests = old.Select(batch => batch.BlockDigest!.Value).Distinct().ToList();
        foreach (var batch in old)
        {
            batch.BlockDigest = null;
            batch.BlockDeletedAt = unit.Now;
            (batch.Waiting, batch.WaitingRows) = (0, []);
        }

        var gone = await UnusedAsync(unit.Db, digests, [.. old.Select(batch => batch.Id)], ct);
        unit.Record(Action, new AuditSubject("tenant", tenant.ToString(), "production data"), details: new JsonObject
        {
            ["before"] = before.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["batches"] = old.Count,
            ["rows"] = old.Sum(batch => batch.KeptRows),
            ["blocks"] = new JsonArray([.. gone.Select(digest => JsonValue.Create(digest.Hex))]),
        });
        var saved = await unit.CommitAsync(old.Count, ct);
        if (saved.IsOk)
        {
            // Only after the commit: a crash before it leaves bytes that no row names, never a row without bytes.
            gone.ForEach(digest => store.Delete(tenant, digest));
        }

        return saved.IsOk ? saved.Value : 0;
    }

    /// <summary>Blocks that no other batch has: the same rows may have been sent under two keys.</summary>
    private static async Task<List<Digest>> UnusedAsync(PortalDbContext db, List<Digest> digests, List<ObservationBatchId> old, CancellationToken ct)
    {
        var gone = new List<Digest>();
        foreach (var digest in digests)
        {
            if (!await db.ObservationBatches.AnyAsync(row => row.BlockDigest == digest && !old.Contains(row.Id), ct)
                && await db.Artifacts.SingleOrDefaultAsync(row => row.Digest == digest, ct) is { } artifact)
            {
                db.Artifacts.Remove(artifact);
                gone.Add(digest);
            }
        }

        return gone;
    }

    private async Task<DateTimeOffset> LimitAsync(PortalDbContext db, CancellationToken ct) =>
        clock.GetUtcNow().AddDays(-(await db.ObservationRetentions.Select(row => (int?)row.Days).SingleOrDefaultAsync(ct) ?? ObservationRetention.DefaultDays));
}
