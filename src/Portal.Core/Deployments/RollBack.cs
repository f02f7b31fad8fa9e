using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Version">The number of a version that was live there before; null for the previous one.</param>
/// <param name="Revision">Of what is live, as the person saw it; null when they do not mind (a program in an emergency).</param>
public sealed record RollBackRequest(string Environment, string Model, int? Version, string Reason, long? Revision = null);

public sealed record RolledBack(DeploymentId Deployment, string Environment, string Model, int From, int To, DateTimeOffset At);

/// <summary>Takes a model back to a version that was live in the environment before: a new deployment, nothing is rewritten.</summary>
public sealed class RollBack(AuditTrail trail, PortalDatabase database, ArtifactStore artifacts)
{
    private static readonly Refusal s_nobody =
        new(RefusalKind.Forbidden, "forbidden", "A rollback is the act of a member, with a name and a reason.", "Sign in, or use a member's access token.");

    public async Task<Outcome<RolledBack>> RunAsync(Actor actor, RollBackRequest request, CancellationToken ct)
    {
        // Hashing the file takes long, so it happens before the tenant's line is held up.
        var whole = await WholeAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        var place = await RollbackPlace.FindAsync(unit.Db, request.Environment, request.Model, ct);
        if (!place.IsOk)
        {
            return place.Refusal;
        }

        if (RollbackRules.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        var target = await JudgeAsync(unit, place.Value, request, whole, ct);
        return target.IsOk && unit.Actor.Member is { } member
            ? await SwitchAsync(unit, place.Value, target.Value, member, request, ct)
            : await unit.RefuseAsync("deployment.roll-back", place.Value.Subject, target.Refusal ?? s_nobody, ct);
    }

    /// <summary>The version whose file was found whole, or null when there is no such version or the file is damaged.</summary>
    private async Task<VersionId?> WholeAsync(Actor actor, RollBackRequest request, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var place = await RollbackPlace.FindAsync(db, request.Environment, request.Model, ct);
        var target = place.IsOk ? RollbackRules.Target(place.Value.Past, request.Version, place.Value.InWords) : place.Refusal;
        if (!target.IsOk || RoleRules.Refuses(actor, Permission.RollBack) is not null)
        {
            return null;
        }

        var digest = await db.Versions.Where(row => row.Id == target.Value).Select(row => row.Digest).SingleAsync(ct);
        return await artifacts.IsWholeAsync(actor.Tenant, digest, ct) ? target.Value : null;
    }

    private static async Task<Outcome<VersionId>> JudgeAsync(UnitOfWork unit, RollbackPlace place, RollBackRequest request, VersionId? whole, CancellationToken ct)
    {
        if (unit.Refuses(Permission.RollBack) is { } forbidden)
        {
            return forbidden;
        }

        if (request.Revision is { } seen && seen != place.Live?.Revision)
        {
            return Refusal.Stale($"What is live {place.InWords}");
        }

        if (PlacementRules.Refuses(place.Model.Name, place.Model.AllowedRegions, place.Environment.Name, place.Environment.Region) is { } region)
        {
            return region;
        }

        var target = RollbackRules.Target(place.Past, request.Version, place.InWords);
        if (!target.IsOk || target.Value == whole)
        {
            return target;
        }

        var number = await unit.Db.Versions.Where(row => row.Id == target.Value).Select(row => row.Number).SingleAsync(ct);
        return new Refusal(
            RefusalKind.Blocked, "rollback.artifact-damaged", $"The file of version {number} is no longer the one that was registered, so it can't be made live again.",
            "Choose another earlier version, and tell the operator to restore the artifact store.");
    }

    private static async Task<Outcome<RolledBack>> SwitchAsync(UnitOfWork unit, RollbackPlace place, VersionId target, MemberId by, RollBackRequest request, CancellationToken ct)
    {
        var (from, to) = (place.Past[^1], place.Past.Last(past => past.Version == target));
        var promotion = await unit.Db.Deployments
            .Where(row => row.EnvironmentId == place.Environment.Id && row.ModelId == place.Model.Id && row.VersionId == target)
            .OrderByDescending(row => row.StartedAt).Select(row => row.PromotionId).FirstAsync(ct);
        var reason = request.Reason.Trim();
        unit.Record("deployment.rolled-back", place.Subject, reason, new JsonObject
        {
            ["from"] = from.Number,
            ["to"] = to.Number,
            ["chosen"] = request.Version is not null,
        });
        var deployment = await LiveSwitch.StageAsync(unit, new Switch(place.Environment.Id, place.Model.Id, target, DeploymentCause.Rollback, promotion, reason, by), ct);
        return await unit.CommitAsync(new RolledBack(deployment.Id, place.Environment.Name, place.Model.Name, from.Number, to.Number, unit.Now), ct);
    }
}
