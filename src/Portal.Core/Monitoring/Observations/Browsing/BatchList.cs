using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Browsing;

/// <param name="Version">Null for labels.</param>
/// <param name="ReceivedBy">Null for the portal itself.</param>
public sealed record BatchRow(
    ObservationBatchId Id, int Number, ObservationKind Kind, string Key, int? Version, long Rows, long KeptRows, long Waiting, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    DateTimeOffset? DeletedAt, string? ReceivedBy, DateTimeOffset ReceivedAt);

/// <summary>The batches of a model in an environment, newest first.</summary>
public sealed class BatchList(PortalDatabase database)
{
    public async Task<Outcome<Page<BatchRow>>> ReadAsync(Actor actor, string environment, string model, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        var (environmentName, modelName) = (Names.Normalize(environment), Names.Normalize(model));
        await using var db = database.Open(actor.Tenant);
        if (await ObservedPlace.RefusesAsync(db, environmentName, modelName, ct) is { } missing)
        {
            return missing;
        }

        var (environments, models, versions, members) = (db.Environments, db.Models, db.Versions, db.Members);
        return await db.ObservationBatches.AsNoTracking()
            .Where(row => environments.Any(place => place.Id == row.EnvironmentId && place.NormalizedName == environmentName) && models.Any(owner => owner.Id == row.ModelId && owner.NormalizedName == modelName))
            .NewestFirstAsync(
                row => row.ReceivedAt,
                row => row.Id,
                row => new BatchRow(
                    row.Id, row.Number, row.Kind, row.Key, versions.Where(version => version.Id == row.VersionId).Select(version => (int?)version.Number).FirstOrDefault(),
                    row.Rows, row.KeptRows, row.Waiting, row.FirstAt, row.LastAt, row.BlockDeletedAt,
                    members.Where(member => member.Id == row.ReceivedBy).Select(member => member.Name).FirstOrDefault(), row.ReceivedAt),
                page,
                ct);
    }
}
