using Portal.Core.Audit;
using Portal.Core.Notifications.Mail;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

/// <summary>Makes a mail due again that has failed for good, with all attempts.</summary>
public sealed class ResendMail(AuditTrail trail, WorkSignal signal, EmailOptions email)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, NotificationId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("notification", id.ToString(), "notification");
        if (unit.Refuses(Permission.ManageJobs) is { } forbidden)
        {
            return await unit.RefuseAsync("notification.resend", subject, forbidden, ct);
        }

        if (await unit.Db.Notifications.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } notification)
        {
            return Refusal.NotFound("This notification");
        }

        if (notification.Mail != MailState.Failed)
        {
            return new Refusal(RefusalKind.Conflict, "mail.not-failed", "Only a mail that has failed for good is sent again.");
        }

        if (!email.IsOn())
        {
            return new Refusal(RefusalKind.Conflict, "mail.off", "This portal sends no e-mail.", "An operator sets Portal:Email:Host.");
        }

        (notification.Mail, notification.MailAttempts, notification.MailDueAt) = (MailState.Waiting, 0, unit.Now);
        unit.Record("notification.resent", subject with { Name = notification.Kind });
        var done = await unit.CommitAsync(default(Done), ct);
        signal.Raise();
        return done;
    }
}
