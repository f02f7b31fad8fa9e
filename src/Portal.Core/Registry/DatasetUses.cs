using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

public sealed record TrainedVersionRow(VersionId Id, string Model, int Number, int DataNumber);

public sealed record EvaluatedModelRow(string Model, int DataNumber);

/// <param name="Trained">Versions that were trained on a snapshot of the dataset, newest first.</param>
/// <param name="Evaluated">Models whose versions are evaluated on one.</param>
public sealed record DatasetUsesView(IReadOnlyList<TrainedVersionRow> Trained, IReadOnlyList<EvaluatedModelRow> Evaluated);

/// <summary>What was made from a dataset, and what is measured on it.</summary>
public sealed class DatasetUses(PortalDatabase database)
{
    private const int Most = 100;

    /// <param name="number">One snapshot, or null for all of them.</param>
    public async Task<DatasetUsesView> FindAsync(Actor actor, string dataset, int? number, CancellationToken ct)
    {
        var name = Names.Normalize(dataset);
        await using var db = database.Open(actor.Tenant);
        var snapshots =
            from data in db.DatasetVersions.AsNoTracking()
            join row in db.Datasets on data.DatasetId equals row.Id
            where row.NormalizedName == name && (number == null || data.Number == number)
            select new { data.Id, data.Number };
        var trained = await (
            from version in db.Versions.AsNoTracking()
            join model in db.Models on version.ModelId equals model.Id
            join data in snapshots on version.TrainingDatasetVersionId equals data.Id
            orderby version.RegisteredAt descending
            select new TrainedVersionRow(version.Id, model.Name, version.Number, data.Number)).Take(Most).ToListAsync(ct);
        var evaluated = await (
            from model in db.Models.AsNoTracking()
            join data in snapshots on model.EvaluationDatasetVersionId equals data.Id
            orderby model.NormalizedName
            select new EvaluatedModelRow(model.Name, data.Number)).Take(Most).ToListAsync(ct);
        return new(trained, evaluated);
    }
}
