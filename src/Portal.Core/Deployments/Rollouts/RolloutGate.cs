using Portal.Core.Deployments.Freezes;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>Gathers what the gate of the next step looks at, and says what it says.</summary>
internal sealed class RolloutGate(IRolloutHealth health, ArtifactStore store)
{
    /// <param name="artifactWhole">Null when nobody has looked.</param>
    public async Task<IReadOnlyList<RolloutFinding>> JudgeAsync(PortalDbContext db, RolloutPlace place, bool? artifactWhole, DateTimeOffset now, CancellationToken ct)
    {
        var (environment, model, rollout) = (place.Environment, place.Model, place.Rollout);
        return RolloutRules.MayAdvance(place.Step, new RolloutFacts(
            now,
            artifactWhole,
            await FreezeSearch.RefusesAsync(db, environment.Id, environment.Purpose, environment.Name, now, ct),
            PlacementRules.RefusesRegion(environment.Name, environment.Region, model.Name, model.AllowedRegions)
                ?? PlacementRules.RefusesClassification(environment.Name, environment.AllowedClassifications, model.Name, model.DataClassification),
            place.Live.DeploymentId == rollout.ChampionDeploymentId,
            await health.ReadAsync(db, environment.Id, model.Id, rollout.VersionId, rollout.StepSince, ct)));
    }

    /// <summary>Reads all bytes of the challenger's file, so it is asked before a unit of work. Null when no rollout runs there.</summary>
    public async Task<CheckedFile?> CheckFileAsync(PortalDbContext db, string environment, string model, CancellationToken ct) =>
        await RolloutPlace.FindAsync(db, environment, model, ct) is { Challenger: { } challenger }
            ? new CheckedFile(challenger.Digest, await store.IsWholeAsync(challenger.TenantId, challenger.Digest, ct))
            : null;
}
