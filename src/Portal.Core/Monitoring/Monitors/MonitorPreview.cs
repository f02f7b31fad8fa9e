using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Last">The newest window that has ended.</param>
/// <param name="Verdict">What it would have said of that window.</param>
public sealed record PreviewedMonitor(
    IReadOnlyList<(MonitorWindow Window, DateTimeOffset LookedAt)> Next, string? Snap, MonitorWindow Last, WindowVerdict Verdict, string Sentence, long Rows, IReadOnlyList<Reading> Readings);

/// <summary>What a monitor would do, before it is made: when it looks next, and what it would have said of the last window. For those who make
/// monitors: it measures, and what it shows of protected groups not everybody may see.</summary>
public sealed class MonitorPreview
{
    private const int NextShown = 3;
    private readonly PortalDatabase _database;
    private readonly IWindowMeter _meter;
    private readonly TimeProvider _clock;

    internal MonitorPreview(PortalDatabase database, IWindowMeter meter, TimeProvider clock) => (_database, _meter, _clock) = (database, meter, clock);

    public async Task<Outcome<PreviewedMonitor>> ReadAsync(Actor actor, CreateMonitorRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageMonitors) is { } forbidden)
        {
            return forbidden;
        }

        var now = _clock.GetUtcNow();
        var (named, watched) = (request.Draft with { Name = "preview" }, await WatchedAsync(actor, request, ct));
        if ((watched.Refusal ?? MonitorRules.Refuses(named, watched.Value, now)) is { } refusal)
        {
            return refusal;
        }

        var monitor = Unsaved(actor, watched.Value, named, now);
        var schedule = MonitorSchedule.Of(monitor);
        var last = schedule.Calendar.NewestComplete(now);
        var measured = await _meter.MeasureAsync(new ClaimedRun(actor.Tenant, default, "preview", 0, monitor, last), _ => { }, ct);
        var (kind, hidden) = (monitor.Kind, watched.Value.ProtectedAttributes);
        var maySee = RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is null;
        return new PreviewedMonitor(
            schedule.Next(now, NextShown), schedule.SnapSentence(now), last, measured.Verdict, maySee ? measured.Sentence : ProtectedWords.Hide(kind, measured.Sentence, hidden)!, measured.Rows,
            maySee ? measured.Readings : ProtectedWords.Hide(kind, measured.Readings, hidden));
    }

    private async Task<Outcome<WatchedModel>> WatchedAsync(Actor actor, CreateMonitorRequest request, CancellationToken ct)
    {
        await using var db = _database.Open(actor.Tenant);
        return await WatchedModel.FindAsync(db, request.Environment, request.Model, ct);
    }

    private static Monitor Unsaved(Actor actor, WatchedModel watched, MonitorDraft draft, DateTimeOffset now)
    {
        var monitor = new Monitor
        {
            TenantId = actor.Tenant, Id = MonitorId.New(), EnvironmentId = watched.EnvironmentId, ModelId = watched.ModelId, Name = draft.Name, NormalizedName = Names.Normalize(draft.Name), Kind = draft.Kind,
            Reference = draft.Reference, Window = draft.Window, Schedule = draft.Schedule, TimeZone = draft.TimeZone, Settings = draft.Settings, WindowsInARow = draft.WindowsInARow, Severity = draft.Severity,
            Actions = draft.Actions, CreatedBy = actor.Member ?? default, CreatedAt = now,
        };
        MonitorFields.Set(monitor, draft);
        return monitor;
    }
}
