using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Webhooks;

/// <summary>A row of work for one address.</summary>
internal static class NewDelivery
{
    /// <param name="message">Null for a test event.</param>
    /// <param name="late">Later events of the subject were sent to the address already.</param>
    public static WebhookDelivery Of(UnitOfWork unit, Webhook webhook, string kind, JsonObject data, OutboxMessage? message, bool late = false)
    {
        var id = WebhookDeliveryId.New();
        var body = CloudEvent.Write(unit.Actor.Tenant, id, kind, message?.CreatedAt ?? unit.Now, data, WebhookData.Subject(kind, data), message is { Subject: not null } ? message.Sequence : null);
        return new WebhookDelivery
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            WebhookId = webhook.Id,
            Message = message?.Id,
            Kind = kind,
            Subject = message?.Subject,
            Sequence = message?.Sequence ?? 0,
            IsLate = late,
            Body = late ? CloudEvent.Late(body) : body,
            CreatedAt = unit.Now,
            DueAt = unit.Now,
        };
    }
}
