using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>The version that a batch is about, and the data that its columns are compared with.</summary>
/// <param name="Reference">Those data in words: "mortgage-reference version 1".</param>
internal sealed record ObservedTarget(
    EnvironmentId Environment, string EnvironmentName, ModelId Model, string ModelName, ModelTask Task, VersionId Version, int Number, ScoringRules Scoring,
    DatasetVersionId Dataset, IReadOnlyList<DatasetColumn> Columns, string Reference)
{
    public string Name => $"{ModelName} version {Number} in {EnvironmentName}";

    /// <param name="number">Null for the version that is live there; where none is, the newest.</param>
    public static async Task<Outcome<ObservedTarget>> FindAsync(PortalDbContext db, string environment, string model, int? number, bool orNewest, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        if (await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct) is not { } place)
        {
            return Refusal.NotFound($"The environment {environment}");
        }

        if (await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct) is not { } owner)
        {
            return Refusal.NotFound($"The model {model}");
        }

        if (await VersionAsync(db, place, owner, number, orNewest, ct) is not { } version)
        {
            return number is null
                ? new Refusal(RefusalKind.Invalid, "observations.not-live", $"No version of {owner.Name} is live in {place.Name}, so the batch belongs to none.", "Name the version that made the predictions.")
                : Refusal.NotFound($"{owner.Name} version {number}");
        }

        var data = version.TrainingDatasetVersionId ?? owner.EvaluationDatasetVersionId;
        var (datasets, snapshots) = (db.Datasets, db.DatasetVersions);
        var found = data is null ? null : await (
            from snapshot in snapshots
            join dataset in datasets on snapshot.DatasetId equals dataset.Id
            where snapshot.Id == data
            select new { snapshot.Id, snapshot.Columns, snapshot.Number, dataset.Name }).SingleOrDefaultAsync(ct);
        return found is null
            ? new Refusal(
                RefusalKind.Invalid, "observations.no-reference", $"{owner.Name} version {version.Number} names no training data and its model no evaluation data, so columns can't be checked.",
                "Give the model evaluation data, or register the version with its training data.")
            : new ObservedTarget(
                place.Id, place.Name, owner.Id, owner.Name, owner.Task, version.Id, version.Number, version.Scoring, found.Id, found.Columns, $"{found.Name} version {found.Number}");
    }

    private static async Task<Version?> VersionAsync(PortalDbContext db, Environment place, Model owner, int? number, bool orNewest, CancellationToken ct)
    {
        var versions = db.Versions.AsNoTracking().Where(row => row.ModelId == owner.Id);
        if (number is { } asked)
        {
            return await versions.SingleOrDefaultAsync(row => row.Number == asked, ct);
        }

        var live = db.LiveDeployments.Where(row => row.EnvironmentId == place.Id && row.ModelId == owner.Id);
        return await versions.SingleOrDefaultAsync(row => live.Any(one => one.VersionId == row.Id), ct)
            ?? (orNewest ? await versions.OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct) : null);
    }
}
