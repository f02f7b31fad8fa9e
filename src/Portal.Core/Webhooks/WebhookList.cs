using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Webhooks;

/// <param name="Failed">Deliveries to it that failed for good and were not sent again.</param>
public sealed record WebhookRow(
    WebhookId Id, string Url, string Description, IReadOnlyList<string> Kinds, WebhookState State, string SecretTail, string CreatedBy, DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt, int Waiting, int Failed, long Revision);

/// <param name="Webhook">Of one webhook.</param>
public sealed record DeliveryListRequest(PageRequest Page, WebhookId? Webhook = null, DeliveryState? State = null);

public sealed record DeliveryRow(
    WebhookDeliveryId Id, WebhookId Webhook, string Host, string Kind, DeliveryState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? TriedAt, DateTimeOffset DueAt, double? Milliseconds, int? Status,
    string? Answer, string? Failure, string Body, bool IsLate);

/// <summary>Where a tenant's events go, and what became of each; for those who manage it, because addresses may be secrets.</summary>
public sealed class WebhookList(PortalDatabase database)
{
    public async Task<Outcome<IReadOnlyList<WebhookRow>>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = database.Open(actor.Tenant);
        return await Rows(db).ToListAsync(ct);
    }

    public async Task<Outcome<WebhookRow>> FindAsync(Actor actor, WebhookId id, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageWebhooks) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = database.Open(actor.Tenant);
        return await Rows(db, id).SingleOrDefaultAsync(ct) is { } row ? row : Refusal.NotFound("This webhook");
    }

    public async Task<Outcome<Page<DeliveryRow>>> DeliveriesAsync(Actor actor, DeliveryListRequest request, CancellationToken ct)
    {
        if ((RoleRules.Refuses(actor, Permission.ManageWebhooks) ?? request.Page.Refuses()) is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var webhooks = db.Webhooks;
        var rows = db.WebhookDeliveries.AsNoTracking();
        rows = request.Webhook is { } id ? rows.Where(row => row.WebhookId == id) : rows;
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        var page = await rows.NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new DeliveryRow(
                row.Id, row.WebhookId, webhooks.Where(webhook => webhook.Id == row.WebhookId).Select(webhook => webhook.Url).First(), row.Kind, row.State, row.Attempts, row.CreatedAt, row.TriedAt, row.DueAt,
                row.Milliseconds, row.Status, row.Answer, row.Failure, row.Body, row.IsLate),
            request.Page,
            ct);
        return page with { Items = [.. page.Items.Select(row => row with { Host = new Uri(row.Host).Host })] };
    }

    /// <summary>Deliveries that failed for good, for who manages them; nothing for others.</summary>
    public async Task<(int Count, DateTimeOffset? Newest)> FailedAsync(Actor actor, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageWebhooks) is not null)
        {
            return (0, null);
        }

        await using var db = database.Open(actor.Tenant);
        var active = db.Webhooks.Where(webhook => webhook.State != WebhookState.Removed).Select(webhook => webhook.Id);
        var failed = db.WebhookDeliveries.Where(row => row.State == DeliveryState.Failed && active.Contains(row.WebhookId));
        return (await failed.CountAsync(ct), await failed.MaxAsync(row => row.TriedAt, ct));
    }

    private static IQueryable<WebhookRow> Rows(PortalDbContext db, WebhookId? id = null)
    {
        var (members, deliveries) = (db.Set<Member>(), db.WebhookDeliveries);
        var webhooks = db.Webhooks.AsNoTracking().Where(row => row.State != WebhookState.Removed);
        return (id is { } one ? webhooks.Where(row => row.Id == one) : webhooks).OrderByDescending(row => row.CreatedAt).Select(row => new WebhookRow(
            row.Id, row.Url, row.Description, row.Kinds, row.State, row.SecretTail, members.Where(member => member.Id == row.CreatedBy).Select(member => member.Name).First(), row.CreatedAt,
            deliveries.Where(delivery => delivery.WebhookId == row.Id && delivery.State == DeliveryState.Delivered).Max(delivery => delivery.TriedAt),
            deliveries.Count(delivery => delivery.WebhookId == row.Id && delivery.State == DeliveryState.Waiting),
            deliveries.Count(delivery => delivery.WebhookId == row.Id && delivery.State == DeliveryState.Failed),
            row.Revision));
    }
}
