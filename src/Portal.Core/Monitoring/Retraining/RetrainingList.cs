using System.Linq.Expressions;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Retraining;

public sealed record RetrainingListRequest(PageRequest Page, RetrainingState? State = null, string? Model = null, int? Incident = null);

/// <param name="Version">The version that should be replaced.</param>
/// <param name="RequestedBy">Null for the portal itself.</param>
/// <param name="Answer">The number of the version that was registered for it.</param>
public sealed record RetrainingRow(
    RetrainingRequestId Id, int Number, string Model, int Version, string? Environment, int? Incident, string Reason, RetrainingState State, string? RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset? WindowFrom, DateTimeOffset? WindowTo, IReadOnlyList<MovedSubject> Moved, RetrainingLineage Lineage, int? Answer, DateTimeOffset? EndedAt, string? EndedBy, string? EndReason, long Revision);

/// <summary>Retraining requests, the newest first, and one of them.</summary>
public sealed class RetrainingList(PortalDatabase database)
{
    public async Task<Outcome<Page<RetrainingRow>>> ReadAsync(Actor actor, RetrainingListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var page = await Filter(db, request).NewestFirstAsync(row => row.RequestedAt, row => row.Id, Row(db), request.Page, ct);
        return page with { Items = await ToldAsync(db, actor, page.Items, ct) };
    }

    public async Task<Outcome<RetrainingRow>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.RetrainingRequests.AsNoTracking().Where(row => row.Number == number).Select(Row(db)).SingleOrDefaultAsync(ct) is { } found
            ? (await ToldAsync(db, actor, [found], ct))[0]
            : Refusal.NotFound($"The retraining request {RetrainingRules.Name(number)}");
    }

    public async Task<int> OpenAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.RetrainingRequests.CountAsync(row => row.State == RetrainingState.Open, ct);
    }

    /// <summary>As the actor may read it.</summary>
    private static async Task<IReadOnlyList<RetrainingRow>> ToldAsync(PortalDbContext db, Actor actor, IReadOnlyList<RetrainingRow> rows, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ReadProtectedAttributes) is null)
        {
            return rows;
        }

        var ids = rows.Select(row => row.Id).ToList();
        var models = await db.RetrainingRequests.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.ModelId }).ToDictionaryAsync(row => row.Id, row => row.ModelId, ct);
        var columns = await ProtectedColumns.NamesAsync(db, models.Values, ct);
        return [.. rows.Select(row => row with { Moved = ProtectedMoves.Hide(row.Moved, columns[models[row.Id]]) })];
    }

    private static IQueryable<RetrainingRequest> Filter(PortalDbContext db, RetrainingListRequest request)
    {
        var rows = db.RetrainingRequests.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        if (request.Model is { Length: > 0 } model)
        {
            var (name, models) = (Names.Normalize(model), db.Models);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        if (request.Incident is { } incident)
        {
            var incidents = db.Set<Incidents.Incident>();
            rows = rows.Where(row => incidents.Any(one => one.Id == row.IncidentId && one.Number == incident));
        }

        return rows;
    }

    private static Expression<Func<RetrainingRequest, RetrainingRow>> Row(PortalDbContext db)
    {
        var (models, versions, environments, incidents, members) = (db.Set<Registry.Model>(), db.Set<Version>(), db.Set<Environment>(), db.Set<Incidents.Incident>(), db.Set<Member>());
        return row => new RetrainingRow(
            row.Id, row.Number,
            models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
            versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
            environments.Where(environment => environment.Id == row.EnvironmentId).Select(environment => environment.Name).FirstOrDefault(),
            incidents.Where(incident => incident.Id == row.IncidentId).Select(incident => (int?)incident.Number).FirstOrDefault(),
            row.Reason, row.State,
            members.Where(member => member.Id == row.RequestedBy).Select(member => member.Name).FirstOrDefault(),
            row.RequestedAt, row.WindowFrom, row.WindowTo, row.Moved, row.Lineage,
            versions.Where(version => version.Id == row.AnsweredBy).Select(version => (int?)version.Number).FirstOrDefault(),
            row.EndedAt,
            members.Where(member => member.Id == row.EndedBy).Select(member => member.Name).FirstOrDefault(),
            row.EndReason, row.Revision);
    }
}
