using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>With what the training data of a candidate are compared.</summary>
public enum TrainingReference
{
    /// <summary>With what the live version was trained on.</summary>
    LiveVersion,

    /// <summary>With what the candidate was measured on: the live version was trained on the same data, or nobody knows on which.</summary>
    EvaluationData,
}

/// <summary>How far what a candidate was trained on lies from what is known.</summary>
/// <param name="Trained">Null when nobody knows what it was trained on.</param>
/// <param name="Reference">Null when there is nothing to compare with.</param>
/// <param name="SameAsLive">Whether the live version was trained on the same snapshot.</param>
/// <param name="Distance">Null when it could not be measured.</param>
/// <param name="Why">Why it could not.</param>
public sealed record TrainingDriftView(DatasetVersionName? Trained, DatasetVersionName? Reference, TrainingReference Kind, bool SameAsLive, DatasetDistance? Distance, string? Why);

/// <summary>Compares what the candidate of a promotion was trained on with what the live version was, and where that is the same, with what the candidate was measured on.</summary>
public sealed class TrainingDrift(PortalDatabase database, DatasetDrift drift, ArtifactStore store)
{
    public async Task<Outcome<TrainingDriftView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var found = await db.Promotions.AsNoTracking().Where(row => row.Number == number).Select(row => new { row.VersionId, row.Evidence }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return PromotionTexts.NotFound(number);
        }

        var evidence = FrozenEvidence.Parse(found.Evidence).Evidence;
        var trained = await TrainedOnAsync(db, found.VersionId, ct);
        var live = evidence.Champion is { } champion ? await TrainedOnAsync(db, new VersionId(champion.Id), ct) : null;
        var same = trained is not null && live?.Id == trained.Id;
        var kind = live is null || same ? TrainingReference.EvaluationData : TrainingReference.LiveVersion;
        var reference = kind == TrainingReference.LiveVersion ? live
            : evidence.Candidate.Evaluation is { } evaluation ? await SnapshotAsync(db, new DatasetVersionId(evaluation.DatasetVersion), ct)
            : null;
        var view = new TrainingDriftView(
            await db.NameOfDatasetVersionAsync(trained?.Id, ct), await db.NameOfDatasetVersionAsync(reference?.Id, ct), kind, same, null, Refuses(actor.Tenant, trained, reference));
        return view.Why is not null ? view : view with { Distance = await drift.MeasureAsync(actor.Tenant, reference!, trained!, ct) };
    }

    private string? Refuses(TenantId tenant, DatasetVersion? trained, DatasetVersion? reference) =>
        trained is null ? "Its file and its registration name no training data that is stored here, so nobody can say how far they lie from anything."
        : reference is null ? "There is nothing to compare with: neither a live version with known training data, nor an evaluation."
        : reference.Id == trained.Id ? "It was trained on the very rows that it was measured on."
        : !store.Exists(tenant, trained.Digest) || !store.Exists(tenant, reference.Digest) ? "One of the two files is lost; restore the artifact store from a backup."
        : null;

    private static async Task<DatasetVersion?> TrainedOnAsync(PortalDbContext db, VersionId version, CancellationToken ct)
    {
        var data = await db.Versions.Where(row => row.Id == version).Select(row => row.TrainingDatasetVersionId).SingleOrDefaultAsync(ct);
        return data is { } id ? await SnapshotAsync(db, id, ct) : null;
    }

    private static async Task<DatasetVersion?> SnapshotAsync(PortalDbContext db, DatasetVersionId id, CancellationToken ct) =>
        await db.DatasetVersions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
}
