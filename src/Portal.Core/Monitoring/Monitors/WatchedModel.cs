using Portal.Core.Datasets;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>What a monitor's settings are judged by: the environment, the model, and the columns of what its version was trained on.</summary>
/// <param name="Version">The live one, else the newest; null when nothing is registered.</param>
/// <param name="Columns">Of its training data, else of the model's evaluation data; null when neither is known.</param>
public sealed record WatchedModel(
    EnvironmentId EnvironmentId, string Environment, ModelId ModelId, string Model, ModelTask Task, VersionId? Version, int? VersionNumber, bool IsLive, IReadOnlyList<DatasetColumn>? Columns)
{
    public IReadOnlyList<string> Features => Named(ColumnRole.Feature);

    public IReadOnlyList<string> ProtectedAttributes => Named(ColumnRole.ProtectedAttribute);

    /// <summary>Whether what it was trained on is known, so that windows can be compared with it.</summary>
    public bool HasTrainingData { get; init; }

    internal static async Task<Outcome<WatchedModel>> FindAsync(PortalDbContext db, string environment, string model, CancellationToken ct)
    {
        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        if (await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct) is not { } place)
        {
            return Refusal.NotFound($"The environment {environment}");
        }

        return await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct) is { } found
            ? await LoadAsync(db, place, found, ct)
            : Refusal.NotFound($"The model {model}");
    }

    internal static async Task<WatchedModel> FindAsync(PortalDbContext db, Monitor monitor, CancellationToken ct) => await LoadAsync(
        db,
        await db.Environments.AsNoTracking().SingleAsync(row => row.Id == monitor.EnvironmentId, ct),
        await db.Models.AsNoTracking().SingleAsync(row => row.Id == monitor.ModelId, ct),
        ct);

    private static async Task<WatchedModel> LoadAsync(PortalDbContext db, Environment place, Model model, CancellationToken ct)
    {
        var live = await db.LiveDeployments.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == place.Id && row.ModelId == model.Id, ct);
        var versions = db.Versions.AsNoTracking().Where(row => row.ModelId == model.Id);
        var version = live is null ? await versions.OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct) : await versions.SingleAsync(row => row.Id == live.VersionId, ct);
        var dataset = version?.TrainingDatasetVersionId ?? model.EvaluationDatasetVersionId;
        var columns = dataset is null ? null : await db.DatasetVersions.AsNoTracking().Where(row => row.Id == dataset).Select(row => row.Columns).SingleAsync(ct);
        return new(place.Id, place.Name, model.Id, model.Name, model.Task, version?.Id, version?.Number, live is not null, columns) { HasTrainingData = version?.TrainingDatasetVersionId is not null };
    }

    private IReadOnlyList<string> Named(ColumnRole role) => [.. (Columns ?? []).Where(column => column.Role == role).Select(column => column.Name)];
}
