using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>Hands out the numbers of incidents, in the unit of whoever opens one.</summary>
internal static class IncidentNumbers
{
    public static async Task<int> NextAsync(PortalDbContext db, CancellationToken ct) => 1 + (await db.Incidents.MaxAsync(row => (int?)row.Number, ct) ?? 0);
}
