using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors.Measuring;

/// <summary>
/// Measures a window by the monitor's kind, from counters that were kept when the rows came. It looks at the version that was live when
/// the window ended, and at that version's rows only: two versions mixed would tell of neither. A challenger that stood beside it is
/// looked at, too, and when it breaches, that is what the window tells.
/// </summary>
internal sealed class MeasureWindow(PortalDatabase database, ObservedWindows observed) : IWindowMeter
{
    /// <summary>Windows that the number of rows is compared with.</summary>
    private const int VolumeBefore = 8;

    public async Task<WindowMeasured> MeasureAsync(ClaimedRun claim, Action<double> progress, CancellationToken ct)
    {
        await using var db = database.Open(claim.Tenant);
        if ((await LiveAsync(db, claim, ct) ?? await SentAsync(db, claim, ct)) is not { } live)
        {
            return WindowVerdicts.NotEnough(null, 0, "Nothing was live in this window, so there is nothing to judge.");
        }

        progress(0.1);
        var measured = claim.Monitor.Kind == MonitorKind.Volume
            ? await VolumeAsync(claim, live.Version, ct)
            : await CountedAsync(db, claim, live.Version, progress, ct);
        if (claim.Monitor.Kind != MonitorKind.Volume && await ChallengerAsync(db, claim, ct) is { } challenger
            && await CountedAsync(db, claim, challenger.Version, static _ => { }, ct) is { Verdict: WindowVerdict.Breach } breach)
        {
            progress(1);
            return breach with { Sentence = $"Version {challenger.Number}, the challenger: {breach.Sentence}" };
        }

        progress(1);
        return live.Switched ? measured with { Sentence = $"{measured.Sentence} Version {live.Number} went live in this window: only what it answered is judged." } : measured;
    }

    private static async Task<(VersionId Version, int Number, bool Switched)?> LiveAsync(PortalDbContext db, ClaimedRun claim, CancellationToken ct)
    {
        var (monitor, window, versions) = (claim.Monitor, claim.Window, db.Versions);
        var found = await (from deployment in db.Deployments.AsNoTracking()
                           join version in versions on deployment.VersionId equals version.Id
                           where deployment.EnvironmentId == monitor.EnvironmentId && deployment.ModelId == monitor.ModelId
                               && deployment.ChampionSince < window.To && (deployment.EndedAt == null || deployment.EndedAt > window.From)
                           orderby deployment.ChampionSince descending
                           select new { deployment.VersionId, version.Number, Since = deployment.ChampionSince!.Value }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.VersionId, found.Number, found.Since > window.From && await AnyBeforeAsync(db, claim, found.Since, ct));
    }

    /// <summary>What stood beside the live version when the window ended.</summary>
    private static async Task<(VersionId Version, int Number)?> ChallengerAsync(PortalDbContext db, ClaimedRun claim, CancellationToken ct)
    {
        var (monitor, window) = (claim.Monitor, claim.Window);
        var found = await (from deployment in db.Deployments.AsNoTracking()
                           join version in db.Versions on deployment.VersionId equals version.Id
                           where deployment.EnvironmentId == monitor.EnvironmentId && deployment.ModelId == monitor.ModelId && deployment.StartedAt < window.To
                               && (deployment.ChampionSince == null || deployment.ChampionSince >= window.To) && (deployment.EndedAt == null || deployment.EndedAt >= window.To)
                           orderby deployment.StartedAt descending
                           select new { deployment.VersionId, version.Number }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.VersionId, found.Number);
    }

