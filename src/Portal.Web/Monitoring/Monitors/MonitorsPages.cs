using Portal.Core.Monitoring.Monitors;
using Portal.Web.Monitoring.Jobs;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Monitoring.Monitors;

/// <summary>The pages of monitors and jobs, their place in the navigation, and how search finds them.</summary>
public static class MonitorsPages
{
    private const int MostFound = 5;

    public static IServiceCollection AddMonitorsPages(this IServiceCollection services) => services
        .AddScoped<ISearchSource, MonitorSearch>()
        .AddPageSubject<MonitorDetail, MonitorView>((monitors, actor, route, ct) => monitors.FindAsync(actor, route.Text("Name"), ct), typeof(MonitorPage), typeof(EditMonitorPage))
        .AddNavigation(new NavigationEntry("jobs", "Jobs", JobsPage.Address, "job"));

    public static string Url(string monitor) => $"/monitors/{Uri.EscapeDataString(monitor)}";

    public static string EditUrl(string monitor) => $"{Url(monitor)}/edit";

    public static Tone ToneOf(WindowVerdict verdict) => verdict switch
    {
        WindowVerdict.Quiet => Tone.Passed,
        WindowVerdict.Warning => Tone.Missing,
        WindowVerdict.Breach => Tone.Failed,
        _ => Tone.Plain,
    };

    public static Tone ToneOf(MonitorRunState state) => state switch
    {
        MonitorRunState.Queued => Tone.Queued,
        MonitorRunState.Running => Tone.Running,
        MonitorRunState.Completed => Tone.Passed,
        MonitorRunState.Failed => Tone.Failed,
        _ => Tone.Plain,
    };

    /// <summary>"2 Mar 2026, 00:00 to 3 Mar 2026, 00:00 UTC": windows are counted by full hours of UTC.</summary>
    public static string InWords(MonitorWindow window) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{window.From.UtcDateTime:d MMM yyyy, HH:mm} to {window.To.UtcDateTime:d MMM yyyy, HH:mm} UTC");

    /// <summary>"2 Mar 2026, 7 days": short enough for a line; a beginning off midnight UTC has its hour.</summary>
    public static string Short(MonitorWindow window)
    {
        var (from, length) = (window.From.UtcDateTime, window.To - window.From);
        var begin = from.ToString(from.TimeOfDay == TimeSpan.Zero ? "d MMM yyyy" : "d MMM yyyy, HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        // A day of a zone with summer time has 23 to 25 hours.
        var days = (long)Math.Round(length.TotalDays);
        return $"{begin}, {(days == 0 ? Figures.Count((long)length.TotalHours, "hour") : Figures.Count(days, "day"))}";
    }

    /// <summary>"Each week compared with what the version was trained and tested on".</summary>
    public static string InWords(MonitorDraft draft) => draft.Kind switch
    {
        MonitorKind.Volume => $"The rows of each {draft.Window.InWords()} compared with the {draft.Window.InWords()}s before it",
        MonitorKind.Latency or MonitorKind.Cost => $"The {draft.Kind.InWords()} of each {draft.Window.InWords()} held against its limit",
        _ => $"The {draft.Kind.InWords()} of each {draft.Window.InWords()}, compared with {draft.Reference.InWords()}",
    };

    private sealed class MonitorSearch(MonitorList list, CircuitActor actor) : ISearchSource
    {
        public string Title => "Monitors";

        public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, CancellationToken ct)
        {
            var found = await list.ReadAsync(await actor.GetAsync(ct), new MonitorListRequest(new Portal.Core.Storage.PageRequest(MostFound), Search: text), ct);
            return found.IsOk ? [.. found.Value.Items.Select(row => new SearchHit("monitoring", row.Name, $"{row.Kind.InWords()} of {row.Model} in {row.Environment}", Url(row.Name)))] : [];
        }
    }
}
