using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

public sealed record DeleteChargeSourceRequest(ChargeSourceId Id, string Reason);

/// <summary>Takes a source away that never brought a file. What brought one is retired instead, because its imports name it.</summary>
public sealed class DeleteChargeSource(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DeleteChargeSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.ChargeSources.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } source)
        {
            return ChargesWords.NoSuchSource;
        }

        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync("charge-source.delete", ChargesWords.SubjectOf(source), forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.ChargeImports.AnyAsync(row => row.SourceId == source.Id, ct))
        {
            return new Refusal(RefusalKind.Conflict, "charge-source.has-imports", $"Files of {source.Name} were imported, and what they bill names it.", "Retire it: it takes no more files then, and its charges stay.");
        }

        unit.Db.ChargeSources.Remove(source);
        unit.Record("charge-source.deleted", ChargesWords.SubjectOf(source), request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
