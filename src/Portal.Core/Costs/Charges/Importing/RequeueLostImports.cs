using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <summary>Puts back what a node read when it died: its lease has run out. After the last attempt it has failed for good.</summary>
internal sealed class RequeueLostImports(AuditTrail trail, PortalDatabase database, TimeProvider clock, RemoveStagedRows remove)
{
    public async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var db = database.Open(tenant))
        {
            if (!await db.ChargeImports.AnyAsync(row => row.State == ImportState.Reading && row.LeaseUntil < now, ct))
            {
                return 0;
            }
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "charges"), ct);
        var lost = await unit.Db.ChargeImports.Where(row => row.State == ImportState.Reading && row.LeaseUntil < now).ToListAsync(ct);
        foreach (var import in lost)
        {
            import.State = ImportRules.AfterLoss(import.CancelRequested, import.Attempt);
            import.LeaseOwner = null;
            import.LeaseUntil = null;
            import.Progress = 0;
            if (import.State != ImportState.Queued)
            {
                import.EndedAt = unit.Now;
                import.Failure = import.CancelRequested ? "The import was cancelled." : $"What read this file went away {ImportRules.MaxAttempts} times before it was done. It is not tried again by itself.";
            }

            unit.Record("charges.import-lost", ChargesWords.SubjectOf(import), details: new JsonObject { ["state"] = import.State.ToString() });
        }

        if (lost.Count > 0)
        {
            await unit.CommitAsync(lost.Count, ct);
        }

        foreach (var import in lost.Where(import => import.State != ImportState.Queued))
        {
            await remove.RunAsync(tenant, import.Number, keepRejections: false, ct);
        }

        return lost.Count;
    }
}
