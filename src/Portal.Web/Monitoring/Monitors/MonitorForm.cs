using System.Globalization;
using Portal.Core;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Shell;

namespace Portal.Web.Monitoring.Monitors;

/// <summary>What is typed into the form of a monitor, as text, until it is a draft.</summary>
public sealed class MonitorForm
{
    public string Name { get; set; } = "";

    public string Kind { get; set; } = nameof(MonitorKind.Drift);

    public string Reference { get; set; } = nameof(MonitorReference.TrainingSet);

    public string ReferenceFrom { get; set; } = "";

    public string ReferenceTo { get; set; } = "";

    public string Window { get; set; } = nameof(WindowLength.Week);

    public string Schedule { get; set; } = UsualSchedule(WindowLength.Week);

    public string TimeZone { get; set; } = "UTC";

    /// <summary>Separated by commas.</summary>
    public string Columns { get; set; } = "";

    public string InARow { get; set; } = "1";

    public string Severity { get; set; } = nameof(Portal.Core.Monitoring.Monitors.Severity.Warning);

    public MonitorActions Actions { get; set; } = MonitorActions.Notify | MonitorActions.OpenIncident;

    /// <summary>Limits by the name of their field; empty for the usual.</summary>
    public Dictionary<string, string> Limits { get; } = new(StringComparer.Ordinal);

    public MonitorKind KindNow => Words.Parse<MonitorKind>(Kind) ?? MonitorKind.Drift;

    public static MonitorForm Of(MonitorDraft draft)
    {
        var form = new MonitorForm
        {
            Name = draft.Name, Kind = draft.Kind.ToString(), Reference = draft.Reference.ToString(), ReferenceFrom = Text(draft.ReferenceFrom), ReferenceTo = Text(draft.ReferenceTo), Window = draft.Window.ToString(),
            Schedule = draft.Schedule, TimeZone = draft.TimeZone, Columns = string.Join(", ", draft.Columns), InARow = draft.WindowsInARow.ToString(CultureInfo.InvariantCulture), Severity = draft.Severity.ToString(),
            Actions = draft.Actions,
        };
        foreach (var limit in MonitorFormLimits.All)
        {
            form.Limits[limit.Field] = limit.Read(draft.Settings);
        }

        return form;
    }

    /// <summary>Shortly after the window has ended.</summary>
    public static string UsualSchedule(WindowLength window) => window switch
    {
        WindowLength.Hour => "0 5 * * * ?",
        WindowLength.Day => "0 15 1 * * ?",
        WindowLength.Week => "0 0 2 ? * MON",
        _ => "0 0 3 1 * ?",
    };

    public Outcome<MonitorDraft> ToDraft()
    {
        var settings = MonitorFormLimits.ToSettings(KindNow, Limits);
        if (!settings.IsOk)
        {
            return settings.Refusal;
        }

        var reference = Words.Parse<MonitorReference>(Reference) is { } chosen && MonitorRules.ReferencesOf(KindNow).Contains(chosen) ? chosen : MonitorRules.ReferencesOf(KindNow)[0];
        var isFixed = reference == MonitorReference.FixedWindow;
        return new MonitorDraft(
            Name.Trim(), KindNow, reference, Words.Parse<WindowLength>(Window) ?? WindowLength.Week, Schedule.Trim(), TimeZone.Trim(), settings.Value,
            int.TryParse(InARow, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0, Words.Parse<Severity>(Severity) ?? Portal.Core.Monitoring.Monitors.Severity.Warning, Actions)
        {
            Columns = MonitorFormLimits.Names(Columns),
            ReferenceFrom = isFixed ? Instant(ReferenceFrom) : null,
            ReferenceTo = isFixed ? Instant(ReferenceTo) : null,
        };
    }

    private static string Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
