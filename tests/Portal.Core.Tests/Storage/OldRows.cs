using Portal.Core.Notifications;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Tests.Storage;

/// <summary>Rows as old as a test says, in days, of one tenant.</summary>
internal sealed class OldRows(TestPortal portal, TenantId? tenant = null)
{
    private readonly WebhookId _webhook = WebhookId.New();
    private bool _added;

    private TenantId Tenant => tenant ?? portal.Tenant;

    public OutboxMessage Message(string kind, int told, int? delivered = null, int? failed = null) => new()
    {
        TenantId = Tenant, Id = Guid.CreateVersion7(), Kind = kind, Body = "{}", CreatedAt = Ago(told), DueAt = Ago(told), DeliveredAt = delivered is { } heard ? Ago(heard) : null, FailedAt = failed is { } ended ? Ago(ended) : null,
    };

    public WebhookDelivery Delivery(string kind, DeliveryState state, int age, string? subject = null, long sequence = 0, Guid? message = null) => new()
    {
        TenantId = Tenant, Id = WebhookDeliveryId.New(), WebhookId = _webhook, Message = message ?? Guid.CreateVersion7(), Kind = kind, Subject = subject, Sequence = sequence, Body = new string('x', 300),
        CreatedAt = Ago(age), State = state, DueAt = Ago(age), Attempts = 1, TriedAt = Ago(age),
    };

    public Notification Notification(string kind, MailState mail, int age, Guid? message = null) => new()
    {
        TenantId = Tenant, Id = NotificationId.New(), Message = message ?? Guid.CreateVersion7(), MemberId = portal.As(Role.Reviewer).Member!.Value, Kind = kind, Title = "t", Text = "t", Why = "w", Href = "/",
        CreatedAt = Ago(age), Mail = mail, MailDueAt = Ago(age),
    };

    public async Task AddAsync(params IReadOnlyList<ITenantOwned> rows)
    {
        await using var db = portal.Get<PortalDatabase>().Open(Tenant);
        if (!_added && rows.Any(row => row is WebhookDelivery))
        {
            _added = true;
            db.Webhooks.Add(new Webhook { TenantId = Tenant, Id = _webhook, Url = "https://hooks.example.com/", Description = "", Kinds = [], ProtectedSecret = "s", SecretTail = "s", CreatedBy = portal.As(Role.TenantAdministrator).Member!.Value, CreatedAt = Ago(500) });
        }

        db.AddRange(rows);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> CountAsync(string kind)
    {
        await using var db = portal.Get<PortalDatabase>().Open(Tenant);
        return await db.Outbox.CountAsync(row => row.Kind == kind) + await db.WebhookDeliveries.CountAsync(row => row.Kind == kind) + await db.Notifications.CountAsync(row => row.Kind == kind);
    }

    private DateTimeOffset Ago(int days) => portal.Clock.GetUtcNow().AddDays(-days);
}
