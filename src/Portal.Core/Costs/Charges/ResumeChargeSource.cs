using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Revision">Of the source as the person saw it.</param>
public sealed record ResumeChargeSourceRequest(ChargeSourceId Id, string Reason, long Revision);

/// <summary>Lets a retired source take files again: another source in its place would bill its periods a second time.</summary>
public sealed class ResumeChargeSource(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ResumeChargeSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ChargeSources.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } source)
        {
            return ChargesWords.NoSuchSource;
        }

        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charge-source.resume", ChargesWords.SubjectOf(source), forbidden, ct);
        }

        if ((Texts.RefusesReason(request.Reason) ?? RefusesTaking(source) ?? (request.Revision != source.Revision ? Refusal.Stale("This source") : null)) is { } invalid)
        {
            return invalid;
        }

        source.RetiredAt = null;
        unit.Record("charge-source.resumed", ChargesWords.SubjectOf(source), request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }

    private static Refusal? RefusesTaking(ChargeSource source) =>
        source.RetiredAt is not null ? null : new(RefusalKind.Conflict, "charge-source.takes-files", $"The source {source.Name} is not retired.", "Send it a file.");
}
