using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Placement;

public sealed record PlaceRow(string Name, PlaceTerms Terms, DateTimeOffset CreatedAt, long Revision);

/// <param name="May">Null when the asking member may change it.</param>
/// <param name="Revision">Of the weights.</param>
public sealed record CatalogueView(IReadOnlyList<PlaceRow> Places, PlacementWeights Weights, decimal AnnualRate, string Currency, Refusal? May, long Revision);

/// <summary>The places of the catalogue, by name, and how they are weighed.</summary>
public sealed class PlacementCatalogue(PortalDatabase database, TimeProvider clock)
{
    public async Task<CatalogueView> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var book = await PlacementBook.ReadAsync(db, clock.GetUtcNow(), ct);
        var rows = await db.PlacementOptions.AsNoTracking().Where(row => row.RetiredAt == null).OrderBy(row => row.NormalizedName).Select(row => new PlaceRow(row.Name, row.Terms, row.CreatedAt, row.Revision)).ToListAsync(ct);
        return new(
            rows, book.Weights, book.AnnualRate, book.Currency, RoleRules.Refuses(actor, Permission.ManagePlacements), await db.PlacementSettings.Select(row => row.Revision).SingleOrDefaultAsync(ct));
    }

    public async Task<Outcome<PlaceRow>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        return await db.PlacementOptions.AsNoTracking().Where(row => row.NormalizedName == normalized && row.RetiredAt == null).Select(row => new PlaceRow(row.Name, row.Terms, row.CreatedAt, row.Revision)).SingleOrDefaultAsync(ct) is { } found
            ? found
            : FoundWorkload.OptionNotFound(name);
    }
}
