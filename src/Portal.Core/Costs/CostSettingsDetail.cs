using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs;

/// <param name="Revision">0 while the defaults hold.</param>
public sealed record CostSettingsView(string Currency, long Revision);

/// <summary>How the tenant looks at its money.</summary>
public sealed class CostSettingsDetail(PortalDatabase database)
{
    public async Task<CostSettingsView> FindAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var settings = await db.CostSettings.AsNoTracking().SingleOrDefaultAsync(ct);
        return new CostSettingsView(settings?.Currency ?? CostSettings.DefaultCurrency, RevisionOf(settings));
    }

    internal static long RevisionOf(CostSettings? settings) => settings is null ? 0 : settings.Revision + 1;
}
