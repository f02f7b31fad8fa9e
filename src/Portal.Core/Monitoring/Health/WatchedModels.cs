using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Health;

/// <summary>A model in an environment at a glance.</summary>
/// <param name="Version">What is live; null when nothing is any more.</param>
/// <param name="Monitors">That are not archived; none means that nobody watches.</param>
/// <param name="Telling">The monitor whose newest verdict says most.</param>
/// <param name="Quality">The newest score of data quality, of 100.</param>
/// <param name="Line">The metric of the performance monitor over its newest windows, oldest first.</param>
public sealed record WatchedRow(
    string Environment, EnvironmentPurpose Purpose, string Model, RiskClass RiskClass, int? Version, DateTimeOffset? LiveSince, int Monitors, HealthMonitor? Telling,
    int OpenIncidents, double? Quality, HealthLine? Line)
{
    public bool IsWatched => Monitors > 0;

    public HealthRun? Last => Telling?.LastJudged;
}

/// <param name="Measure">Whose numbers they are.</param>
/// <param name="Breach">The last of them breaches.</param>
public sealed record HealthLine(string Measure, IReadOnlyList<double> Values, double? Limit, bool Breach);

/// <param name="More">There are others that are not shown.</param>
public sealed record WatchedList(IReadOnlyList<WatchedRow> Rows, bool More);

/// <summary>Everything that is live or watched, with how it does: what asks for attention first.</summary>
public sealed class WatchedModels(PortalDatabase database)
{
    /// <summary>The newest windows may be without a verdict: a weekend, a day that is not over.</summary>
    private const int Newest = 4;

    /// <summary>Windows that the trend is drawn of.</summary>
    private const int Line = 8;
    private const int Most = 200;

    /// <param name="model">The name of one model.</param>
    public async Task<WatchedList> ReadAsync(Actor actor, CancellationToken ct, string? model = null)
    {
        await using var db = database.Open(actor.Tenant);
        var live = await LiveAsync(db, model, ct);
        var models = live.Select(row => row.ModelId).Distinct().ToList();
        var monitors = await db.Monitors.AsNoTracking().Where(row => models.Contains(row.ModelId) && row.State != MonitorState.Archived).ToListAsync(ct);
        var newest = await HealthRuns.NewestAsync(db, [.. monitors.Where(row => row.Kind != MonitorKind.Performance).Select(row => row.Id)], Newest, ct);
        var line = await HealthRuns.NewestAsync(db, [.. monitors.Where(row => row.Kind == MonitorKind.Performance).Select(row => row.Id)], Line, ct);
        var watched = monitors.ToLookup(row => (row.EnvironmentId, row.ModelId), row => ModelHealth.Of(row, [.. newest[row.Id], .. line[row.Id]]));
        var incidents = await OpenIncidentsAsync(db, ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, monitors.Select(row => row.Id), ct);
        var rows = live.Select(row => Of(row, [.. watched[(row.EnvironmentId, row.ModelId)]], incidents, hidden))
            .OrderByDescending(row => row.OpenIncidents > 0).ThenByDescending(row => HealthRun.Rank(row.Last?.Verdict))
            .ThenByDescending(row => row.Purpose == EnvironmentPurpose.Production).ThenBy(row => row.Model, StringComparer.OrdinalIgnoreCase).ToList();
        return new WatchedList(rows, live.Count == Most);
    }

    private static async Task<List<LiveSubject>> LiveAsync(PortalDbContext db, string? only, CancellationToken ct)
    {
        var (environments, versions) = (db.Environments, db.Versions);
        var name = only is null ? null : Names.Normalize(only);
        var models = name is null ? db.Models : db.Models.Where(row => row.NormalizedName == name);
        return await (
            from row in db.LiveDeployments.AsNoTracking()
            join environment in environments on row.EnvironmentId equals environment.Id
            join model in models on row.ModelId equals model.Id
            join version in versions on row.VersionId equals version.Id
            orderby row.Since descending
            select new LiveSubject(environment.Id, environment.Name, environment.Purpose, model.Id, model.Name, model.RiskClass, version.Number, row.Since)).Take(Most).ToListAsync(ct);
    }

    private static async Task<Dictionary<(EnvironmentId, ModelId), int>> OpenIncidentsAsync(PortalDbContext db, CancellationToken ct) =>
        (await db.Incidents.AsNoTracking().Where(row => row.State != IncidentState.Resolved)
            .GroupBy(row => new { row.EnvironmentId, row.ModelId }).Select(group => new { group.Key.EnvironmentId, group.Key.ModelId, Count = group.Count() }).ToListAsync(ct))
        .ToDictionary(row => (row.EnvironmentId, row.ModelId), row => row.Count);

    private static WatchedRow Of(LiveSubject live, IReadOnlyList<HealthMonitor> monitors, Dictionary<(EnvironmentId, ModelId), int> incidents, ProtectedColumns hidden)
    {
        var shown = hidden.IsEmpty ? monitors : [.. monitors.Select(monitor => ProtectedReadings.Hide(monitor, hidden.Of(monitor.Id)))];
        var view = new HealthView(
            new HealthSubject(live.EnvironmentId, live.Environment, live.Purpose, live.ModelId, live.Model, default, live.RiskClass, null, live.Version, live.Since, [], null), shown, [], [], hidden.IsEmpty);
        return new WatchedRow(
            live.Environment, live.Purpose, live.Model, live.RiskClass, live.Version, live.Since, monitors.Count, view.Telling, incidents.GetValueOrDefault((live.EnvironmentId, live.ModelId)),
            view.Of(MonitorKind.DataQuality)?.LastJudged?.Readings.FirstOrDefault(reading => reading is { Subject: Reading.Table, Measure: "score" })?.Value, HealthReadings.LineOf(view));
    }

    private sealed record LiveSubject(
        EnvironmentId EnvironmentId, string Environment, EnvironmentPurpose Purpose, ModelId ModelId, string Model, RiskClass RiskClass, int Version, DateTimeOffset Since);
}
