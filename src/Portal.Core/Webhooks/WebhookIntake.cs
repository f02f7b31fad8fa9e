using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <summary>Hears one kind of message and puts it on its way to every address that wants it: a row for each, once.</summary>
internal sealed class WebhookIntake(string kind, AuditTrail trail, PortalDatabase database) : IOutboxHandler
{
    public string Kind => kind;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        // Most tenants send nothing anywhere: they are not kept waiting in line for that.
        if (!await IsWantedAsync(actor.Tenant, ct))
        {
            return;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        var wanting = await WantingAsync(unit.Db, message, ct);
        if (wanting.Count == 0)
        {
            return;
        }

        var (told, data) = (await unit.Db.Outbox.AsNoTracking().SingleAsync(row => row.Id == message, ct), await WebhookData.NameAsync(unit.Db, body, ct));
        foreach (var webhook in wanting)
        {
            var late = await DeliveryOrder.IsOvertakenAsync(unit.Db, webhook.Id, told.Subject, told.Sequence, ct);
            unit.Db.WebhookDeliveries.Add(NewDelivery.Of(unit, webhook, kind, data, told, late));
        }

        unit.Record("webhook.queued", new AuditSubject("message", message.ToString(), kind), details: new JsonObject
        {
            ["kind"] = kind,
            ["to"] = new JsonArray([.. wanting.Select(webhook => JsonValue.Create(new Uri(webhook.Url).Host))]),
        });
        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"A webhook was not queued: {refusal.Code}");
        }
    }

    private async Task<List<Webhook>> WantingAsync(PortalDbContext db, Guid message, CancellationToken ct)
    {
        var sent = await db.WebhookDeliveries.Where(row => row.Message == message).Select(row => row.WebhookId).ToListAsync(ct);
        var active = await db.Webhooks.AsNoTracking().Where(row => row.State == WebhookState.Active).ToListAsync(ct);
        return [.. active.Where(row => row.Kinds.Contains(kind) && !sent.Contains(row.Id))];
    }

    private async Task<bool> IsWantedAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var kinds = await db.Webhooks.Where(row => row.State == WebhookState.Active).Select(row => row.Kinds).ToListAsync(ct);
        return kinds.Exists(chosen => chosen.Contains(kind));
    }
}
