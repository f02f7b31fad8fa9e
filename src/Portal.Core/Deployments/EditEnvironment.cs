using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Revision">Of the environment as the person saw it.</param>
public sealed record EditEnvironmentRequest(string Name, long Revision, EnvironmentPlacement Placement, string Region, string Description);

/// <summary>Changes what may change of an environment. A region that a live model does not allow is refused.</summary>
public sealed class EditEnvironment(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditEnvironmentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Name);
        var environment = await unit.Db.Environments.SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        if (environment is null)
        {
            return EnvironmentFields.NotFound(request.Name);
        }

        var subject = EnvironmentFields.Subject(environment);
        if (unit.Refuses(Permission.ManageEnvironments) is { } forbidden)
        {
            return await unit.RefuseAsync("environment.edit", subject, forbidden, ct);
        }

        if (request.Revision != environment.Revision)
        {
            return Refusal.Stale("This environment");
        }

        if (PlacementRules.Refuses(request.Placement, request.Region, request.Description) is { } invalid)
        {
            return invalid;
        }

        if (await LiveRefusesAsync(unit, environment, request.Region, ct) is { } blocked)
        {
            return await unit.RefuseAsync("environment.edit", subject, blocked, ct);
        }

        var before = EnvironmentFields.Describe(environment);
        environment.Placement = request.Placement;
        environment.Region = PlacementRules.Region(request.Region);
        environment.Description = request.Description.Trim();
        unit.Record("environment.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = EnvironmentFields.Describe(environment) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<Refusal?> LiveRefusesAsync(UnitOfWork unit, Environment environment, string region, CancellationToken ct)
    {
        if (PlacementRules.Region(region) == environment.Region)
        {
            return null;
        }

        // Regions are text to the database, so the live models, one row each, are read.
        var live =
            from row in unit.Db.LiveDeployments
            join model in unit.Db.Models on row.ModelId equals model.Id
            where row.EnvironmentId == environment.Id
            orderby model.NormalizedName
            select new { model.Name, model.AllowedRegions };
        await foreach (var model in live.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (PlacementRules.RefusesRegion(environment.Name, region, model.Name, model.AllowedRegions) is { } refusal)
            {
                return refusal with { Sentence = $"{model.Name} is live in {environment.Name} and not allowed in {region}.", NextStep = "Let the model's owner allow the region first." };
            }
        }

        return null;
    }
}
