using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>
/// Makes a delivery due again that has failed for good, with all attempts. The receiver knows it by the same id; where later events of
/// its subject went on meanwhile, it says that it comes late.
/// </summary>
public sealed class ResendDelivery(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, WebhookDeliveryId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("delivery", id.ToString(), "delivery");
        if (unit.Refuses(Permission.ManageWebhooks) is { } forbidden)
        {
            return await unit.RefuseAsync("webhook.resend", subject, forbidden, ct);
        }

        var delivery = await unit.Db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == id, ct);
        if (delivery is null || !await unit.Db.Webhooks.AnyAsync(row => row.Id == delivery.WebhookId && row.State != WebhookState.Removed, ct))
        {
            return Refusal.NotFound("This delivery");
        }

        if (delivery.State != DeliveryState.Failed)
        {
            return new Refusal(RefusalKind.Conflict, "delivery.not-failed", "Only a delivery that has failed for good is sent again.");
        }

        if (!delivery.IsLate && await DeliveryOrder.IsOvertakenAsync(unit.Db, delivery.WebhookId, delivery.Subject, delivery.Sequence, ct))
        {
            (delivery.IsLate, delivery.Body) = (true, CloudEvent.Late(delivery.Body));
        }

        (delivery.State, delivery.Attempts, delivery.DueAt) = (DeliveryState.Waiting, 0, unit.Now);
        unit.Record("webhook.resent", subject with { Name = delivery.Kind }, details: new JsonObject { ["late"] = delivery.IsLate });
        var done = await unit.CommitAsync(default(Done), ct);
        signal.Raise();
        return done;
    }
}
