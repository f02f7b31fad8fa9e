using System.Text.RegularExpressions;
using Quartz;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>
/// When a monitor looks, and at what. The two are apart: the cron expression says when it looks; each time it looks at every window of
/// its calendar that has ended by then and was not looked at yet. So no schedule leaves a window out, and none judges one that still fills.
/// </summary>
public sealed partial class MonitorSchedule
{
    public const int LongestExpression = 120;
    private const int FiresCompared = 8;
    private static readonly TimeSpan s_closest = TimeSpan.FromMinutes(1);

    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;

    private MonitorSchedule(CronExpression cron, TimeZoneInfo zone, WindowLength length)
    {
        (_cron, _zone, Length) = (cron, zone, length);
        Calendar = new WindowCalendar(zone, length);
    }

    public WindowLength Length { get; }

    public WindowCalendar Calendar { get; }

    /// <param name="now">From here on it must come due at least once.</param>
    public static Outcome<MonitorSchedule> Read(string? cron, string? timeZone, WindowLength length, DateTimeOffset now)
    {
        if (ZoneOf(timeZone) is not { } zone)
        {
            return Refusal.Invalid("timeZone", "This needs the name of a time zone as the IANA lists it, such as Europe/Berlin or UTC.");
        }

        if (string.IsNullOrWhiteSpace(cron) || cron.Length > LongestExpression || Parse(cron.Trim(), zone) is not { } expression)
        {
            return Refusal.Invalid("schedule", "This needs a cron expression of six or seven fields, seconds first: '0 15 1 * * ?' is every day at 01:15.");
        }

        var schedule = new MonitorSchedule(expression, zone, length);
        return schedule.RefusesPace(now) is { } refusal ? refusal : schedule;
    }

    /// <summary>Of a monitor that was checked when it was made.</summary>
    public static MonitorSchedule Of(Monitor monitor) => new(new CronExpression(monitor.Schedule, ZoneOf(monitor.TimeZone)!), ZoneOf(monitor.TimeZone)!, monitor.Window);

    /// <summary>When it looks next; null when it never does again.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant) => _cron.GetNextValidTimeAfter(instant)?.ToUniversalTime();

    /// <summary>The next windows from now on, each with the moment at which it is looked at.</summary>
    public IReadOnlyList<(MonitorWindow Window, DateTimeOffset LookedAt)> Next(DateTimeOffset now, int count)
    {
        var coming = new List<(MonitorWindow, DateTimeOffset)>();
        for (var window = Calendar.At(now); coming.Count < count && NextAfter(window.To.AddTicks(-1)) is { } look; window = Calendar.Next(window))
        {
            coming.Add((window, look));
        }

        return coming;
    }

    /// <summary>What a zone with half hours means for the windows; null where their beginnings are the calendar's own.</summary>
    public string? SnapSentence(DateTimeOffset now) => Calendar.MinutesAfterMidnight(now) is > 0 and var minutes
        ? $"Counters are kept by full hours of UTC, and midnight in {_zone.Id} is none: a {WindowWord} runs from 00:{minutes:00} to 00:{minutes:00}."
        : null;

    private string WindowWord => Length switch { WindowLength.Day => "day", WindowLength.Week => "week", _ => "month" };

    private static TimeZoneInfo? ZoneOf(string? name) =>
        name is { Length: > 0 and <= 80 } && ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static CronExpression? Parse(string text, TimeZoneInfo zone)
    {
        try
        {
            return new CronExpression(text, zone);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Refusal? RefusesPace(DateTimeOffset now)
    {
        if (NextAfter(now) is not { } last)
        {
            return Refusal.Invalid("schedule", "This schedule never comes due again. Choose days that will be.");
        }

        for (var i = 0; i < FiresCompared && NextAfter(last) is { } next; i++, last = next)
        {
            if (next - last < s_closest)
            {
                return Refusal.Invalid("schedule", "This schedule comes due more than once a minute. Windows have at least an hour: once an hour is as often as anything changes.");
            }
        }

        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ZoneName();
}
