using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

public sealed record CancelImportRequest(ChargeImportId Import);

/// <summary>Takes a queued import out of the queue, or asks the node that reads it to stop. What counts already stays.</summary>
public sealed class CancelImport(AuditTrail trail, RunningImports running)
{
    public async Task<Outcome<ImportState>> RunAsync(Actor actor, CancelImportRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ChargeImports.SingleOrDefaultAsync(row => row.Id == request.Import, ct) is not { } import)
        {
            return ChargesWords.NoImport;
        }

        var subject = ChargesWords.SubjectOf(import);
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charges.import-cancel", subject, forbidden, ct);
        }

        if (!ImportRules.IsOpen(import.State))
        {
            return new Refusal(RefusalKind.Conflict, "charges.import-ended", "This import has ended already.", "Send a corrected file of the same billing period: it replaces this one.");
        }

        import.CancelRequested = true;
        if (import.State == ImportState.Queued)
        {
            import.State = ImportState.Cancelled;
            import.EndedAt = unit.Now;
            import.Failure = "The import was cancelled before it was read.";
        }

        unit.Record("charges.import-cancel-asked", subject);
        var outcome = await unit.CommitAsync(import.State, ct);
        if (outcome.IsOk)
        {
            running.Cancel(import.Id);
        }

        return outcome;
    }
}
