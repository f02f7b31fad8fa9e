using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Which models an edge environment's devices run, and which one is asked about.</summary>
internal sealed record FleetModels(IReadOnlyList<string> Names, ModelId? Chosen, string? Name)
{
    private const int Most = 200;

    /// <param name="model">Null for the one that was rolled out last.</param>
    /// <returns>A name that is none of them chooses nothing.</returns>
    public static async Task<FleetModels> FindAsync(PortalDbContext db, EnvironmentId environment, string? model, CancellationToken ct)
    {
        var rollouts = db.FleetRollouts.Where(row => row.EnvironmentId == environment);
        var found = await db.Models.AsNoTracking().Where(row => rollouts.Any(rollout => rollout.ModelId == row.Id)).OrderBy(row => row.NormalizedName)
            .Select(row => new { row.Id, row.Name, row.NormalizedName }).Take(Most).ToListAsync(ct);
        var last = model is { Length: > 0 } ? null : await rollouts.OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Number).Select(row => (ModelId?)row.ModelId).FirstOrDefaultAsync(ct);
        var chosen = model is { Length: > 0 } name ? found.Find(row => row.NormalizedName == Storage.Names.Normalize(name)) : found.Find(row => row.Id == last);
        return new FleetModels([.. found.Select(row => row.Name)], chosen?.Id, chosen?.Name);
    }

    /// <summary>The newest rollout of the chosen model, to be read.</summary>
    public async Task<FleetRollout?> RolloutAsync(PortalDbContext db, EnvironmentId environment, CancellationToken ct) => Chosen is { } model
        ? await db.FleetRollouts.AsNoTracking().Include(row => row.Waves).Where(row => row.EnvironmentId == environment && row.ModelId == model).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct)
        : null;
}
