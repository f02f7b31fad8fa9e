using System.Text.Json.Nodes;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>
/// What a message says, for somebody outside: beside each id that it names stands what people call it, so that a receiver need not ask
/// back. It leaves the house, where nobody's rights are asked: no protected column is named.
/// </summary>
internal static class WebhookData
{
    public static async Task<JsonObject> NameAsync(PortalDbContext db, JsonObject body, CancellationToken ct)
    {
        var data = body.DeepClone().AsObject();
        await NameEvaluationAsync(db, data, ct);
        await NameDeploymentAsync(db, data, ct);
        if (IdOf(data, "promotionId") is { } promotion && await db.Promotions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == PromotionId.From(promotion), ct) is { } asked)
        {
            (data["modelId"], data["versionId"], data["environmentId"]) = (asked.ModelId.ToString(), asked.VersionId.ToString(), asked.EnvironmentId.ToString());
        }

        if (IdOf(data, "versionId") is { } version
            && await db.Versions.Where(row => row.Id == VersionId.From(version)).Select(row => new { row.ModelId, row.Number, row.Digest }).SingleOrDefaultAsync(ct) is { } made)
        {
            (data["modelId"], data["version"], data["sha256"]) = (made.ModelId.ToString(), made.Number, made.Digest.Hex);
        }

        if (IdOf(data, "modelId") is { } model)
        {
            data["model"] = await db.Models.Where(row => row.Id == ModelId.From(model)).Select(row => row.Name).SingleOrDefaultAsync(ct);
        }

        if (IdOf(data, "environmentId") is { } environment)
        {
            data["environment"] = await db.Environments.Where(row => row.Id == EnvironmentId.From(environment)).Select(row => row.Name).SingleOrDefaultAsync(ct);
        }

        return IdOf(data, "modelId") is { } about ? ProtectedWords.Unname(data, await ProtectedColumns.NamesAsync(db, ModelId.From(about), ct)) : data;
    }

    /// <summary>Where the thing is found under the API's address: what a receiver puts events in order by.</summary>
    public static string Subject(string kind, JsonObject data) => MessageSubject.ThingOf(kind) switch
    {
        "version" when Text(data, "model") is { } model && Text(data, "version") is { } version => $"models/{model}/versions/{version}",
        "deployment" when Text(data, "environment") is { } environment && Text(data, "model") is { } model => $"environments/{environment}/deployments/{model}",
        "retraining" when Text(data, "number") is { } number => $"retraining-requests/{number}",
        "budget" when Text(data, "budgetId") is { } budget => $"budgets/{budget}",
        "anomaly" when Text(data, "anomalyId") is { } anomaly => $"costs/anomalies/{anomaly}",
        var thing when Text(data, "number") is { } number => $"{thing}s/{number}",
        _ => kind,
    };

    private static async Task NameEvaluationAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        if (IdOf(data, "evaluationId") is not { } id || await db.Evaluations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == EvaluationId.From(id), ct) is not { } evaluation)
        {
            return;
        }

        (data["state"], data["evidence"]) = (evaluation.State.ToString(), evaluation.EvidenceDigest?.Hex);
        data["metrics"] = evaluation.Results is { } results ? new JsonObject(results.Metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)JsonValue.Create(metric.Value)))) : null;
    }

    private static async Task NameDeploymentAsync(PortalDbContext db, JsonObject data, CancellationToken ct)
    {
        if (IdOf(data, "deploymentId") is not { } id || await db.Deployments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == DeploymentId.From(id), ct) is not { } deployment)
        {
            return;
        }

        (data["versionId"], data["cause"], data["reason"]) = (deployment.VersionId.ToString(), deployment.Cause.ToString(), deployment.Reason);
        data["promotion"] = await db.Promotions.Where(row => row.Id == deployment.PromotionId).Select(row => (int?)row.Number).SingleOrDefaultAsync(ct);
    }

    private static string? Text(JsonObject data, string name) => data[name] is JsonValue value ? value.ToString() : null;

    private static Guid? IdOf(JsonObject data, string name) => data[name] is JsonValue value && value.TryGetValue<string>(out var text) && Guid.TryParse(text, out var id) ? id : null;
}
