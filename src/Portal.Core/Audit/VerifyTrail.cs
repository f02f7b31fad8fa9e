using System.Text.Json.Nodes;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>
/// Reads the tenant's whole chain from the database and proves it against the head; that somebody did so is an entry itself.
/// </summary>
public sealed class VerifyTrail(AuditExport export, PortalDatabase database, AuditTrail trail)
{
    public async Task<Outcome<AuditVerification>> RunAsync(Actor actor, CancellationToken ct)
    {
        var subject = new AuditSubject("audit-trail", actor.Tenant.ToString(), "audit trail");
        if (AuditExport.Refuses(actor) is { } refusal)
        {
            await using var refusing = await trail.BeginAsync(actor, ct);
            return await refusing.RefuseAsync("audit.verify", subject, refusal, ct);
        }

        var verification = await AuditVerifier.VerifyAsync(export.LinesAsync(actor, ct), await HeadAsync(actor, ct), ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        unit.Record("audit.verified", subject, details: new JsonObject
        {
            ["entries"] = verification.Entries,
            ["whole"] = verification.IsWhole,
            ["break"] = verification.Break?.Sentence,
        });
        return await unit.CommitAsync(verification, ct);
    }

    private async Task<AuditKnownHead> HeadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.AuditHeads.AsNoTracking().Select(head => new AuditKnownHead(head.Sequence, head.Hash)).SingleAsync(ct);
    }
}
