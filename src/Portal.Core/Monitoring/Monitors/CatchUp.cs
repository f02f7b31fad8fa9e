namespace Portal.Core.Monitoring.Monitors;

/// <summary>Windows too long ago to be looked at now.</summary>
/// <param name="To">Exclusive.</param>
public sealed record MissedWindows(int Count, DateTimeOffset From, DateTimeOffset To);

/// <param name="Windows">Oldest first.</param>
public sealed record DueWindows(IReadOnlyList<MonitorWindow> Windows, MissedWindows? Missed);

/// <summary>
/// Which windows are due: every one that ended since the newest that has a run, oldest first. After a long time without the portal that
/// goes back a month at most; what lies before is told of and not looked at. The newest complete window is always among them.
/// </summary>
public static class CatchUp
{
    public static readonly TimeSpan FarthestBack = TimeSpan.FromDays(31);

    /// <param name="since">The end of the newest window that has a run, or the beginning of the first that is to have one.</param>
    public static DueWindows Plan(WindowCalendar calendar, DateTimeOffset since, DateTimeOffset now)
    {
        var newest = calendar.NewestComplete(now);
        if (newest.To <= since)
        {
            return new([], null);
        }

        var windows = new List<MonitorWindow>();
        var (missed, missedFrom, missedTo) = (0, since, since);
        for (var window = calendar.At(since); window.To <= newest.To; window = calendar.Next(window))
        {
            if (window != newest && now - window.To > FarthestBack)
            {
                missed++;
                missedFrom = missed == 1 ? window.From : missedFrom;
                missedTo = window.To;
            }
            else
            {
                windows.Add(window);
            }
        }

        return new(windows, missed == 0 ? null : new MissedWindows(missed, missedFrom, missedTo));
    }
}
