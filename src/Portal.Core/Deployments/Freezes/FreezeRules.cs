using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Promotions;

namespace Portal.Core.Deployments.Freezes;

/// <summary>A freeze as far as rules ask.</summary>
/// <param name="EndedAt">When somebody ended it early.</param>
public sealed record FreezeSpan(string Name, string Reason, DateTimeOffset From, DateTimeOffset Until, string TimeZone, DateTimeOffset? EndedAt = null);

public enum FreezeState
{
    Upcoming,
    Active,
    Past,

    /// <summary>Ended before it began.</summary>
    CalledOff,
}

/// <summary>When a freeze holds, and what is asked of one that is planned. Pure.</summary>
public static partial class FreezeRules
{
    public const int LongestTimeZone = 60;

    /// <summary>A longer one is no freeze but a rule, which belongs into a policy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(92);

    private static readonly TimeSpan s_farthest = TimeSpan.FromDays(730);

    public static FreezeState StateAt(DateTimeOffset from, DateTimeOffset until, DateTimeOffset? endedAt, DateTimeOffset at) =>
        endedAt <= from ? FreezeState.CalledOff
        : at >= (endedAt ?? until) ? FreezeState.Past
        : at < from ? FreezeState.Upcoming
        : FreezeState.Active;

    /// <summary>Null when none of them holds at that instant; else what the one that ends last forbids.</summary>
    public static Refusal? Refuses(string environment, IEnumerable<FreezeSpan> freezes, DateTimeOffset at) =>
        freezes.Where(freeze => StateAt(freeze.From, freeze.Until, freeze.EndedAt, at) == FreezeState.Active).MaxBy(freeze => freeze.Until) is { } freeze
            ? new(
                RefusalKind.Blocked, "freeze.active",
                $"{environment} is frozen until {InZone(freeze.Until, freeze.TimeZone)}: {freeze.Name}. Nothing new goes live there before.",
                "Wait until it is over: what was decided stays decided. Rolling back stays possible, and break-glass is open to its roles.")
            : null;

    public static Refusal? RefusesSpan(DateTimeOffset from, DateTimeOffset until, string? timeZone, DateTimeOffset now) =>
        until <= from ? Refusal.Invalid("until", "A freeze ends after it begins.")
        : until <= now ? Refusal.Invalid("until", "A freeze that is over already would change nothing.")
        : until - from > Longest ? Refusal.Invalid("until", $"A freeze lasts {Longest.TotalDays:0} days at most; what should hold longer belongs into a policy.")
        : from > now + s_farthest ? Refusal.Invalid("from", $"A freeze begins within {s_farthest.TotalDays:0} days.")
        : Zone(timeZone) is null ? Refusal.Invalid("timeZone", "This needs the name of a time zone, such as Europe/Berlin.")
        : null;

    /// <summary>Exactly one of the two says where.</summary>
    public static Refusal? RefusesScope(string? environment, EnvironmentPurpose? purpose) =>
        string.IsNullOrWhiteSpace(environment) == (purpose is null)
            ? Refusal.Invalid("environment", "A freeze holds in one environment, or in all of a purpose: name one of the two.")
            : null;

    /// <summary>"Mon 30 Nov 2026, 08:00 (Europe/Berlin)".</summary>
    public static string InZone(DateTimeOffset at, string timeZone) =>
        $"{TimeZoneInfo.ConvertTime(at, Zone(timeZone) ?? TimeZoneInfo.Utc).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({timeZone})";

    /// <summary>Null when there is no such zone.</summary>
    public static TimeZoneInfo? Zone(string? name) =>
        name is { Length: > 0 and <= LongestTimeZone } && ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    // Zones are files to the system; a name never becomes a path.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex ZoneName();
}
