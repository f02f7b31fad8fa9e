using Portal.Core.Monitoring.Monitors;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What people do with an incident.</summary>
public enum IncidentAct
{
    Acknowledge,
    Assign,
    Silence,
    Unsilence,
    Comment,
    Resolve,
    Reopen,
}

/// <summary>What may be done with an incident in which state, and what becomes of it. Pure.</summary>
public static class IncidentRules
{
    /// <summary>A breach within so many days after somebody resolved it begins an incident that names the one before.</summary>
    public const int LinkDays = 14;

    public const int LongestSilenceDays = 30;

    /// <summary>The state after the act, or why it cannot be done.</summary>
    public static Outcome<IncidentState> After(IncidentState state, IncidentAct act) => (state, act) switch
    {
        (_, IncidentAct.Comment) => state,
        (IncidentState.Open, IncidentAct.Acknowledge) => IncidentState.Acknowledged,
        (IncidentState.Acknowledged, IncidentAct.Acknowledge) => Refuse("acknowledged", "Somebody has acknowledged this incident already.", "Comment on it, or assign it."),
        (IncidentState.Resolved, IncidentAct.Reopen) => IncidentState.Open,
        (_, IncidentAct.Reopen) => Refuse("not-resolved", "This incident is open: there is nothing to reopen.", "Comment on it, or resolve it."),
        (IncidentState.Resolved, _) => Refuse("resolved", "This incident is resolved.", "Reopen it first, if the cause is still there."),
        (_, IncidentAct.Resolve) => IncidentState.Resolved,
        (_, IncidentAct.Assign or IncidentAct.Silence or IncidentAct.Unsilence) => state,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    /// <summary>How long nobody is told: from now, at most thirty days.</summary>
    public static Refusal? RefusesSilence(DateTimeOffset until, DateTimeOffset now) =>
        until > now && until <= now.AddDays(LongestSilenceDays)
            ? null
            : Refusal.Invalid("until", $"An incident is silenced until an instant that is still to come and at most {LongestSilenceDays} days away.");

    /// <summary>An incident is as severe as the worst that was found; it never becomes milder by itself.</summary>
    public static Severity Severity(Severity current, IEnumerable<Severity> found) => found.Append(current).Max();

    /// <summary>Whether a new breach is named after the one that was resolved.</summary>
    public static bool Follows(DateTimeOffset resolvedAt, DateTimeOffset breachedAt) => breachedAt - resolvedAt <= TimeSpan.FromDays(LinkDays);

    /// <summary>Without any action findings are only kept; every action needs an incident that says what was done.</summary>
    public static bool Opens(MonitorActions actions) => actions != MonitorActions.None;

    public static bool IsSilent(DateTimeOffset? until, DateTimeOffset now) => until > now;

    private static Refusal Refuse(string code, string sentence, string next) => new(RefusalKind.Conflict, $"incident.{code}", sentence, next);
}
