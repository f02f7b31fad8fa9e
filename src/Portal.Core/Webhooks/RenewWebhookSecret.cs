using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>Gives a webhook a new secret at once; what is sent from then on is signed with it.</summary>
public sealed class RenewWebhookSecret(AuditTrail trail, IWebhookSecrets secrets)
{
    public async Task<Outcome<AddedWebhook>> RunAsync(Actor actor, WebhookId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await WebhookAct.TakeAsync(unit, id, "webhook.renew-secret", revision: null, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        var secret = WebhookSignature.NewSecret();
        (taken.Value.ProtectedSecret, taken.Value.SecretTail) = (secrets.Protect(secret), WebhookAct.Tail(secret));
        unit.Record("webhook.secret-renewed", WebhookAct.Subject(taken.Value));
        return await unit.CommitAsync(new AddedWebhook(id, secret), ct);
    }
}
