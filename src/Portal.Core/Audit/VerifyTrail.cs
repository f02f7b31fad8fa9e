using System.Text;
using System.Text.Json.Nodes;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>
/// Reads the tenant's whole chain from the database and proves it against the head, and what is shown of each entry against its
/// content; that somebody did so is an entry itself.
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

        var verification = await VerifyAsync(actor, await HeadAsync(actor, ct), ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        unit.Record("audit.verified", subject, details: new JsonObject
        {
            ["entries"] = verification.Entries,
            ["whole"] = verification.IsWhole,
            ["break"] = verification.Break?.Sentence,
        });
        return await unit.CommitAsync(verification, ct);
    }

    private async Task<AuditVerification> VerifyAsync(Actor actor, AuditKnownHead head, CancellationToken ct)
    {
        AuditBreak? shown = null;
        var verification = await AuditVerifier.VerifyAsync(LinesAsync(), head, ct);

        // The lines ended at the entry whose columns differ, so that what was verified is all that comes before it.
        return shown is null ? verification : verification with { Break = shown };

        async IAsyncEnumerable<string> LinesAsync()
        {
            long line = 0;
            await foreach (var entry in export.EntriesAsync(actor, ct))
            {
                line++;
                if (AuditColumns.Differing(entry) is { } sentence && Digest.Of(Encoding.UTF8.GetBytes(entry.Body)) == entry.Hash)
                {
                    shown = new AuditBreak(line, sentence);
                    yield break;
                }

                yield return AuditLine.Write(entry.Body, entry.Hash);
            }
        }
    }

    private async Task<AuditKnownHead> HeadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.AuditHeads.AsNoTracking().Select(head => new AuditKnownHead(head.Sequence, head.Hash)).SingleAsync(ct);
    }
}
