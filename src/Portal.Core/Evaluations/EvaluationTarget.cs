using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <param name="Dataset">Null for the model's own evaluation dataset.</param>
public sealed record EvaluationTargetName(string Model, int Version, string? Dataset = null, int? DatasetVersion = null);

/// <summary>What an evaluation is asked for by name, as programs do it.</summary>
public sealed class EvaluationTarget(PortalDatabase database)
{
    public async Task<Outcome<(VersionId Version, DatasetVersionId? Dataset)>> FindAsync(Actor actor, EvaluationTargetName name, CancellationToken ct)
    {
        var model = Names.Normalize(name.Model);
        await using var db = database.Open(actor.Tenant);
        var (models, datasets) = (db.Models, db.Datasets);
        var version = await (from row in db.Versions
                             join owner in models on row.ModelId equals owner.Id
                             where owner.NormalizedName == model && row.Number == name.Version
                             select (VersionId?)row.Id).SingleOrDefaultAsync(ct);
        if (version is not { } found)
        {
            return Refusal.NotFound($"{name.Model} version {name.Version}");
        }

        if (name.Dataset is null)
        {
            return (found, (DatasetVersionId?)null);
        }

        var dataset = Names.Normalize(name.Dataset);
        var snapshot = await (from row in db.DatasetVersions
                              join owner in datasets on row.DatasetId equals owner.Id
                              where owner.NormalizedName == dataset && (name.DatasetVersion == null || row.Number == name.DatasetVersion)
                              orderby row.Number descending
                              select (DatasetVersionId?)row.Id).FirstOrDefaultAsync(ct);
        return snapshot is null ? Refusal.NotFound($"The dataset {name.Dataset}") : (found, snapshot);
    }
}
