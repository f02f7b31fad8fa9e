using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Charges;

/// <param name="RetiredAt">Null while it takes files.</param>
/// <param name="Imports">Files that it brought, whatever became of them.</param>
public sealed record ChargeSourceRow(ChargeSourceId Id, string Name, string Provider, ChargeProfile Profile, string Description, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, int Imports, long Revision);

/// <summary>All sources by name, retired ones too; a tenant has a handful.</summary>
public sealed class ChargeSourceList(PortalDatabase database)
{
    public async Task<IReadOnlyList<ChargeSourceRow>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var imports = db.ChargeImports;
        return await db.ChargeSources.AsNoTracking().OrderBy(row => row.NormalizedName)
            .Select(row => new ChargeSourceRow(row.Id, row.Name, row.Provider, row.Profile, row.Description, row.CreatedAt, row.RetiredAt, imports.Count(import => import.SourceId == row.Id), row.Revision)).ToListAsync(ct);
    }
}
