using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>Puts an event that means nothing on its way, to see whether the receiver gets and believes it.</summary>
public sealed class SendTestEvent(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<WebhookDeliveryId>> RunAsync(Actor actor, WebhookId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var taken = await WebhookAct.TakeAsync(unit, id, "webhook.test", revision: null, ct);
        if (!taken.IsOk)
        {
            return taken.Refusal;
        }

        if (taken.Value.State != WebhookState.Active)
        {
            return new Refusal(RefusalKind.Conflict, "webhook.paused", "This webhook is paused: nothing is sent to it.", "Resume it first.");
        }

        var delivery = NewDelivery.Of(unit, taken.Value, WebhookKinds.Test, new JsonObject { ["sentBy"] = unit.Actor.Name }, message: null);
        unit.Db.WebhookDeliveries.Add(delivery);
        unit.Record("webhook.tested", WebhookAct.Subject(taken.Value));
        var sent = await unit.CommitAsync(delivery.Id, ct);
        signal.Raise();
        return sent;
    }
}
