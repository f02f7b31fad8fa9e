using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="LiveModels">How many models have a version live there.</param>
public sealed record EnvironmentRow(
    EnvironmentId Id, string Name, EnvironmentPurpose Purpose, EnvironmentPlacement Placement, string Region, string Description, DateTimeOffset CreatedAt,
    int LiveModels, DateTimeOffset? LastChangeAt, long Revision);

/// <summary>Where versions can be live. As long as a list of data centres, so it comes whole.</summary>
public sealed class EnvironmentList(PortalDatabase database)
{
    public const int Most = 1000;

    /// <summary>Production first, then by name.</summary>
    public async Task<IReadOnlyList<EnvironmentRow>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rows = await Rows(db, db.Environments.AsNoTracking().OrderBy(row => row.NormalizedName).Take(Most)).ToListAsync(ct);
        return [.. rows.OrderByDescending(row => row.Purpose).ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<Outcome<EnvironmentRow>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        return await Rows(db, db.Environments.AsNoTracking().Where(row => row.NormalizedName == normalized)).SingleOrDefaultAsync(ct) is { } found
            ? found
            : Refusal.NotFound($"The environment {name}");
    }

    private static IQueryable<EnvironmentRow> Rows(PortalDbContext db, IQueryable<Environment> environments)
    {
        var live = db.LiveDeployments;
        return environments.Select(row => new EnvironmentRow(
            row.Id, row.Name, row.Purpose, row.Placement, row.Region, row.Description, row.CreatedAt,
            live.Count(one => one.EnvironmentId == row.Id),
            live.Where(one => one.EnvironmentId == row.Id).Max(one => (DateTimeOffset?)one.Since),
            row.Revision));
    }
}
