using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Monitor = Portal.Core.Monitoring.Monitors.Monitor;

namespace Portal.Web.Demo;

/// <summary>
/// Four weeks of production of one demo model, sent through the acts that programs use, watched by the default monitors, and measured
/// window by window as the schedule would have: two quiet weeks, one in which other people apply, one in which the outcome follows other
/// rules. What was sent or measured already stays, so that a start that was cut off goes on where it stopped.
/// </summary>
public sealed partial class DemoProduction(
    PortalDatabase database, DemoMembers members, ReceiveInputs inputs, ReceiveLabels labels, AddDefaultMonitors defaults, CreateMonitor create, RunMonitorNow run, TimeProvider clock, ILogger<DemoProduction> log)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var stream in plan.Production ?? [])
        {
            if (await TellAsync(await members.WithAsync(Role.DataScientist, tenant, ct), stream, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, stream.Model, stream.Environment, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(Actor scientist, DemoStream stream, CancellationToken ct)
    {
        var weeks = new DemoWeeks(Path.Combine(DemoPlan.Folder, stream.Folder), stream.Scores, stream.Label);
        var sent = await weeks.ReadAsync(await FirstMondayAsync(scientist, stream, ct), ct);
        foreach (var week in sent)
        {
            if (await SendAsync(scientist, stream, week, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return await WatchAsync(scientist, stream, ct) ?? await MeasureAsync(scientist, stream, sent, ct);
    }

    private async Task<Refusal?> WatchAsync(Actor scientist, DemoStream stream, CancellationToken ct)
    {
        if (!stream.RollsBack)
        {
            return (await defaults.RunAsync(scientist, new AddDefaultMonitorsRequest(stream.Environment, stream.Model), ct)).Refusal;
        }

        var (watching, _) = await WatchingAsync(scientist, stream, ct);
        return watching.Count > 0 ? null : (await create.RunAsync(scientist, new CreateMonitorRequest(stream.Environment, stream.Model, TakesBack(stream)), ct)).Refusal;
    }

    private static MonitorDraft TakesBack(DemoStream stream) => new(
        $"{stream.Model}-{stream.Environment}-takes-back", MonitorKind.Performance, MonitorReference.TrainingSet, WindowLength.Week, "0 30 2 ? * MON", "UTC", new MonitorSettings(Metric: "rocAuc"),
        Severity: Severity.Critical, Actions: MonitorActions.Notify | MonitorActions.OpenIncident | MonitorActions.RollBack);

    /// <summary>Where the weeks lie in time is decided once: by what was sent first, else by what the clock says.</summary>
    private async Task<DateTimeOffset> FirstMondayAsync(Actor scientist, DemoStream stream, CancellationToken ct)
    {
        var key = DemoWeeks.Key(stream.Scores, 1);
        await using var db = database.Open(scientist.Tenant);
        var (environment, model) = Of(db, stream);
        var first = await db.ObservationBatches.AsNoTracking()
            .Where(batch => batch.Key == key && environment.Contains(batch.EnvironmentId) && model.Contains(batch.ModelId)).Select(batch => (DateTimeOffset?)batch.FirstAt).FirstOrDefaultAsync(ct);
        return first is { } at ? DemoWeeks.MondayOf(at) : DemoWeeks.FirstBefore(clock.GetUtcNow());
    }

    private async Task<Refusal?> SendAsync(Actor scientist, DemoStream stream, DemoWeek week, CancellationToken ct)
    {
        using var given = new MemoryStream(Encoding.UTF8.GetBytes(week.Inputs));
        var received = await inputs.RunAsync(scientist, new BatchRequest(stream.Environment, stream.Model, stream.Version, week.Key, BatchFormat.Csv, given), ct);
        if (!received.IsOk)
        {
            return received.Refusal;
        }

        using var known = new MemoryStream(Encoding.UTF8.GetBytes(week.Labels));
        return (await labels.RunAsync(scientist, new BatchRequest(stream.Environment, stream.Model, null, week.Key + "-labels", BatchFormat.Csv, known), ct)).Refusal;
    }

    /// <summary>Weeks in their order for all monitors, so that what came first is told first.</summary>
    private async Task<Refusal?> MeasureAsync(Actor scientist, DemoStream stream, IReadOnlyList<DemoWeek> weeks, CancellationToken ct)
    {
        var (watching, measured) = await WatchingAsync(scientist, stream, ct);
        foreach (var week in weeks)
        {
            foreach (var (monitor, window) in watching.SelectMany(monitor => Windows(monitor, week).Select(window => (monitor, window))).Where(one => !measured.Contains((one.monitor.Id, one.window))))
            {
                if ((await run.RunAsync(scientist, new RunMonitorNowRequest(monitor.Name, window), ct)).Refusal is { } refusal)
                {
                    return refusal;
                }
            }

            await RestAsync(scientist, ct);
        }

        return null;
    }

    private async Task<(IReadOnlyList<Monitor> Monitors, HashSet<(MonitorId Monitor, DateTimeOffset Window)> Measured)> WatchingAsync(Actor scientist, DemoStream stream, CancellationToken ct)
    {
        await using var db = database.Open(scientist.Tenant);
        var (environment, model) = Of(db, stream);
        var monitors = await db.Monitors.AsNoTracking().Where(row => environment.Contains(row.EnvironmentId) && model.Contains(row.ModelId)).OrderBy(row => row.Name).ToListAsync(ct);
        var ids = monitors.ConvertAll(monitor => monitor.Id);
        var runs = await db.MonitorRuns.Where(row => ids.Contains(row.MonitorId)).Select(row => new { row.MonitorId, row.WindowFrom }).ToListAsync(ct);
        return (monitors, [.. runs.Select(row => (row.MonitorId, row.WindowFrom))]);
    }

    /// <summary>The beginnings of a monitor's windows in a week.</summary>
    private static IEnumerable<DateTimeOffset> Windows(Monitor monitor, DemoWeek week) =>
        monitor.Window == WindowLength.Day ? Enumerable.Range(0, 7).Select(day => week.Monday.AddDays(day)) : [week.Monday];

    /// <summary>The runs of a week end before those of the next begin.</summary>
    private async Task RestAsync(Actor scientist, CancellationToken ct)
    {
        while (true)
        {
            await using (var db = database.Open(scientist.Tenant))
            {
                if (!await db.MonitorRuns.AnyAsync(row => row.State == MonitorRunState.Queued || row.State == MonitorRunState.Running, ct))
                {
                    return;
                }
            }

            await Task.Delay(s_look, clock, ct);
        }
    }

    private static (IQueryable<EnvironmentId> Environment, IQueryable<ModelId> Model) Of(PortalDbContext db, DemoStream stream)
    {
        var (environment, model) = (Names.Normalize(stream.Environment), Names.Normalize(stream.Model));
        return (db.Environments.Where(row => row.NormalizedName == environment).Select(row => row.Id), db.Models.Where(row => row.NormalizedName == model).Select(row => row.Id));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "The production weeks of {Tenant} ended at {Model} in {Environment}: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string model, string environment, string sentence);
    }
}
