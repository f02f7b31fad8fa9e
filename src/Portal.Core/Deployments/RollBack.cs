using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="ToVersion">A version that was live there before; null for the one before the live one.</param>
/// <param name="Revision">Of what was live as the person saw it; null takes what is live at that moment.</param>
public sealed record RollBackRequest(string Environment, string Model, string Reason, int? ToVersion = null, long? Revision = null);

public sealed record RolledBack(DeploymentId Deployment, int FromVersion, int ToVersion);

/// <summary>
/// Makes a version live again that was live there before: a new deployment, at once, without a promotion. While a rollout runs, it takes
/// the challenger back instead, unless a version is named that the champion should give way to.
/// </summary>
public sealed class RollBack(AuditTrail trail, PortalDatabase database, ArtifactStore store)
{
    private const string Act = "deployment.roll-back";

    public async Task<Outcome<RolledBack>> RunAsync(Actor actor, RollBackRequest request, CancellationToken ct)
    {
        var file = await CheckFileAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await RollbackPlace.FindAsync(unit.Db, request.Environment, request.Model, ct) is not { } place)
        {
            return Refusal.NotFound($"{request.Model} in {request.Environment}");
        }

        var subject = new AuditSubject("model", place.Model.Id.ToString(), place.Name);
        if ((unit.Refuses(Permission.RollBack) ?? RefusesPortal(unit.Actor)) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (PromotionTexts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (TakesChallengerBack(place, request))
        {
            return request.Revision is { } seen && seen != place.Live!.Revision ? Refusal.Stale("What is live") : await ChallengerRollback.CommitAsync(unit, place, request.Reason.Trim(), incident: null, ct);
        }

        var found = await ChoiceAsync(unit.Db, place, request, ct);
        if (!found.IsOk)
        {
            return await unit.RefuseAsync(Act, subject, found.Refusal, ct);
        }

        var choice = found.Value;
        if (file?.Digest != choice.Digest)
        {
            return Refusal.Stale("What is live");
        }

        if (RollbackSwitch.Refuses(place, choice, file) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        return await RollbackSwitch.CommitAsync(unit, place, choice, new RollbackOrder(DeploymentCause.Rollback, request.Reason.Trim(), unit.Actor.Member), ct);
    }

    private static bool TakesChallengerBack(RollbackPlace place, RollBackRequest request) =>
        place.Live is { ChallengerDeploymentId: not null } && (request.ToVersion is null || request.ToVersion == place.LiveNumber);

    private static Refusal? RefusesPortal(Actor actor) =>
        actor.IsSystem ? new(RefusalKind.Forbidden, "rollback.person", "A person rolls back here, never the portal itself.") : null;

    /// <summary>
    /// Hashing a large file takes long, so it is done before the tenant's line is held. What is chosen there again is another version
    /// only if somebody else was faster.
    /// </summary>
    private async Task<CheckedFile?> CheckFileAsync(Actor actor, RollBackRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.RollBack) is not null)
        {
            return null;
        }

        await using var db = database.Open(actor.Tenant);
        var place = await RollbackPlace.FindAsync(db, request.Environment, request.Model, ct);
        var found = place is null || TakesChallengerBack(place, request) ? null : await ChoiceAsync(db, place, request, ct);
        return found is { IsOk: true } ? new CheckedFile(found.Value.Digest, await store.IsWholeAsync(actor.Tenant, found.Value.Digest, ct)) : null;
    }

    private static async Task<Outcome<RollbackChoice>> ChoiceAsync(PortalDbContext db, RollbackPlace place, RollBackRequest request, CancellationToken ct)
    {
        var (environment, model) = (place.Environment.Name, place.Model.Name);
        if (place.Live is not { } live)
        {
            return RollbackRules.NothingLive(model, environment);
        }

        if (request.Revision is { } seen && seen != live.Revision)
        {
            return Refusal.Stale("What is live");
        }

        if (request.ToVersion is not { } number)
        {
            return await RollbackSearch.PreviousAsync(db, live, ct) is { } previous ? previous : RollbackRules.NothingEarlier(model, place.LiveNumber, environment);
        }

        return number == place.LiveNumber ? RollbackRules.AlreadyLive(model, number, environment)
            : await RollbackSearch.ChosenAsync(db, live, number, ct) is { } chosen ? chosen
            : RollbackRules.NeverLive(model, number, environment);
    }
}
