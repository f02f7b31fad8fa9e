using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Search">A part of the name.</param>
/// <param name="Team">The whole name of a team.</param>
public sealed record ModelListRequest(PageRequest Page, string? Search = null, ModelTask? Task = null, RiskClass? Risk = null, string? Team = null);

public sealed record ModelRow(
    ModelId Id, string Name, string Purpose, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification, string Team, string Owner,
    DateTimeOffset CreatedAt, int Versions, int? NewestNumber, VersionId? NewestVersion, DateTimeOffset? NewestAt);

/// <summary>The tenant's models, newest first.</summary>
public sealed class ModelList(PortalDatabase database)
{
    public async Task<Outcome<Page<ModelRow>>> ReadAsync(Actor actor, ModelListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (members, teams, versions) = (db.Members, db.Teams, db.Versions);
        return await Filter(db, request).NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new ModelRow(
                row.Id, row.Name, row.Purpose, row.Task, row.RiskClass, row.DataClassification,
                teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).First(),
                members.Where(member => member.Id == row.OwnerId).Select(member => member.Email).First(),
                row.CreatedAt,
                versions.Count(version => version.ModelId == row.Id),
                versions.Where(version => version.ModelId == row.Id).Max(version => (int?)version.Number),
                versions.Where(version => version.ModelId == row.Id).OrderByDescending(version => version.Number).Select(version => (VersionId?)version.Id).FirstOrDefault(),
                versions.Where(version => version.ModelId == row.Id).Max(version => (DateTimeOffset?)version.RegisteredAt)),
            request.Page,
            ct);
    }

    private static IQueryable<Model> Filter(PortalDbContext db, ModelListRequest request)
    {
        var rows = db.Models.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            var search = Names.Normalize(request.Search);
            rows = rows.Where(row => row.NormalizedName.Contains(search));
        }

        rows = request.Task is { } task ? rows.Where(row => row.Task == task) : rows;
        rows = request.Risk is { } risk ? rows.Where(row => row.RiskClass == risk) : rows;
        if (!string.IsNullOrWhiteSpace(request.Team))
        {
            var (name, teams) = (Names.Normalize(request.Team), db.Teams);
            rows = rows.Where(row => teams.Any(team => team.Id == row.TeamId && team.NormalizedName == name));
        }

        return rows;
    }
}
