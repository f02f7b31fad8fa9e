using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Revision">Of the environment as the person saw it.</param>
public sealed record EditEnvironmentRequest(string Name, long Revision, EnvironmentPlacement Placement, string Region, string Description);

/// <summary>Changes what is said about an environment. It can't move to a region where something that is live there may not be.</summary>
public sealed class EditEnvironment(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditEnvironmentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Name);
        var environment = await unit.Db.Environments.SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        if (environment is null)
        {
            return Refusal.NotFound($"The environment {request.Name}");
        }

        var subject = new AuditSubject("environment", environment.Id.ToString(), environment.Name);
        if (unit.Refuses(Permission.ManageEnvironments) is { } forbidden)
        {
            return await unit.RefuseAsync("environment.edit", subject, forbidden, ct);
        }

        if (request.Revision != environment.Revision)
        {
            return Refusal.Stale("This environment");
        }

        if (EnvironmentRules.Refuses(request.Region, request.Description) is { } invalid)
        {
            return invalid;
        }

        if (await RefusesMoveAsync(unit.Db, environment, EnvironmentRules.Region(request.Region), ct) is { } blocked)
        {
            return await unit.RefuseAsync("environment.edit", subject, blocked, ct);
        }

        var before = EnvironmentRules.Describe(environment);
        environment.Placement = request.Placement;
        environment.Region = EnvironmentRules.Region(request.Region);
        environment.Description = request.Description.Trim();
        unit.Record("environment.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = EnvironmentRules.Describe(environment) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<Refusal?> RefusesMoveAsync(PortalDbContext db, Environment environment, string region, CancellationToken ct)
    {
        if (region == environment.Region)
        {
            return null;
        }

        var (live, models) = (db.LiveDeployments, db.Models);
        var there = await models.AsNoTracking().Where(model => live.Any(row => row.EnvironmentId == environment.Id && row.ModelId == model.Id)).OrderBy(model => model.NormalizedName).ToListAsync(ct);
        return there.Select(model => PlacementRules.Refuses(model.Name, model.AllowedRegions, environment.Name, region)).FirstOrDefault(refusal => refusal is not null);
    }
}
