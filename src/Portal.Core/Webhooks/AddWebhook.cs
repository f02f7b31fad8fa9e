using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

public sealed record AddWebhookRequest(string Url, IReadOnlyList<string> Kinds, string Description = "");

/// <param name="Secret">Shown this once; kept so that only the portal can read it.</param>
public sealed record AddedWebhook(WebhookId Id, string Secret);

/// <summary>Has events sent to an address outside.</summary>
public sealed class AddWebhook(AuditTrail trail, IWebhookSecrets secrets, WebhookOptions options)
{
    public async Task<Outcome<AddedWebhook>> RunAsync(Actor actor, AddWebhookRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = WebhookId.New();
        if (unit.Refuses(Permission.ManageWebhooks) is { } forbidden)
        {
            return await unit.RefuseAsync("webhook.add", new AuditSubject("webhook", id.ToString(), "webhook"), forbidden, ct);
        }

        if ((WebhookRules.RefusesUrl(request.Url, options.Places) ?? WebhookRules.Refuses(request.Description, request.Kinds)) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.Webhooks.CountAsync(row => row.State != WebhookState.Removed, ct) >= WebhookRules.MostWebhooks)
        {
            return new Refusal(RefusalKind.Conflict, "webhook.most", $"There are {WebhookRules.MostWebhooks} webhooks already, which is the most.", "Remove one that nobody listens to.");
        }

        var secret = WebhookSignature.NewSecret();
        var webhook = new Webhook
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Url = request.Url.Trim(),
            Description = request.Description.Trim(),
            Kinds = [.. request.Kinds.Distinct(StringComparer.Ordinal)],
            ProtectedSecret = secrets.Protect(secret),
            SecretTail = WebhookAct.Tail(secret),
            CreatedBy = unit.Actor.Member ?? throw new InvalidOperationException("A webhook is added by a member."),
            CreatedAt = unit.Now,
        };
        unit.Db.Webhooks.Add(webhook);
        unit.Record("webhook.added", WebhookAct.Subject(webhook), details: new JsonObject { ["kinds"] = new JsonArray([.. webhook.Kinds.Select(kind => JsonValue.Create(kind))]) });
        return await unit.CommitAsync(new AddedWebhook(id, secret), ct);
    }
}
