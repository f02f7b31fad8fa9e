using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Revision">Of the environment as the person saw it.</param>
public sealed record EditEnvironmentRequest(string Name, long Revision, EnvironmentPlacement Placement, string Region, string Description)
{
    /// <summary>Null leaves them as they are.</summary>
    public EnvironmentTerms? Terms { get; init; }
}

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

        if ((PlacementRules.Refuses(request.Placement, request.Region, request.Description) ?? (request.Terms is { } asked ? PlacementRules.Refuses(asked) : null)) is { } invalid)
        {
            return invalid;
        }

        if ((await RolloutRefusesAsync(unit, environment, request, ct) ?? await LiveRefusesAsync(unit, environment, request, ct)) is { } blocked)
        {
            return await unit.RefuseAsync("environment.edit", subject, blocked, ct);
        }

        var before = EnvironmentFields.Describe(environment);
        environment.Placement = request.Placement;
        environment.Region = PlacementRules.Region(request.Region);
        environment.Description = request.Description.Trim();
        if (request.Terms is { } terms)
        {
            EnvironmentFields.Set(environment, terms);
        }

        unit.Record("environment.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = EnvironmentFields.Describe(environment) });
        return await unit.CommitAsync(default(Done), ct);
    }

    /// <summary>Devices know no challenger: where one stands, its rollout ends first.</summary>
    private static async Task<Refusal?> RolloutRefusesAsync(UnitOfWork unit, Environment environment, EditEnvironmentRequest request, CancellationToken ct) =>
        request.Placement == EnvironmentPlacement.Edge && environment.Placement != EnvironmentPlacement.Edge
        && await unit.Db.LiveDeployments.AnyAsync(row => row.EnvironmentId == environment.Id && row.ChallengerDeploymentId != null, ct)
            ? new(
                RefusalKind.Conflict, "environment.rollout-runs", $"A rollout runs in {environment.Name}, and devices at the edge run one version each.",
                "Let it complete or take it back, then change the placement.")
            : null;

    private static async Task<Refusal?> LiveRefusesAsync(UnitOfWork unit, Environment environment, EditEnvironmentRequest request, CancellationToken ct)
    {
        var (region, allowed) = (request.Region, request.Terms?.AllowedClassifications ?? environment.AllowedClassifications);
        if (PlacementRules.Region(region) == environment.Region && allowed.ToHashSet().SetEquals(environment.AllowedClassifications))
        {
            return null;
        }

        // Regions are text to the database, so the live models, one row each, are read.
        var live =
            from row in unit.Db.LiveDeployments
            join model in unit.Db.Models on row.ModelId equals model.Id
            where row.EnvironmentId == environment.Id
            orderby model.NormalizedName
            select new { model.Name, model.AllowedRegions, model.DataClassification };
        await foreach (var model in live.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (PlacementRules.RefusesRegion(environment.Name, region, model.Name, model.AllowedRegions) is { } elsewhere)
            {
                return elsewhere with { Sentence = $"{model.Name} is live in {environment.Name} and not allowed in {region}.", NextStep = "Let the model's owner allow the region first." };
            }

            if (PlacementRules.RefusesClassification(environment.Name, allowed, model.Name, model.DataClassification) is { } refusal)
            {
                return refusal with
                {
                    Sentence = $"{model.Name} is live in {environment.Name} and has seen data that is classified as {model.DataClassification.InWords()}.",
                    NextStep = "Keep that classification as long as the model is live there.",
                };
            }
        }

        return null;
    }
}
