using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

internal static class MonitorFields
{
    public static AuditSubject Subject(Monitor monitor) => new("monitor", monitor.Id.ToString(), monitor.Name);

    public static Refusal NotFound(string name) => Refusal.NotFound($"The monitor {name}");

    public static Refusal Taken(string name) =>
        new(RefusalKind.Conflict, "monitor.taken", $"There is a monitor called {name} already.", "Choose another name.") { Fields = Refusal.Invalid("name", "This name is taken.").Fields };

    /// <summary>By the name that people know; archived ones have given theirs up.</summary>
    public static Task<Monitor?> FindAsync(PortalDbContext db, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        return db.Monitors.SingleOrDefaultAsync(row => row.NormalizedName == normalized, ct);
    }

    public static Monitor Make(UnitOfWork unit, WatchedModel watched, MonitorDraft draft)
    {
        var monitor = new Monitor
        {
            TenantId = unit.Actor.Tenant,
            Id = MonitorId.New(),
            EnvironmentId = watched.EnvironmentId,
            ModelId = watched.ModelId,
            Name = draft.Name,
            NormalizedName = Names.Normalize(draft.Name),
            Kind = draft.Kind,
            Reference = draft.Reference,
            Window = draft.Window,
            Schedule = draft.Schedule.Trim(),
            TimeZone = draft.TimeZone,
            Settings = draft.Settings,
            WindowsInARow = draft.WindowsInARow,
            Severity = draft.Severity,
            Actions = draft.Actions,
            CreatedBy = unit.Actor.Member!.Value,
            CreatedAt = unit.Now,
        };
        Set(monitor, draft);
        Wind(monitor, unit.Now);

        // The window in which it is made is the first that it watches.
        monitor.LastWindowTo = MonitorSchedule.Of(monitor).Calendar.At(unit.Now).From;
        return monitor;
    }

    /// <summary>Takes over what may change; the draft was judged before.</summary>
    public static void Set(Monitor monitor, MonitorDraft draft)
    {
        monitor.Name = draft.Name;
        monitor.NormalizedName = Names.Normalize(draft.Name);
        monitor.Reference = draft.Reference;
        monitor.ReferenceFrom = draft.ReferenceFrom is { } from ? FullHour(from) : null;
        monitor.ReferenceTo = draft.ReferenceTo is { } to ? FullHour(to) : null;
        monitor.Window = draft.Window;
        monitor.Schedule = draft.Schedule.Trim();
        monitor.TimeZone = draft.TimeZone;
        monitor.Columns = [.. draft.Columns.Distinct(StringComparer.Ordinal)];
        monitor.Settings = draft.Settings;
        monitor.WindowsInARow = draft.WindowsInARow;
        monitor.Severity = draft.Severity;
        monitor.Actions = draft.Actions;
    }

    /// <summary>Sets when it is due next, unless it rests.</summary>
    public static void Wind(Monitor monitor, DateTimeOffset now) =>
        monitor.NextDueAt = monitor.State == MonitorState.Active ? MonitorSchedule.Of(monitor).NextAfter(now) : null;

    public static JsonObject Describe(Monitor monitor) => new()
    {
        ["name"] = monitor.Name,
        ["kind"] = monitor.Kind.ToString(),
        ["reference"] = monitor.Reference.ToString(),
        ["referenceFrom"] = Text(monitor.ReferenceFrom),
        ["referenceTo"] = Text(monitor.ReferenceTo),
        ["window"] = monitor.Window.ToString(),
        ["schedule"] = monitor.Schedule,
        ["timeZone"] = monitor.TimeZone,
        ["columns"] = JsonSerializer.SerializeToNode(monitor.Columns, JsonText.Options),
        ["settings"] = JsonSerializer.SerializeToNode(monitor.Settings, JsonText.Options),
        ["windowsInARow"] = monitor.WindowsInARow,
        ["severity"] = monitor.Severity.ToString(),
        ["actions"] = monitor.Actions.ToString(),
        ["state"] = monitor.State.ToString(),
    };

    private static string? Text(DateTimeOffset? instant) => instant?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset FullHour(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
