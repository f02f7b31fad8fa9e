using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Notifications.Mail;

/// <summary>
/// Sends the mails that are due, at least once. One is claimed by moving its due time, so that of several nodes one sends it and a node
/// that dies leaves it due again. When there is no talking to the server the run ends; what was not tried yet waits for the next.
/// </summary>
public sealed partial class MailDispatcher(PortalDatabase database, TenantDirectory tenants, SmtpSender sender, EmailOptions options, TimeProvider clock, ILogger<MailDispatcher> log)
{
    private const int Window = 100;
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var sent = 0;
        if (!options.IsOn())
        {
            return sent;
        }

        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                var (count, reachable) = await RunAsync(tenant.Id, tenant.Name, ct);
                sent += count;
                if (!reachable)
                {
                    break;
                }
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return sent;
    }

    private async Task<(int Sent, bool Reachable)> RunAsync(TenantId tenant, string name, CancellationToken ct)
    {
        var sent = 0;
        foreach (var due in await DueAsync(tenant, ct))
        {
            if (await ClaimAsync(tenant, due, ct) is not { Count: > 0 } claimed)
            {
                continue;
            }

            var result = await TryAsync(tenant, name, claimed, ct);
            sent += result == MailResult.Sent ? 1 : 0;
            if (result == MailResult.Unreachable)
            {
                return (sent, false);
            }
        }

        return (sent, true);
    }

    /// <summary>Single mails, and one for each member whose day's mail is due.</summary>
    private async Task<List<Notification>> DueAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var rows = await db.Notifications.AsNoTracking().Where(row => (row.Mail == MailState.Waiting || row.Mail == MailState.ForDigest) && row.MailDueAt <= now)
            .OrderBy(row => row.MailDueAt).ThenBy(row => row.CreatedAt).Take(Window).ToListAsync(ct);
        return [.. rows.Where(row => row.Mail == MailState.Waiting), .. rows.Where(row => row.Mail == MailState.ForDigest).DistinctBy(row => row.MemberId)];
    }

    private async Task<List<Notification>> ClaimAsync(TenantId tenant, Notification due, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = KeptInstant.Of(now + TimeSpan.FromSeconds(options.TimeoutSeconds) + s_margin);
        await using var db = database.Open(tenant);
        var mine = due.Mail == MailState.ForDigest
            ? db.Notifications.Where(row => row.Mail == MailState.ForDigest && row.MemberId == due.MemberId && row.MailDueAt <= now)
            : db.Notifications.Where(row => row.Id == due.Id && row.Mail == MailState.Waiting && row.MailDueAt <= now);
        var ids = await mine.OrderBy(row => row.CreatedAt).Take(Window).Select(row => row.Id).ToListAsync(ct);
        var claimed = await mine.Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(taken => taken.MailDueAt, until).SetProperty(taken => taken.MailAttempts, taken => taken.MailAttempts + 1), ct);
        return claimed == ids.Count ? await db.Notifications.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.CreatedAt).ToListAsync(ct) : [];
    }

    private async Task<MailResult> TryAsync(TenantId tenant, string name, List<Notification> claimed, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var member = claimed[0].MemberId;
        var to = await db.Members.Where(row => row.Id == member && row.DisabledAt == null).Select(row => new { row.Email, row.Name }).SingleOrDefaultAsync(ct);
        var attempt = to is null
            ? new MailAttempt(MailResult.Refused, "The member was disabled.")
            : await sender.SendAsync(new OutgoingMail(claimed[0].Id.Value, to.Email, to.Name, Text(claimed, name)), ct);
        await KeepAsync(db, claimed, attempt, ct);
        return attempt.Result;
    }

    private MailText Text(List<Notification> claimed, string tenant) =>
        claimed[0].Mail == MailState.ForDigest ? MailText.OfDay(claimed, tenant, options.BaseUrl) : MailText.Of(claimed[0], tenant, options.BaseUrl);

    private async Task KeepAsync(PortalDbContext db, List<Notification> claimed, MailAttempt attempt, CancellationToken ct)
    {
        var (at, attempts, ids) = (clock.GetUtcNow(), claimed.Max(row => row.MailAttempts), claimed.ConvertAll(row => row.Id));
        var state = attempt.Result == MailResult.Sent ? MailState.Sent
            : attempt.Result == MailResult.Refused || attempts >= options.MaxAttempts ? MailState.Failed
            : claimed[0].Mail;
        var (due, mailed) = (state == claimed[0].Mail ? at + MailRules.Wait(attempts) : at, state == MailState.Sent ? at : (DateTimeOffset?)null);
        await db.Notifications.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(done => done.Mail, state).SetProperty(done => done.MailDueAt, due).SetProperty(done => done.MailedAt, mailed).SetProperty(done => done.MailFailure, attempt.Failure), ct);
        if (state == MailState.Failed)
        {
            Log.Failed(log, claimed[0].Kind, claimed[0].Id.Value, attempts, attempt.Failure!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2000, Level = LogLevel.Error, Message = "The mails of tenant {Tenant} could not be sent; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Mail {Kind} {Notification} was not sent in {Attempts} attempts and is not tried again: {Failure}")]
        public static partial void Failed(ILogger logger, string kind, Guid notification, int attempts, string failure);
    }
}
