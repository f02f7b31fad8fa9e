using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <param name="Paused">Nothing is sent while it is; what happens meanwhile is not sent later either.</param>
public sealed record EditWebhookRequest(WebhookId Id, string Url, IReadOnlyList<string> Kinds, string Description, bool Paused, long? Revision = null);

/// <summary>Changes where events go, which ones, or whether any do.</summary>
public sealed class EditWebhook(AuditTrail trail, WebhookOptions options)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditWebhookRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await WebhookAct.TakeAsync(unit, request.Id, "webhook.edit", request.Revision, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        if ((WebhookRules.RefusesUrl(request.Url, options.Places) ?? WebhookRules.Refuses(request.Description, request.Kinds)) is { } invalid)
        {
            return invalid;
        }

        var webhook = taken.Value;
        var before = Describe(webhook);
        webhook.Url = request.Url.Trim();
        webhook.Description = request.Description.Trim();
        webhook.Kinds = [.. request.Kinds.Distinct(StringComparer.Ordinal)];
        webhook.State = request.Paused ? WebhookState.Paused : WebhookState.Active;
        unit.Record("webhook.edited", WebhookAct.Subject(webhook), details: new JsonObject { ["before"] = before, ["after"] = Describe(webhook) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static JsonObject Describe(Webhook webhook) => new()
    {
        ["host"] = new Uri(webhook.Url).Host,
        ["state"] = webhook.State.ToString(),
        ["kinds"] = new JsonArray([.. webhook.Kinds.Select(kind => JsonValue.Create(kind))]),
    };
}
