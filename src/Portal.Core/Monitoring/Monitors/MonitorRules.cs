using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>Why a monitor cannot be as somebody wants it; each refusal says what to do instead.</summary>
public static class MonitorRules
{
    public const int MostInARow = 10;
    public const int MostColumns = 500;

    public static Refusal? Refuses(MonitorDraft draft, WatchedModel watched, DateTimeOffset now) =>
        Names.RefusesSlug("name", draft.Name)
        ?? RefusesAddress(draft.Name)
        ?? Choices.Refuses("kind", draft.Kind)
        ?? Choices.Refuses("reference", draft.Reference)
        ?? Choices.Refuses("window", draft.Window)
        ?? Choices.Refuses("severity", draft.Severity)
        ?? MonitorSchedule.Read(draft.Schedule, draft.TimeZone, draft.Window, now).Refusal
        ?? RefusesRow(draft.WindowsInARow)
        ?? RefusesActions(draft.Actions)
        ?? RefusesReference(draft, watched, now)
        ?? RefusesColumns(draft, watched)
        ?? MonitorLimits.Refuses(draft.Kind, draft.Settings)
        ?? RefusesMetric(draft, watched)
        ?? RefusesAttributes(draft, watched);

    /// <summary>Which references mean something for a kind, the usual one first.</summary>
    public static IReadOnlyList<MonitorReference> ReferencesOf(MonitorKind kind) => kind switch
    {
        MonitorKind.Drift or MonitorKind.Performance => [MonitorReference.TrainingSet, MonitorReference.PreviousWindow, MonitorReference.FixedWindow],
        MonitorKind.Bias or MonitorKind.DataQuality => [MonitorReference.TrainingSet],
        _ => [MonitorReference.PreviousWindow],
    };

    /// <summary>Names that addresses need for something else.</summary>
    private static Refusal? RefusesAddress(string name) => name.ToUpperInvariant() is "NEW" or "DEFAULT" || Guid.TryParse(name, out _)
        ? Refusal.Invalid("name", $"A monitor cannot be called {name}: that address leads elsewhere.")
        : null;

    private static Refusal? RefusesRow(int inARow) => inARow is >= 1 and <= MostInARow
        ? null
        : Refusal.Invalid("windowsInARow", $"Between 1 and {MostInARow} windows in a row can be asked for.");

    private static Refusal? RefusesActions(MonitorActions actions)
    {
        const MonitorActions all = MonitorActions.Notify | MonitorActions.OpenIncident | MonitorActions.RequestRetraining | MonitorActions.RollBack;
        return (actions & ~all) != MonitorActions.None ? Refusal.Invalid("actions", "These are Notify, OpenIncident, RequestRetraining and RollBack.")
            : (actions & (MonitorActions.RequestRetraining | MonitorActions.RollBack)) != MonitorActions.None && !actions.HasFlag(MonitorActions.OpenIncident)
                ? Refusal.Invalid("actions", "Retraining and rollback are done once for an incident. Let the monitor open one, too.")
                : null;
    }

    private static Refusal? RefusesReference(MonitorDraft draft, WatchedModel watched, DateTimeOffset now)
    {
        if (!ReferencesOf(draft.Kind).Contains(draft.Reference))
        {
            return Refusal.Invalid("reference", $"A monitor of {draft.Kind.InWords()} is compared with {string.Join(" or ", ReferencesOf(draft.Kind).Select(MonitorsWords.InWords))}.");
        }

        if (draft is { Reference: MonitorReference.TrainingSet, Kind: MonitorKind.Drift } && watched is { Version: not null, HasTrainingData: false })
        {
            return Refusal.Invalid("reference", $"Version {watched.VersionNumber} of {watched.Model} names no data that it was trained on. Compare with the window before, or register a version with its training data.");
        }

        return draft.Reference == MonitorReference.FixedWindow ? RefusesFixed(draft, now)
            : draft.ReferenceFrom is not null || draft.ReferenceTo is not null ? Refusal.Invalid("referenceFrom", "Only a fixed window has a beginning and an end of its own. Leave both away.")
            : null;
    }

    private static Refusal? RefusesFixed(MonitorDraft draft, DateTimeOffset now) => draft switch
    {
        { ReferenceFrom: null } or { ReferenceTo: null } => Refusal.Invalid("referenceFrom", "A fixed window needs its beginning and its end."),
        { ReferenceFrom: { } from, ReferenceTo: { } to } when to - from < TimeSpan.FromHours(1) => Refusal.Invalid("referenceTo", "A fixed window has at least one hour, and ends after it begins."),
        { ReferenceTo: { } to } when to > now => Refusal.Invalid("referenceTo", "The fixed window has not ended yet. Choose one that lies in the past."),
        _ => null,
    };

    private static Refusal? RefusesColumns(MonitorDraft draft, WatchedModel watched)
    {
        if (draft.Columns.Count > MostColumns)
        {
            return Refusal.Invalid("columns", $"At most {MostColumns} columns can be named. Name none to watch all.");
        }

        if (draft.Columns.Count > 0 && draft.Kind is not (MonitorKind.Drift or MonitorKind.DataQuality))
        {
            return Refusal.Invalid("columns", $"A monitor of {draft.Kind.InWords()} looks at no single columns. Name none.");
        }

        return RefusesUnknown("columns", draft.Columns, [.. watched.Features, .. watched.ProtectedAttributes, Reading.Score], watched)
            ?? RefusesUnknown("criticalColumns", draft.Settings.CriticalColumns ?? [], [.. watched.Features, Reading.Score], watched);
    }

    /// <summary>A metric that is never measured would be watched in vain.</summary>
    private static Refusal? RefusesMetric(MonitorDraft draft, WatchedModel watched) =>
        draft.Settings.Metric is { } metric && !MonitorLimits.MetricsOf(watched.Task).Contains(metric, StringComparer.Ordinal)
            ? Refusal.Invalid("metric", MonitorLimits.MetricsOf(watched.Task) is { Count: > 0 } measured
                ? $"Of {watched.Model} this is never measured. It needs one of {string.Join(", ", measured)}."
                : $"No metric of {watched.Model} is measured in production: that needs two classes, or a number.")
            : null;

    private static Refusal? RefusesAttributes(MonitorDraft draft, WatchedModel watched) =>
        draft.Kind == MonitorKind.Bias && watched.Columns is not null && watched.ProtectedAttributes.Count == 0
            ? Refusal.Invalid("attributes", $"The data of {watched.Model} name no protected attribute, so there are no groups to compare. Give a column that role in a new version of the dataset.")
            : RefusesUnknown("attributes", [.. (draft.Settings.Attributes ?? []).SelectMany(MonitorsWords.PartsOf)], watched.ProtectedAttributes, watched);

    private static Refusal? RefusesUnknown(string field, IReadOnlyList<string> named, IReadOnlyList<string> known, WatchedModel watched) =>
        watched.Columns is not null && named.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? Refusal.Invalid(field, $"{watched.Model} has no column '{unknown}' that this could look at. It has {(known.Count == 0 ? "none" : string.Join(", ", known.Take(20)))}{(known.Count > 20 ? " and more" : "")}.")
            : null;
}
