using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="Revision">Of the recommendation as the person saw it.</param>
/// <param name="Accept">False to reject it.</param>
/// <param name="Reason">Why; needed to reject.</param>
/// <param name="AssignTo">The e-mail address of whoever moves the workload; null for the deciding member.</param>
public sealed record DecideRecommendationRequest(int Number, long Revision, bool Accept, string Reason, string? AssignTo = null, DateOnly? DueOn = null);

/// <summary>Takes a recommendation up, or says why not.</summary>
public sealed class DecideRecommendation(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DecideRecommendationRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.PlacementRecommendations.SingleOrDefaultAsync(row => row.Number == request.Number, ct) is not { } found)
        {
            return Refusal.NotFound($"The recommendation R-{request.Number}");
        }

        var name = await unit.Db.Workloads.Where(row => row.Id == found.WorkloadId).Select(row => row.Name).SingleAsync(ct);
        var subject = FoundWorkload.SubjectOf(found.WorkloadId, name);
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement.decide", subject, forbidden, ct);
        }

        if (Refuses(found, request) is { } refusal)
        {
            return refusal;
        }

        var assigned = unit.Actor.Member;
        if (request is { Accept: true, AssignTo: { Length: > 0 } email }
            && (assigned = await unit.Db.Members.Where(row => row.Email == email && row.DisabledAt == null).Select(row => (MemberId?)row.Id).SingleOrDefaultAsync(ct)) is null)
        {
            return Refusal.Invalid("assignTo", $"Nobody here has the address {email}.");
        }

        (found.State, found.Reason) = (request.Accept ? RecommendationState.Accepted : RecommendationState.Rejected, request.Reason.Trim());
        (found.AssignedTo, found.DueOn) = (request.Accept ? assigned : null, request.Accept ? request.DueOn : null);
        (found.DecidedBy, found.DecidedAt) = (unit.Actor.Member, unit.Now);
        unit.Record("placement.decided", subject, request.Reason.Length > 0 ? request.Reason : null, new JsonObject
        {
            ["number"] = found.Number, ["state"] = found.State.ToString(), ["assignedTo"] = found.AssignedTo?.ToString(), ["dueOn"] = found.DueOn?.ToString("O", CultureInfo.InvariantCulture),
        });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static Refusal? Refuses(PlacementRecommendation found, DecideRecommendationRequest request) =>
        request.Revision != found.Revision ? Refusal.Stale("This recommendation")
        : found.State != RecommendationState.Open ? new Refusal(RefusalKind.Conflict, "placement.decided", $"R-{found.Number} is {found.State.InWords()} already.")
        : request.Accept ? Texts.Refuses("reason", request.Reason, Texts.LongestReason)
        : Texts.RefusesReason(request.Reason);
}
