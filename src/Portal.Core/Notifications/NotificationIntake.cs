using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Notifications.Mail;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Core.Webhooks;

namespace Portal.Core.Notifications;

/// <summary>Hears one kind of message and tells each member whom it concerns: a row for each, once. That somebody was told is a fact of the trail.</summary>
internal sealed class NotificationIntake(string kind, AuditTrail trail, EmailOptions email) : IOutboxHandler
{
    public string Kind => kind;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Notifications.AnyAsync(row => row.Message == message, ct) || await IsToldByStageAsync(unit.Db, message, ct))
        {
            return;
        }

        var data = await WebhookData.NameAsync(unit.Db, body, ct);
        var recipients = await NotificationRecipients.OfAsync(unit.Db, kind, data, unit.Now, ct);
        if (recipients.Count == 0)
        {
            return;
        }

        var text = NotificationTexts.Of(kind, data);
        var members = recipients.Select(recipient => recipient.Member).ToList();
        var choices = await unit.Db.NotificationChoices.AsNoTracking().Where(row => members.Contains(row.MemberId)).ToDictionaryAsync(row => row.MemberId, ct);
        unit.Db.Notifications.AddRange(recipients.Select(recipient => Row(unit, message, text, recipient, choices.GetValueOrDefault(recipient.Member))));
        unit.Record("notification.told", new AuditSubject("message", message.ToString(), text.Title), details: new JsonObject
        {
            ["kind"] = kind,
            ["to"] = new JsonArray([.. members.Select(member => JsonValue.Create(member.ToString()))]),
        });
        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Nobody was told: {refusal.Code}");
        }
    }

    /// <summary>Where a request opens stages at once, these tell who decides; the request itself would tell the same again.</summary>
    private async Task<bool> IsToldByStageAsync(PortalDbContext db, Guid message, CancellationToken ct)
    {
        if (kind != "promotion.requested")
        {
            return false;
        }

        var subject = await db.Outbox.Where(row => row.Id == message).Select(row => row.Subject).SingleOrDefaultAsync(ct);
        return subject is not null && await db.Outbox.AnyAsync(row => row.Subject == subject && row.Kind == "promotion.stage-opened", ct);
    }

    private Notification Row(UnitOfWork unit, Guid message, NotificationText text, Recipient recipient, NotificationChoice? choice)
    {
        var mail = email.IsOn() ? MailRules.First(kind, text.DueAt, choice) : MailState.NotWanted;
        return new Notification
        {
            TenantId = unit.Actor.Tenant,
            Id = NotificationId.New(),
            Message = message,
            MemberId = recipient.Member,
            Kind = kind,
            Title = text.Title,
            Text = text.Text,
            Why = recipient.Why,
            Href = text.Href,
            DueAt = text.DueAt,
            CreatedAt = unit.Now,
            Mail = mail,
            MailDueAt = mail == MailState.ForDigest ? MailRules.NextDigest(unit.Now) : unit.Now,
        };
    }
}
