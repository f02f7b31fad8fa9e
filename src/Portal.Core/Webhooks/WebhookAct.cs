using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>What all acts on a webhook begin with.</summary>
internal static class WebhookAct
{
    /// <param name="act">Such as <c>webhook.edit</c>.</param>
    /// <param name="revision">Of the webhook as the person saw it; null takes it as it is.</param>
    public static async Task<Outcome<Webhook>> TakeAsync(UnitOfWork unit, WebhookId id, string act, long? revision, CancellationToken ct)
    {
        if (unit.Refuses(Permission.ManageWebhooks) is { } forbidden)
        {
            return await unit.RefuseAsync(act, new AuditSubject("webhook", id.ToString(), "webhook"), forbidden, ct);
        }

        var webhook = await unit.Db.Webhooks.SingleOrDefaultAsync(row => row.Id == id && row.State != WebhookState.Removed, ct);
        return webhook is null ? Refusal.NotFound("This webhook")
            : revision is { } seen && seen != webhook.Revision ? Refusal.Stale("This webhook")
            : webhook;
    }

    /// <summary>The trail names the host only: a path may be a secret of the receiver's.</summary>
    public static AuditSubject Subject(Webhook webhook) => new("webhook", webhook.Id.ToString(), new Uri(webhook.Url).Host);

    public static string Tail(string secret) => secret[^4..];
}
