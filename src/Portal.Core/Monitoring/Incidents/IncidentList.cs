using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <param name="State">One state.</param>
/// <param name="Open">All that is not resolved.</param>
/// <param name="AssignedTo">One member's.</param>
/// <param name="Unassigned">Nobody's.</param>
/// <param name="Search">A part of the title, or a number such as <c>I-7</c>.</param>
public sealed record IncidentListRequest(
    PageRequest Page, IncidentState? State = null, bool Open = false, Severity? Severity = null, string? Environment = null, string? Model = null,
    MemberId? AssignedTo = null, bool Unassigned = false, string? Search = null);

/// <param name="Kind">Of the monitor, as its name: null when no monitor opened it.</param>
/// <param name="AssignedTo">The name of a member; null for nobody.</param>
public sealed record IncidentRow(
    IncidentId Id, int Number, string Title, IncidentSource Source, MonitorKind? Kind, string? Monitor, string Environment, string Model, int VersionNumber, Severity Severity, IncidentState State,
    string? AssignedTo, MemberId? AssignedToId, DateTimeOffset? SilencedUntil, DateTimeOffset? QuietSince, int Findings, DateTimeOffset OpenedAt, DateTimeOffset LastFoundAt, DateTimeOffset? ResolvedAt,
    bool IsTold);

/// <param name="Open">Nobody has acknowledged them.</param>
/// <param name="Critical">Of the open and acknowledged ones.</param>
/// <param name="Mine">Not resolved and given to the asker.</param>
public sealed record IncidentCounts(int Open, int Acknowledged, int Critical, int Unassigned, int Mine, int ResolvedLately);

/// <summary>The incidents, the newest first, and how many there are of which sort.</summary>
public sealed class IncidentList(PortalDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(30);

    public async Task<Outcome<Page<IncidentRow>>> ReadAsync(Actor actor, IncidentListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (monitors, environments, models, versions, members) = (db.Monitors, db.Environments, db.Models, db.Versions, db.Members);
        return await Filter(db, request).NewestFirstAsync(
            row => row.OpenedAt,
            row => row.Id,
            row => new IncidentRow(
                row.Id, row.Number, row.Title, row.Source,
                monitors.Where(monitor => monitor.Id == row.MonitorId).Select(monitor => (MonitorKind?)monitor.Kind).FirstOrDefault(),
                monitors.Where(monitor => monitor.Id == row.MonitorId).Select(monitor => monitor.Name).FirstOrDefault(),
                environments.Where(environment => environment.Id == row.EnvironmentId).Select(environment => environment.Name).First(),
                models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                row.Severity, row.State,
                members.Where(member => member.Id == row.AssignedTo).Select(member => member.Name).FirstOrDefault(), row.AssignedTo,
                row.SilencedUntil, row.QuietSince, row.Findings, row.OpenedAt, row.LastFoundAt, row.ResolvedAt, row.IsTold),
            request.Page,
            ct);
    }

    public async Task<IncidentCounts> CountAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var since = clock.GetUtcNow() - s_lately;
        var open = db.Incidents.Where(row => row.State != IncidentState.Resolved);
        return new IncidentCounts(
            await open.CountAsync(row => row.State == IncidentState.Open, ct),
            await open.CountAsync(row => row.State == IncidentState.Acknowledged, ct),
            await open.CountAsync(row => row.Severity == Severity.Critical, ct),
            await open.CountAsync(row => row.AssignedTo == null, ct),
            await open.CountAsync(row => row.AssignedTo == actor.Member, ct),
            await db.Incidents.CountAsync(row => row.State == IncidentState.Resolved && row.ResolvedAt >= since, ct));
    }

    private static IQueryable<Incident> Filter(PortalDbContext db, IncidentListRequest request)
    {
        var rows = db.Incidents.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Open ? rows.Where(row => row.State != IncidentState.Resolved) : rows;
        rows = request.Severity is { } severity ? rows.Where(row => row.Severity == severity) : rows;
        rows = request.AssignedTo is { } member ? rows.Where(row => row.AssignedTo == member) : rows;
        rows = request.Unassigned ? rows.Where(row => row.AssignedTo == null) : rows;
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

        return IncidentNumber.Parse(request.Search) is { } number ? rows.Where(row => row.Number == number) : rows.WhereContains(row => row.Title, request.Search);
    }
}
