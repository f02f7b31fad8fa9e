using System.Text.Json.Nodes;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>
/// What a message says, for somebody outside: beside each id that it names stands what people call it, so that a receiver need not ask
/// back.
/// </summary>
internal static class WebhookData
{
    public static async Task<JsonObject> NameAsync(PortalDbContext db, JsonObject body, CancellationToken ct)
    {
        var data = body.DeepClone().AsObject();
        if (IdOf(data, "promotionId") is { } promotion && await db.Promotions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == PromotionId.From(promotion), ct) is { } asked)
        {
            (data["modelId"], data["versionId"], data["environmentId"]) = (asked.ModelId.ToString(), asked.VersionId.ToString(), asked.EnvironmentId.ToString());
        }

        if (IdOf(data, "versionId") is { } version && await db.Versions.Where(row => row.Id == VersionId.From(version)).Select(row => new { row.ModelId, row.Number }).SingleOrDefaultAsync(ct) is { } made)
        {
            (data["modelId"], data["version"]) = (made.ModelId.ToString(), made.Number);
        }

        if (IdOf(data, "modelId") is { } model)
        {
            data["model"] = await db.Models.Where(row => row.Id == ModelId.From(model)).Select(row => row.Name).SingleOrDefaultAsync(ct);
        }

        if (IdOf(data, "environmentId") is { } environment)
        {
            data["environment"] = await db.Environments.Where(row => row.Id == EnvironmentId.From(environment)).Select(row => row.Name).SingleOrDefaultAsync(ct);
        }

        return data;
    }

    /// <summary>"mortgage version 2 in production", as far as it is named.</summary>
    public static string? Subject(JsonObject data) => data["model"]?.GetValue<string>() is not { } model ? null
        : model + (data["version"] is { } version ? $" version {version}" : "") + (data["environment"]?.GetValue<string>() is { } environment ? $" in {environment}" : "");

    private static Guid? IdOf(JsonObject data, string name) => data[name] is JsonValue value && value.TryGetValue<string>(out var text) && Guid.TryParse(text, out var id) ? id : null;
}
