using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Health;

/// <summary>How one model does in one environment: its monitors with their newest windows, its incidents, and what went live there.</summary>
public sealed class ModelHealth(PortalDatabase database)
{
    public const int Windows = 14;
    public const int MostWindows = 60;
    private const int MostIncidents = 20;
    private const int MostDeployments = 20;

    /// <param name="windows">Of each monitor, at most so many.</param>
    public async Task<Outcome<HealthView>> FindAsync(Actor actor, string environment, string model, CancellationToken ct, int windows = Windows)
    {
        await using var db = database.Open(actor.Tenant);
        var subject = await SubjectAsync(db, environment, model, ct);
        if (!subject.IsOk)
        {
            return subject.Refusal;
        }

        var monitors = await MonitorsAsync(db, subject.Value, windows, ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, monitors.Select(monitor => monitor.Id), ct);
        return new HealthView(
            subject.Value,
            hidden.IsEmpty ? monitors : [.. monitors.Select(monitor => ProtectedReadings.Hide(monitor, hidden.Of(monitor.Id)))],
            await IncidentsAsync(db, subject.Value, ct), await DeploymentsAsync(db, subject.Value, ct), hidden.IsEmpty);
    }

    internal static async Task<Outcome<HealthSubject>> SubjectAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        if (await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct) is not { } place)
        {
            return Refusal.NotFound($"The environment {environment}");
        }

        if (await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct) is not { } found)
        {
            return Refusal.NotFound($"The model {model}");
        }

        var live = await db.LiveDeployments.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == place.Id && row.ModelId == found.Id, ct);
        var versions = db.Versions.AsNoTracking().Where(row => row.ModelId == found.Id);
        var version = live is null ? await versions.OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct) : await versions.SingleAsync(row => row.Id == live.VersionId, ct);
        var dataset = version?.TrainingDatasetVersionId ?? found.EvaluationDatasetVersionId;
        var columns = dataset is null ? [] : await db.DatasetVersions.AsNoTracking().Where(row => row.Id == dataset).Select(row => row.Columns).SingleAsync(ct);
        return new HealthSubject(
            place.Id, place.Name, place.Purpose, found.Id, found.Name, found.Task, found.RiskClass, live?.VersionId, live is null ? null : version!.Number, live?.Since, columns, version?.Scoring);
    }

    private static async Task<IReadOnlyList<HealthMonitor>> MonitorsAsync(PortalDbContext db, HealthSubject subject, int windows, CancellationToken ct)
    {
        var rows = await db.Monitors.AsNoTracking()
            .Where(row => row.EnvironmentId == subject.EnvironmentId && row.ModelId == subject.ModelId && row.State != MonitorState.Archived)
            .OrderBy(row => row.NormalizedName).ToListAsync(ct);
        var runs = await HealthRuns.NewestAsync(db, [.. rows.Select(row => row.Id)], windows, ct);
        return [.. rows.Select(row => Of(row, [.. runs[row.Id]]))];
    }

    internal static HealthMonitor Of(Monitor row, IReadOnlyList<HealthRun> runs) => new(
        row.Id, row.Name, row.Kind, row.State, row.Reference, row.Window, row.TimeZone, row.WindowsInARow, row.Severity, row.Actions, row.Settings, row.NextDueAt, runs);

    private static async Task<IReadOnlyList<HealthIncident>> IncidentsAsync(PortalDbContext db, HealthSubject subject, CancellationToken ct)
    {
        var (monitors, members) = (db.Monitors, db.Members);
        return await (
            from incident in db.Incidents.AsNoTracking()
            join watched in monitors on incident.MonitorId equals (MonitorId?)watched.Id into watching
            from monitor in watching.DefaultIfEmpty()
            where incident.EnvironmentId == subject.EnvironmentId && incident.ModelId == subject.ModelId
            orderby incident.State == IncidentState.Resolved ? 1 : 0, incident.LastFoundAt descending
            select new HealthIncident(
                incident.Number, incident.Title, (MonitorKind?)monitor!.Kind, monitor.Name, incident.Severity, incident.State, incident.OpenedAt, incident.LastFoundAt, incident.Findings,
                members.Where(member => member.Id == incident.AssignedTo).Select(member => member.Name).FirstOrDefault()))
            .Take(MostIncidents).ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<HealthDeployment>> DeploymentsAsync(PortalDbContext db, HealthSubject subject, CancellationToken ct)
    {
        var (versions, members) = (db.Versions, db.Members);
        return await db.Deployments.AsNoTracking()
            .Where(row => row.EnvironmentId == subject.EnvironmentId && row.ModelId == subject.ModelId && row.ChampionSince != null)
            .OrderByDescending(row => row.ChampionSince).Take(MostDeployments)
            .Select(row => new HealthDeployment(
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(), row.ChampionSince!.Value, row.EndedAt, row.Cause, row.Reason,
                members.Where(member => member.Id == row.StartedBy).Select(member => member.Name).FirstOrDefault() ?? "Portal"))
            .ToListAsync(ct);
    }
}
