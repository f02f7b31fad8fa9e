using Portal.Core.Notifications.Mail;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications;

/// <param name="To">The member's name.</param>
public sealed record NotificationRow(
    NotificationId Id, string Kind, string Title, string Text, string Why, string Href, DateTimeOffset? DueAt, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt, MailState Mail, int MailAttempts,
    DateTimeOffset? MailedAt, string? MailFailure, string To);

/// <param name="MailIsOn">Whether this portal sends e-mail at all.</param>
/// <param name="Address">Where it goes.</param>
public sealed record NotificationChoicesView(IReadOnlyList<string> NotByMail, bool Digest, long Revision, bool MailIsOn, string Address);

/// <summary>What a member was told, and what could not be sent to anybody.</summary>
public sealed class NotificationList(PortalDatabase database, EmailOptions email, TimeProvider clock)
{
    /// <summary>The member's own, the newest first.</summary>
    public async Task<Outcome<Page<NotificationRow>>> ReadAsync(Actor actor, PageRequest page, bool unreadOnly, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var own = Own(db, actor);
        return await PageAsync(db, unreadOnly ? own.Where(row => row.ReadAt == null) : own, page, ct);
    }

    public async Task<(int Count, DateTimeOffset? Newest)> UnreadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var unread = Own(db, actor).Where(row => row.ReadAt == null);
        return (await unread.CountAsync(ct), await unread.MaxAsync(row => (DateTimeOffset?)row.CreatedAt, ct));
    }

    /// <summary>Marks what the member has seen: all up to an instant, so that what came meanwhile stays new.</summary>
    public async Task<Outcome<int>> ReadUpToAsync(Actor actor, DateTimeOffset upTo, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(actor.Tenant);
        return await Own(db, actor).Where(row => row.ReadAt == null && row.CreatedAt <= upTo).ExecuteUpdateAsync(row => row.SetProperty(read => read.ReadAt, now), ct);
    }

    /// <summary>Mails that failed for good, for who sends them again.</summary>
    public async Task<Outcome<Page<NotificationRow>>> FailedAsync(Actor actor, PageRequest page, CancellationToken ct)
    {
        if ((RoleRules.Refuses(actor, Permission.ManageJobs) ?? page.Refuses()) is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        return await PageAsync(db, db.Notifications.AsNoTracking().Where(row => row.Mail == MailState.Failed), page, ct);
    }

    public async Task<Outcome<NotificationChoicesView>> ChoicesAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Member is not { } member)
        {
            return Refusal.NotFound("This member");
        }

        await using var db = database.Open(actor.Tenant);
        var choice = await db.NotificationChoices.AsNoTracking().SingleOrDefaultAsync(row => row.MemberId == member, ct);
        var address = await db.Members.Where(row => row.Id == member).Select(row => row.Email).SingleOrDefaultAsync(ct);
        return address is null ? Refusal.NotFound("This member") : new NotificationChoicesView(choice?.NotByMail ?? [], choice?.Digest ?? false, RevisionOf(choice), email.IsOn(), address);
    }

    /// <summary>0 while nothing was chosen.</summary>
    internal static long RevisionOf(NotificationChoice? choice) => choice is null ? 0 : choice.Revision + 1;

    private static IQueryable<Notification> Own(PortalDbContext db, Actor actor)
    {
        var member = actor.Member;
        return db.Notifications.Where(row => row.MemberId == member);
    }

    private static Task<Page<NotificationRow>> PageAsync(PortalDbContext db, IQueryable<Notification> rows, PageRequest page, CancellationToken ct)
    {
        var members = db.Members;
        return rows.AsNoTracking().NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new NotificationRow(
                row.Id, row.Kind, row.Title, row.Text, row.Why, row.Href, row.DueAt, row.CreatedAt, row.ReadAt, row.Mail, row.MailAttempts, row.MailedAt, row.MailFailure,
                members.Where(member => member.Id == row.MemberId).Select(member => member.Name).First()),
            page,
            ct);
    }
}