    /// <summary>Where nothing was live yet by the portal's record, rows may have been sent for the time before: the version that most of them belong to.</summary>
    private static async Task<(VersionId Version, int Number, bool Switched)?> SentAsync(PortalDbContext db, ClaimedRun claim, CancellationToken ct)
    {
        var (monitor, window) = (claim.Monitor, claim.Window);
        var found = await db.WindowCounters.Where(row => row.EnvironmentId == monitor.EnvironmentId && row.ModelId == monitor.ModelId && row.Hour >= window.From && row.Hour < window.To)
            .GroupBy(row => row.VersionId).Select(rows => new { Version = rows.Key, Rows = rows.Sum(row => row.Rows) })
            .OrderByDescending(rows => rows.Rows).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Version, await db.Versions.Where(row => row.Id == found.Version).Select(row => row.Number).SingleAsync(ct), Switched: false);
    }

    private static Task<bool> AnyBeforeAsync(PortalDbContext db, ClaimedRun claim, DateTimeOffset since, CancellationToken ct) => db.Deployments.AnyAsync(
        row => row.EnvironmentId == claim.Monitor.EnvironmentId && row.ModelId == claim.Monitor.ModelId && row.ChampionSince < since && row.EndedAt > claim.Window.From, ct);

    private async Task<WindowMeasured> VolumeAsync(ClaimedRun claim, VersionId version, CancellationToken ct)
    {
        var calendar = MonitorSchedule.Of(claim.Monitor).Calendar;
        var windows = new List<MonitorWindow> { claim.Window };
        for (var i = 0; i < VolumeBefore; i++)
        {
            windows.Add(calendar.Previous(windows[^1]));
        }

        var hours = await observed.HoursAsync(claim.Tenant, claim.Monitor.EnvironmentId, claim.Monitor.ModelId, windows[^1].From, claim.Window.To, ct);
        long RowsOf(MonitorWindow window) => hours.Where(hour => hour.Hour >= window.From && hour.Hour < window.To).Sum(hour => hour.Rows);
        return VolumeReadings.Of(version, claim.Monitor.Settings, RowsOf(claim.Window), [.. windows.Skip(1).Reverse().Select(RowsOf)], claim.Monitor.Window);
    }

    private async Task<WindowMeasured> CountedAsync(PortalDbContext db, ClaimedRun claim, VersionId version, Action<double> progress, CancellationToken ct)
    {
        var found = await observed.BaselineAsync(claim.Tenant, version, ct);
        if (!found.IsOk)
        {
            return WindowVerdicts.NotEnough(version, 0, $"There is nothing to compare with: {found.Refusal.Sentence}");
        }

        var (baseline, monitor) = (found.Value, claim.Monitor);
        var window = await ReadAsync(claim, version, claim.Window.From, claim.Window.To, ct);
        progress(0.5);
        var before = ReferenceOf(monitor, claim.Window) is { } reference ? await ReadAsync(claim, version, reference.From, reference.To, ct) : null;
        progress(0.7);
        ct.ThrowIfCancellationRequested();
        return monitor.Kind switch
        {
            MonitorKind.Drift => DriftReadings.Of(monitor.Settings, monitor.Columns, baseline, window, before, await ImportanceAsync(db, version, ct)),
            MonitorKind.Performance => PerformanceReadings.Of(monitor.Settings, baseline, window, before),
            MonitorKind.Bias => BiasReadings.Of(monitor.Settings, baseline, window),
            MonitorKind.DataQuality => QualityReadings.Of(monitor.Settings, monitor.Columns, baseline, window),
            MonitorKind.Latency => ServiceReadings.OfLatency(monitor.Settings, window, before),
            MonitorKind.Cost => ServiceReadings.OfCost(monitor.Settings, window, before),
            _ => throw new InvalidOperationException($"A monitor of {monitor.Kind} is not measured by counters."),
        };
    }

    private Task<ObservedWindow> ReadAsync(ClaimedRun claim, VersionId version, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        observed.ReadAsync(claim.Tenant, claim.Monitor.EnvironmentId, claim.Monitor.ModelId, version, from, to, ct);

    /// <summary>The window that this one is compared with; null when it is the version's own baseline.</summary>
    private static MonitorWindow? ReferenceOf(Monitor monitor, MonitorWindow window) => monitor.Reference switch
    {
        MonitorReference.PreviousWindow => MonitorSchedule.Of(monitor).Calendar.Previous(window),
        MonitorReference.FixedWindow => new MonitorWindow(monitor.ReferenceFrom!.Value, monitor.ReferenceTo!.Value),
        _ => null,
    };

    /// <summary>How much the score depends on each feature, as its newest evaluation says; empty where that explains nothing.</summary>
    private static async Task<IReadOnlyDictionary<string, double>> ImportanceAsync(PortalDbContext db, VersionId version, CancellationToken ct)
    {
        var results = await db.Evaluations.AsNoTracking().Where(row => row.VersionId == version && row.RepeatOf == null && row.State == EvaluationState.Completed)
            .OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Id).Select(row => row.Results).FirstOrDefaultAsync(ct);
        return (results?.Explanation?.Features ?? []).GroupBy(feature => feature.Feature, StringComparer.Ordinal)
            .ToDictionary(features => features.Key, features => Math.Max(0, features.First().Drop ?? 0), StringComparer.Ordinal);
    }
}
