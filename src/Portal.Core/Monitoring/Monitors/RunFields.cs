using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

internal static class RunFields
{
    public static Refusal NotFound { get; } = Refusal.NotFound("This run");

    /// <summary>The monitor whose run it is: the trail tells of monitors, each run beside its window.</summary>
    public static async Task<AuditSubject> SubjectAsync(PortalDbContext db, MonitorId monitor, CancellationToken ct) =>
        MonitorFields.Subject(await db.Monitors.AsNoTracking().SingleAsync(row => row.Id == monitor, ct));

    public static JsonObject Window(MonitorWindow window) => new() { ["from"] = Text(window.From), ["to"] = Text(window.To) };

    public static JsonObject Details(MonitorRun run) => new() { ["run"] = run.Id.ToString(), ["window"] = Window(new(run.WindowFrom, run.WindowTo)), ["attempt"] = run.Attempt };

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
