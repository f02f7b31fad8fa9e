using Portal.Core.Notifications;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Notifications;

/// <summary>The pages of notifications, and what waits there. They are reached from the bell and from the member's own menu.</summary>
public static class NotificationsPages
{
    public static IServiceCollection AddNotificationsPages(this IServiceCollection services) => services
        .AddScoped<IWaitingSource, Unread>()
        .AddScoped<IWaitingSource, FailedMails>();

    public static string InWords(this MailState state) => state switch
    {
        MailState.NotWanted => "Not by mail",
        MailState.Waiting => "Mail waits",
        MailState.ForDigest => "In the day's mail",
        MailState.Sent => "Mailed",
        MailState.Failed => "Mail failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(MailState state) => state switch { MailState.Sent => Tone.Passed, MailState.Failed => Tone.Failed, MailState.NotWanted => Tone.Plain, _ => Tone.Queued };

    private sealed class Unread(NotificationList list, CircuitActor actor) : IWaitingSource
    {
        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var (count, newest) = await list.UnreadAsync(await actor.GetAsync(ct), ct);
            return newest is not { } at ? [] : [new WaitingItem("bell", "You were told something", $"{Figures.Count(count, "notification")} that you have not read.", "Read", "/notifications", at)];
        }
    }

    private sealed class FailedMails(NotificationList list, CircuitActor circuit) : IWaitingSource
    {
        public async Task<IReadOnlyList<WaitingItem>> ListAsync(CancellationToken ct)
        {
            var actor = await circuit.GetAsync(ct);
            if (RoleRules.Refuses(actor, Permission.ManageJobs) is not null)
            {
                return [];
            }

            var failed = (await list.FailedAsync(actor, new PageRequest(20), ct)).Value;
            return failed.Items.Count == 0 ? [] :
                [new WaitingItem("warning", "Mails were not sent", $"{Figures.Count(failed.Items.Count, "mail")}{(failed.Next is null ? "" : " and more")} to members failed for good.", "See them", "/settings/notifications", failed.Items[0].CreatedAt)];
        }
    }
}
