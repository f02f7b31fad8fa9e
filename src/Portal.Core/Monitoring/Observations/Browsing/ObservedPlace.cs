using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Browsing;

/// <summary>Nothing came yet is one answer; there is no such model or environment is another.</summary>
internal static class ObservedPlace
{
    /// <param name="environment">Normalized.</param>
    /// <param name="model">Normalized.</param>
    public static async Task<Refusal?> RefusesAsync(PortalDbContext db, string environment, string model, CancellationToken ct) =>
        !await db.Models.AnyAsync(row => row.NormalizedName == model, ct) ? Refusal.NotFound("A model of that name")
        : !await db.Environments.AnyAsync(row => row.NormalizedName == environment, ct) ? Refusal.NotFound("An environment of that name")
        : null;
}
