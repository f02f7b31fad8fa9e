using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

public sealed record ChargeSourceRow(ChargeSourceId Id, string Name, string Provider, ChargeProfile Profile, string Description, DateTimeOffset CreatedAt);

/// <summary>All sources by name; a tenant has a handful.</summary>
public sealed class ChargeSourceList(PortalDatabase database)
{
    public async Task<IReadOnlyList<ChargeSourceRow>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.ChargeSources.AsNoTracking().OrderBy(row => row.NormalizedName)
            .Select(row => new ChargeSourceRow(row.Id, row.Name, row.Provider, row.Profile, row.Description, row.CreatedAt)).ToListAsync(ct);
    }
}
