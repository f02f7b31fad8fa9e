using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="Incident">The number of one incident.</param>
public sealed record FindingListRequest(PageRequest Page, int? Incident = null, string? Environment = null, string? Model = null, Severity? Severity = null);

/// <param name="Incident">The number of the incident that it became part of; null where none was opened.</param>
public sealed record FindingRow(
    FindingId Id, MonitorId MonitorId, string Monitor, MonitorKind Kind, string Environment, string Model, int VersionNumber, string Subject, string Measure, double? Value, double? Limit, Severity Severity, string Sentence,
    DateTimeOffset WindowFrom, DateTimeOffset WindowTo, DateTimeOffset FoundAt, int? Incident);

/// <summary>What monitors found, the newest first.</summary>
public sealed class FindingList(PortalDatabase database)
{
    public async Task<Outcome<Page<FindingRow>>> ReadAsync(Actor actor, FindingListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (monitors, environments, models, versions, incidents) = (db.Monitors, db.Environments, db.Models, db.Versions, db.Incidents);
        var page = await Filter(db, request).NewestFirstAsync(
            row => row.FoundAt,
            row => row.Id,
            row => new FindingRow(
                row.Id,
                row.MonitorId,
                monitors.Where(monitor => monitor.Id == row.MonitorId).Select(monitor => monitor.Name).First(),
                monitors.Where(monitor => monitor.Id == row.MonitorId).Select(monitor => monitor.Kind).First(),
                environments.Where(environment => environment.Id == row.EnvironmentId).Select(environment => environment.Name).First(),
                models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                row.Subject, row.Measure, row.Value, row.Limit, row.Severity, row.Sentence, row.WindowFrom, row.WindowTo, row.FoundAt,
                incidents.Where(incident => incident.Id == row.IncidentId).Select(incident => (int?)incident.Number).FirstOrDefault()),
            request.Page,
            ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, page.Items.Select(row => row.MonitorId), ct);
        return hidden.IsEmpty ? page : page with { Items = [.. page.Items.Select(row => ProtectedFindings.Hide(row, hidden.Of(row.MonitorId)))] };
    }

    private static IQueryable<Finding> Filter(PortalDbContext db, FindingListRequest request)
    {
        var rows = db.Findings.AsNoTracking();
        rows = request.Severity is { } severity ? rows.Where(row => row.Severity == severity) : rows;
        if (request.Incident is { } number)
        {
            var incidents = db.Incidents;
            rows = rows.Where(row => incidents.Any(one => one.Id == row.IncidentId && one.Number == number));
        }

        if (request.Environment is { Length: > 0 } environment)
        {
            var (name, environments) = (Names.Normalize(environment), db.Environments);
            rows = rows.Where(row => environments.Any(one => one.Id == row.EnvironmentId && one.NormalizedName == name));
        }

        if (request.Model is { Length: > 0 } model)
        {
            var (name, models) = (Names.Normalize(model), db.Models);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return rows;
    }
}
