using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <summary>Who takes back, and why. The incident is the portal's only reason to do it by itself.</summary>
internal sealed record RollbackOrder(DeploymentCause Cause, string Reason, MemberId? By, int? Incident = null);

/// <summary>The last steps of every rollback, a person's and the portal's: the same checks, the same rows, the same words in the trail.</summary>
internal static class RollbackSwitch
{
    public static Refusal? Refuses(RollbackPlace place, RollbackChoice choice, CheckedFile file) =>
        PlacementRules.RefusesRegion(place.Environment.Name, place.Environment.Region, place.Model.Name, place.Model.AllowedRegions)
        ?? PlacementRules.RefusesClassification(place.Environment.Name, place.Environment.AllowedClassifications, place.Model.Name, place.Model.DataClassification)
        ?? RollbackRules.RefusesArtifact(file.IsWhole, place.Model.Name, choice.Number);

    public static async Task<Outcome<RolledBack>> CommitAsync(UnitOfWork unit, RollbackPlace place, RollbackChoice choice, RollbackOrder order, CancellationToken ct)
    {
        var change = new LiveChange(
            place.Environment.Id, place.Environment.Name, place.Model.Id, place.Model.Name, choice.Version, choice.Number,
            order.Cause, choice.PromotionId, order.Reason, order.By, order.Incident, choice.Origin);
        var deployment = await LiveSwitch.StageAsync(unit, change, ct);
        unit.Record("deployment.rolled-back", new AuditSubject("deployment", deployment.Id.ToString(), change.Name), order.Reason, Details(place, choice, order));
        unit.Tell("deployment.rolled-back", new JsonObject
        {
            ["deploymentId"] = deployment.Id.ToString(),
            ["environmentId"] = place.Environment.Id.ToString(),
            ["modelId"] = place.Model.Id.ToString(),
            ["from"] = place.LiveNumber,
            ["to"] = choice.Number,
            ["cause"] = order.Cause.ToString(),
            ["incident"] = order.Incident,
        });
        return await unit.CommitAsync(new RolledBack(deployment.Id, place.LiveNumber, choice.Number), ct);
    }

    private static JsonObject Details(RollbackPlace place, RollbackChoice choice, RollbackOrder order)
    {
        var details = new JsonObject
        {
            ["environment"] = place.Environment.Name,
            ["model"] = place.Model.Name,
            ["from"] = place.LiveNumber,
            ["to"] = choice.Number,
            ["sha256"] = choice.Digest.Hex,
        };
        if (order.Incident is { } incident)
        {
            details["incident"] = incident;
        }

        return details;
    }
}
