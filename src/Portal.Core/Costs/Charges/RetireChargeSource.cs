using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="Revision">Of the source as the person saw it.</param>
public sealed record RetireChargeSourceRequest(ChargeSourceId Id, string Reason, long Revision);

/// <summary>Ends a source: it takes no more files. What it brought goes on counting, because a provider's bill does not end with its export.</summary>
public sealed class RetireChargeSource(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RetireChargeSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ChargeSources.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } source)
        {
            return ChargesWords.NoSuchSource;
        }

        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charge-source.retire", ChargesWords.SubjectOf(source), forbidden, ct);
        }

        if ((Texts.RefusesReason(request.Reason) ?? (source.RetiredAt is not null ? ChargesWords.Retired(source) : null) ?? (request.Revision != source.Revision ? Refusal.Stale("This source") : null)) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.ChargeImports.AnyAsync(row => row.SourceId == source.Id && (row.State == ImportState.Queued || row.State == ImportState.Reading), ct))
        {
            return new Refusal(RefusalKind.Conflict, "charge-source.busy", $"A file of {source.Name} is still being read.", "Wait until it was read, or cancel its import.");
        }

        source.RetiredAt = unit.Now;
        unit.Record("charge-source.retired", ChargesWords.SubjectOf(source), request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
