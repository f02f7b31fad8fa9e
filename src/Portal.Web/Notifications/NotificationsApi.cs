using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Notifications;
using Portal.Web.Api;

namespace Portal.Web.Notifications;

/// <param name="Address">The page that it is about, from the portal's root.</param>
/// <param name="Due">Until when something is asked of you.</param>
/// <param name="Mail">What became of it as an e-mail.</param>
public sealed record NotificationAnswer(
    Guid Id, string Kind, string Title, string Text, string Why, string Address, DateTimeOffset? Due, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt, MailState Mail, int MailAttempts, string? MailFailure, string To)
{
    public static NotificationAnswer Of(NotificationRow row) => new(
        row.Id.Value, row.Kind, row.Title, row.Text, row.Why, row.Href, row.DueAt, row.CreatedAt, row.ReadAt, row.Mail, row.MailAttempts, row.MailFailure, row.To);
}

/// <param name="UpTo">The instant of the newest that was seen: what came later stays new.</param>
public sealed record ReadNotificationsBody(DateTimeOffset UpTo);

/// <param name="NotByMail">Kinds that don't come by mail; see <c>notifications/kinds</c>.</param>
/// <param name="Digest">One mail a day, instead of one for each; what has a deadline comes at once all the same.</param>
public sealed record NotificationChoicesBody(IReadOnlyList<string> NotByMail, bool Digest);

/// <param name="MailIsOn">Whether this portal sends e-mail at all.</param>
/// <param name="Address">Where your mails go.</param>
public sealed record NotificationChoicesAnswer(IReadOnlyList<string> NotByMail, bool Digest, bool MailIsOn, string Address);

/// <summary>What you were told, and what of it comes by mail, for programs.</summary>
public static class NotificationsApi
{
    public static void MapNotificationsApi(this IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/", ListAsync).WithName("ListNotifications").WithSummary("What you were told, newest first");
        notifications.MapGet("/kinds", () => TypedResults.Ok(NotificationKinds.All)).WithName("ListNotificationKinds").WithSummary("What members are told of, and who is");
        notifications.MapPost("/read", ReadAsync).WithName("ReadNotifications").WithSummary("Marks what you have seen");
        notifications.MapGet("/choices", ChoicesAsync).WithName("GetNotificationChoices").WithSummary("What comes to you by mail");
        notifications.MapPut("/choices", ChooseAsync).WithName("ChooseNotifications").WithSummary("Chooses what comes to you by mail; If-Match is the revision that you saw");
        notifications.MapGet("/failed", FailedAsync).WithName("ListFailedMails").WithSummary("Mails that failed for good, of all members");
        notifications.MapPost("/{id:guid}/resend", ResendAsync).WithName("ResendMail").WithSummary("Makes a mail due again that has failed for good");
    }

    private static async Task<Results<Ok<PageAnswer<NotificationAnswer>>, ProblemHttpResult>> ListAsync(Caller caller, [AsParameters] PageQuery page, NotificationList list, CancellationToken ct, bool unread = false) =>
        (await list.ReadAsync(caller.Actor, page.ToRequest(), unread, ct)).ToOk(rows => rows.ToAnswer(NotificationAnswer.Of));

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadAsync(Caller caller, ReadNotificationsBody body, NotificationList list, CancellationToken ct) =>
        (await list.ReadUpToAsync(caller.Actor, body.UpTo.ToUniversalTime(), ct)).ToNoContent();

    private static async Task<Results<Ok<NotificationChoicesAnswer>, ProblemHttpResult>> ChoicesAsync(Caller caller, NotificationList list, HttpResponse response, CancellationToken ct)
    {
        var found = await list.ChoicesAsync(caller.Actor, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(view => new NotificationChoicesAnswer(view.NotByMail, view.Digest, view.MailIsOn, view.Address));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChooseAsync(Caller caller, NotificationChoicesBody body, HttpRequest request, ChooseNotifications act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new ChooseNotificationsRequest(body.NotByMail, body.Digest, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<NotificationAnswer>>, ProblemHttpResult>> FailedAsync(Caller caller, [AsParameters] PageQuery page, NotificationList list, CancellationToken ct) =>
        (await list.FailedAsync(caller.Actor, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(NotificationAnswer.Of));

    private static async Task<Results<NoContent, ProblemHttpResult>> ResendAsync(Caller caller, Guid id, ResendMail act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new NotificationId(id), ct)).ToNoContent();
}
