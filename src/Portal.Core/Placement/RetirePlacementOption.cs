using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

public sealed record RetirePlacementOptionRequest(string Name, string Reason);

/// <summary>Takes a place out of the catalogue. Comparisons that were kept with it stay as they are.</summary>
public sealed class RetirePlacementOption(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RetirePlacementOptionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundWorkload.FindOptionAsync(unit.Db, request.Name, ct) is not { } found)
        {
            return FoundWorkload.OptionNotFound(request.Name);
        }

        var subject = FoundWorkload.SubjectOf(found.Id, found.Name);
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement-option.retire", subject, forbidden, ct);
        }

        if (Texts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.Workloads.Where(row => row.TodayId == found.Id).Select(row => row.Name).FirstOrDefaultAsync(ct) is { } user)
        {
            return new Refusal(RefusalKind.Conflict, "placement-option.used", $"{user} runs there today.", "Say first where it runs instead.");
        }

        found.RetiredAt = unit.Now;
        unit.Record("placement-option.retired", subject, request.Reason);
        return await unit.CommitAsync(default(Done), ct);
    }
}
