using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

public sealed record AliasRow(string Alias, int Number);

public sealed record ModelView(
    ModelId Id, string Name, string Purpose, ModelTask Task, RiskClass RiskClass, DataClassification DataClassification, string Team, string Owner,
    IReadOnlyList<string> AllowedRegions, IReadOnlyList<string> RequiredLabels, DatasetVersionId? EvaluationDatasetId, DatasetVersionName? EvaluationDataset,
    IReadOnlyList<AliasRow> Aliases, int Versions, DateTimeOffset CreatedAt, long Revision)
{
    public IReadOnlyList<NamedSlice> Slices { get; init; } = [];
}

/// <summary>One model.</summary>
public sealed class ModelDetail(PortalDatabase database)
{
    public async Task<Outcome<ModelView>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        var found = await (
            from model in db.Models.AsNoTracking()
            join team in db.Teams on model.TeamId equals team.Id
            join owner in db.Members on model.OwnerId equals owner.Id
            where model.NormalizedName == normalized
            select new { Model = model, Team = team.Name, Owner = owner.Email }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return Refusal.NotFound($"The model {name}");
        }

        var row = found.Model;
        var aliases = await (
            from alias in db.VersionAliases.AsNoTracking()
            join version in db.Versions on alias.VersionId equals version.Id
            where alias.ModelId == row.Id
            orderby alias.Alias
            select new AliasRow(alias.Alias, version.Number)).ToListAsync(ct);
        return new ModelView(
            row.Id, row.Name, row.Purpose, row.Task, row.RiskClass, row.DataClassification, found.Team, found.Owner, row.AllowedRegions, row.RequiredLabels,
            row.EvaluationDatasetVersionId, await db.NameOfDatasetVersionAsync(row.EvaluationDatasetVersionId, ct),
            aliases, await db.Versions.CountAsync(version => version.ModelId == row.Id, ct), row.CreatedAt, row.Revision)
        {
            Slices = row.Slices,
        };
    }
}
