namespace Portal.Core.Notifications.Mail;

/// <summary>Whether and when something comes by mail. Pure.</summary>
internal static class MailRules
{
    private const int DigestHour = 6;
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(6);

    /// <summary>What has a deadline does not wait for the day's mail.</summary>
    public static MailState First(string kind, DateTimeOffset? dueAt, NotificationChoice? choice) =>
        choice is null ? MailState.Waiting
        : choice.NotByMail.Contains(kind, StringComparer.Ordinal) ? MailState.NotWanted
        : choice.Digest && dueAt is null ? MailState.ForDigest
        : MailState.Waiting;

    /// <summary>The next six o'clock UTC.</summary>
    public static DateTimeOffset NextDigest(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date.AddHours(DigestHour), TimeSpan.Zero);
        return now < today ? today : today.AddDays(1);
    }

    /// <summary>A minute, then four times as long each time, at most six hours.</summary>
    /// <param name="attempts">How many there were.</param>
    public static TimeSpan Wait(int attempts)
    {
        var wait = s_first * Math.Pow(4, Math.Clamp(attempts - 1, 0, 10));
        return wait < s_longest ? wait : s_longest;
    }
}
