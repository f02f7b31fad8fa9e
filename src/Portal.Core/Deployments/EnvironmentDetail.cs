using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>One environment.</summary>
public sealed class EnvironmentDetail(PortalDatabase database)
{
    public async Task<Outcome<EnvironmentRow>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        var live = db.LiveDeployments;
        return await db.Environments.AsNoTracking().Where(row => row.NormalizedName == normalized)
            .Select(row => new EnvironmentRow(
                row.Id, row.Name, row.Purpose, row.Placement, row.Region, row.Description, row.CreatedAt, live.Count(one => one.EnvironmentId == row.Id),
                live.Count(one => one.EnvironmentId == row.Id && one.ChallengerDeploymentId != null), new EnvironmentTerms(row.Capacity, row.Slots, row.PriceClass, row.AllowedClassifications), row.Revision))
            .SingleOrDefaultAsync(ct) is { } view
            ? view
            : EnvironmentFields.NotFound(name);
    }
}
