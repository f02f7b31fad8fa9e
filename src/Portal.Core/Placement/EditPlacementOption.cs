using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

/// <param name="Revision">Of the place as the person saw it.</param>
public sealed record EditPlacementOptionRequest(string Name, long Revision, PlaceTerms Terms);

/// <summary>Changes the prices of a place. What was computed with the former ones keeps them.</summary>
public sealed class EditPlacementOption(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditPlacementOptionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundWorkload.FindOptionAsync(unit.Db, request.Name, ct) is not { } found)
        {
            return FoundWorkload.OptionNotFound(request.Name);
        }

        var subject = FoundWorkload.SubjectOf(found.Id, found.Name);
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement-option.edit", subject, forbidden, ct);
        }

        if (request.Revision != found.Revision)
        {
            return Refusal.Stale("This place");
        }

        if (PlaceRules.Refuses(request.Terms) is { } invalid)
        {
            return invalid;
        }

        var before = FoundWorkload.Describe(found);
        found.Terms = PlaceRules.Tidy(request.Terms);
        unit.Record("placement-option.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = FoundWorkload.Describe(found) });
        return await unit.CommitAsync(default(Done), ct);
    }
}
