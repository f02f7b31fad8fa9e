using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Scoring.Contract;

namespace Portal.Core.Registry;

/// <summary>What the tenant already knows that bears on a file: data with its label column, data it was trained on, the same bytes.</summary>
internal sealed record RegistrationFacts(Model Model, DatasetVersion? EvaluationData, DatasetVersion? TrainingData, DatasetVersionName? TrainingName, int? DuplicateOf)
{
    private const int MostClasses = 20;

    public static async Task<RegistrationFacts?> FindAsync(PortalDbContext db, string modelName, Digest digest, ModelSignature? signature, CancellationToken ct)
    {
        var name = Names.Normalize(modelName);
        if (await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct) is not { } model)
        {
            return null;
        }

        var duplicate = await db.Versions.Where(row => row.ModelId == model.Id && row.Digest == digest).Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
        var evaluation = model.EvaluationDatasetVersionId is { } id ? await db.DatasetVersions.AsNoTracking().SingleAsync(row => row.Id == id, ct) : null;
        var training = await TrainedOnAsync(db, signature, ct);
        return new(model, evaluation, training, await db.NameOfDatasetVersionAsync(training?.Id, ct), duplicate);
    }

    /// <summary>The values of a column in the data at hand; null when no data have it or it is no label for classes.</summary>
    public IReadOnlyList<string>? ValuesOf(string column) => Values(EvaluationData, column) ?? Values(TrainingData, column);

    /// <summary>The snapshot whose bytes have the digest that the file names; the newest where several have.</summary>
    private static async Task<DatasetVersion?> TrainedOnAsync(PortalDbContext db, ModelSignature? signature, CancellationToken ct) =>
        signature is not null && Digest.TryParse(ModelDeclaration.Read(signature.Metadata).TrainingDataSha256, out var trainedOn)
            ? await db.DatasetVersions.AsNoTracking().Where(row => row.Digest == trainedOn).OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(ct)
            : null;

    private static IReadOnlyList<string>? Values(DatasetVersion? data, string column) =>
        data?.Profile.FirstOrDefault(profile => string.Equals(profile.Name, column, StringComparison.Ordinal)) is { Distinct: > 0 and <= MostClasses } profile
            ? [.. profile.TopValues.Select(value => value.Value).Order(StringComparer.Ordinal)]
            : null;
}
