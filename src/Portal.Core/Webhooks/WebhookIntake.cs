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
        var sent = await unit.Db.WebhookDeliveries.Where(row => row.Message == message).Select(row => row.WebhookId).ToListAsync(ct);
        var wanting = (await unit.Db.Webhooks.AsNoTracking().Where(row => row.State == WebhookState.Active).ToListAsync(ct)).Where(row => row.Kinds.Contains(kind) && !sent.Contains(row.Id)).ToList();
        if (wanting.Count == 0)
        {
            return;
        }

        var data = await WebhookData.NameAsync(unit.Db, body, ct);
        unit.Db.WebhookDeliveries.AddRange(wanting.Select(webhook => NewDelivery.Of(unit, webhook, kind, data, message)));
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

    private async Task<bool> IsWantedAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var kinds = await db.Webhooks.Where(row => row.State == WebhookState.Active).Select(row => row.Kinds).ToListAsync(ct);
        return kinds.Exists(chosen => chosen.Contains(kind));
    }
}

/// <summary>A row of work for one address.</summary>
internal static class NewDelivery
{
    public static WebhookDelivery Of(UnitOfWork unit, Webhook webhook, string kind, JsonObject data, Guid? message)
    {
        var id = WebhookDeliveryId.New();
        return new WebhookDelivery
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            WebhookId = webhook.Id,
            Message = message,
            Kind = kind,
            Body = CloudEvent.Write(unit.Actor.Tenant, id, kind, unit.Now, data, WebhookData.Subject(data)),
            CreatedAt = unit.Now,
            DueAt = unit.Now,
        };
    }
}
