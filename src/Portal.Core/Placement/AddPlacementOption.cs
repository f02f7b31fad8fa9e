using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

public sealed record AddPlacementOptionRequest(string Name, PlaceTerms Terms);

/// <summary>Puts a place with its prices into the catalogue.</summary>
public sealed class AddPlacementOption(AuditTrail trail)
{
    public async Task<Outcome<PlacementOptionId>> RunAsync(Actor actor, AddPlacementOptionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = PlacementOptionId.New();
        var subject = FoundWorkload.SubjectOf(id, Texts.Fit(request.Name, Names.Longest));
        if (unit.Refuses(Permission.ManagePlacements) is { } forbidden)
        {
            return await unit.RefuseAsync("placement-option.add", subject, forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? PlaceRules.Refuses(request.Terms)) is { } invalid)
        {
            return invalid;
        }

        var normalized = Names.Normalize(request.Name);
        if (await unit.Db.PlacementOptions.AnyAsync(row => row.NormalizedName == normalized, ct))
        {
            return new Refusal(RefusalKind.Conflict, "taken", "A place of this name is or was in the catalogue.", "Choose another name.");
        }

        var made = new PlacementOption
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Name = request.Name,
            NormalizedName = normalized,
            Terms = PlaceRules.Tidy(request.Terms),
            CreatedAt = unit.Now,
        };
        unit.Db.PlacementOptions.Add(made);
        unit.Record("placement-option.added", subject, details: FoundWorkload.Describe(made));
        return await unit.CommitAsync(id, ct);
    }
}
