using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>Ends a webhook; what still waits for it is not sent.</summary>
public sealed class RemoveWebhook(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WebhookId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await WebhookAct.TakeAsync(unit, id, "webhook.remove", revision: null, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        taken.Value.State = WebhookState.Removed;
        await unit.Db.WebhookDeliveries.Where(row => row.WebhookId == id && row.State == DeliveryState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(ended => ended.State, DeliveryState.Failed).SetProperty(ended => ended.Failure, "The webhook was removed."), ct);
        unit.Record("webhook.removed", WebhookAct.Subject(taken.Value));
        return await unit.CommitAsync(default(Done), ct);
    }
}
