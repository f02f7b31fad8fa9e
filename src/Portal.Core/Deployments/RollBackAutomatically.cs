using Portal.Core.Audit;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Breached">The version that breached: another one that is live by now is left alone.</param>
/// <param name="Incident">The number of the incident that this answers.</param>
/// <param name="Reason">Names the incident.</param>
public sealed record RollBackAutomaticallyRequest(EnvironmentId Environment, ModelId Model, VersionId Breached, int Incident, string Reason);

/// <summary>
/// Takes a model back because of an incident, or its challenger when that is what breached: the portal's own act, which no person and no token can run. It is done once for an
/// incident; asked again, it answers what was done.
/// </summary>
public sealed class RollBackAutomatically(AuditTrail trail, PortalDatabase database, ArtifactStore store)
{
    private const string Act = "deployment.roll-back-automatically";

    public async Task<Outcome<RolledBack>> RunAsync(Actor actor, RollBackAutomaticallyRequest request, CancellationToken ct)
    {
        var file = await CheckFileAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await RollbackPlace.FindAsync(unit.Db, request.Environment, request.Model, ct) is not { } place)
        {
            return Refusal.NotFound("What should be rolled back");
        }

        var subject = new AuditSubject("model", place.Model.Id.ToString(), place.Name);
        if (RollbackRules.RefusesOtherThanJob(unit.Actor) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (await DoneAsync(unit.Db, request.Incident, ct) is { } done)
        {
            return done;
        }

        if (RollbackRules.RefusesByPolicy(await AllowedByPolicyAsync(unit.Db, place, request.Breached, ct), place.Model.Name, place.Environment.Name) is { } notByItself)
        {
            return await unit.RefuseAsync(Act, subject, notByItself, ct);
        }

        var reason = Texts.Fit(request.Reason.Trim(), Texts.LongestReason);
        if (place.Live?.ChallengerVersionId == request.Breached)
        {
            return await ChallengerRollback.CommitAsync(unit, place, reason, request.Incident, ct);
        }

        var found = await ChoiceAsync(unit.Db, place, request.Breached, ct);
        if (!found.IsOk)
        {
            return await unit.RefuseAsync(Act, subject, found.Refusal, ct);
        }

        if (file?.Digest != found.Value.Digest)
        {
            return Refusal.Stale("What is live");
        }

        if (RollbackSwitch.Refuses(place, found.Value, file) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        var order = new RollbackOrder(DeploymentCause.AutomaticRollback, reason, By: null, request.Incident);
        return await RollbackSwitch.CommitAsync(unit, place, found.Value, order, ct);
    }

    private async Task<CheckedFile?> CheckFileAsync(Actor actor, RollBackAutomaticallyRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (RollbackRules.RefusesOtherThanJob(actor) is not null || await RollbackPlace.FindAsync(db, request.Environment, request.Model, ct) is not { } place)
        {
            return null;
        }

        var found = await ChoiceAsync(db, place, request.Breached, ct);
        return found.IsOk ? new CheckedFile(found.Value.Digest, await store.IsWholeAsync(actor.Tenant, found.Value.Digest, ct)) : null;
    }

    /// <summary>What the policy says under which the breached version went live. Break-glass asked none.</summary>
    private static async Task<bool> AllowedByPolicyAsync(PortalDbContext db, RollbackPlace place, VersionId breached, CancellationToken ct)
    {
        var id = place.Live?.ChallengerVersionId == breached ? place.Live.ChallengerDeploymentId : place.Live?.DeploymentId;
        var promotions = db.Promotions;
        var evidence = await db.Deployments.Where(row => row.Id == id).Select(row => promotions.Where(one => one.Id == row.PromotionId).Select(one => one.Evidence).FirstOrDefault()).SingleOrDefaultAsync(ct);
        return evidence is null || FrozenEvidence.Parse(evidence).Policy.Rules.Terms.AutomaticRollback;
    }

    private static async Task<RolledBack?> DoneAsync(PortalDbContext db, int incident, CancellationToken ct)
    {
        if (await db.Rollouts.AsNoTracking().SingleOrDefaultAsync(row => row.Incident == incident, ct) is { } rollout)
        {
            var both = await db.Versions.Where(row => row.Id == rollout.VersionId || row.Id == rollout.ChampionVersionId).ToDictionaryAsync(row => row.Id, row => row.Number, ct);
            return new RolledBack(rollout.ChampionDeploymentId, both[rollout.VersionId], both[rollout.ChampionVersionId]);
        }

        if (await db.Deployments.AsNoTracking().SingleOrDefaultAsync(row => row.Incident == incident, ct) is not { } made)
        {
            return null;
        }

        var numbers = db.Versions.Where(row => row.ModelId == made.ModelId);
        var ended = await db.Deployments.Where(row => row.EnvironmentId == made.EnvironmentId && row.ModelId == made.ModelId && row.EndedAt == made.StartedAt && row.ChampionSince != null)
            .OrderByDescending(row => row.StartedAt).Select(row => row.VersionId).FirstAsync(ct);
        return new RolledBack(
            made.Id,
            await numbers.Where(row => row.Id == ended).Select(row => row.Number).SingleAsync(ct),
            await numbers.Where(row => row.Id == made.VersionId).Select(row => row.Number).SingleAsync(ct));
    }

    private static async Task<Outcome<RollbackChoice>> ChoiceAsync(PortalDbContext db, RollbackPlace place, VersionId breached, CancellationToken ct)
    {
        var (environment, model) = (place.Environment.Name, place.Model.Name);
        return place.Live is not { } live ? RollbackRules.NothingLive(model, environment)
            : live.VersionId != breached ? RollbackRules.AnotherIsLive(model, place.LiveNumber, environment)
            : await RollbackSearch.PreviousAsync(db, live, ct) is { } previous ? previous
            : RollbackRules.NothingEarlier(model, place.LiveNumber, environment);
    }
}
