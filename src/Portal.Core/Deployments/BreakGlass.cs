using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Version">Any registered version, evaluated or not.</param>
/// <param name="Revision">Of what was live as the person saw it; null takes what is live at that moment.</param>
public sealed record BreakGlassRequest(string Environment, string Model, int Version, string Reason, long? Revision = null);

/// <param name="Replaced">The number of the version that was live before; null when none was.</param>
/// <param name="FollowUp">The number of the review that somebody else does: 3 for F-3.</param>
public sealed record GlassBroken(DeploymentId Deployment, int Version, int? Replaced, int FollowUp);

/// <summary>
/// Makes a version live at once: without an approval, without its gates, and through a freeze. What stays asked for is that the file is
/// whole and that the model may be live there. It stays red wherever it is shown, and opens a review that somebody else completes.
/// </summary>
public sealed class BreakGlass(AuditTrail trail, PortalDatabase database, ArtifactStore store)
{
    private const string Act = "deployment.break-glass";

    public async Task<Outcome<GlassBroken>> RunAsync(Actor actor, BreakGlassRequest request, CancellationToken ct)
    {
        var file = await CheckFileAsync(actor, request, ct);
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await RollbackPlace.FindAsync(unit.Db, request.Environment, request.Model, ct) is not { } place)
        {
            return Refusal.NotFound($"{request.Model} in {request.Environment}");
        }

        var subject = new AuditSubject("model", place.Model.Id.ToString(), place.Name);
        if ((unit.Refuses(Permission.BreakGlass) ?? BreakGlassRules.RefusesPortal(unit.Actor)) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (BreakGlassRules.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.Versions.AsNoTracking().SingleOrDefaultAsync(row => row.ModelId == place.Model.Id && row.Number == request.Version, ct) is not { } version)
        {
            return Refusal.NotFound($"Version {request.Version} of {place.Model.Name}");
        }

        if (request.Revision is { } seen && seen != place.Live?.Revision)
        {
            return Refusal.Stale("What is live");
        }

        if (place.Live?.VersionId == version.Id)
        {
            return BreakGlassRules.AlreadyLive(place.Model.Name, version.Number, place.Environment.Name);
        }

        if (BreakGlassRules.RefusesVersion(place.Environment, place.Model, version.Number, file == version.Digest) is { } blocked)
        {
            return await unit.RefuseAsync(Act, subject, blocked, ct);
        }

        return await CommitAsync(unit, place, version, request.Reason.Trim(), ct);
    }

    private static async Task<Outcome<GlassBroken>> CommitAsync(UnitOfWork unit, RollbackPlace place, Version version, string reason, CancellationToken ct)
    {
        var change = new LiveChange(
            place.Environment.Id, place.Environment.Name, place.Model.Id, place.Model.Name, version.Id, version.Number, DeploymentCause.BreakGlass, Promotion: null, reason, unit.Actor.Member);
        var deployment = await LiveSwitch.StageAsync(unit, change, ct);
        int? replaced = place.Live is null ? null : place.LiveNumber;
        unit.Record("deployment.break-glass", new AuditSubject("deployment", deployment.Id.ToString(), change.Name), reason, new JsonObject
        {
            ["environment"] = place.Environment.Name,
            ["model"] = place.Model.Name,
            ["from"] = replaced,
            ["to"] = version.Number,
            ["sha256"] = version.Digest.Hex,
        });
        var review = await FollowUpStaging.StageAsync(unit, BreakGlassRules.Review(unit.Actor, change, unit.Now), ct);
        var by = await unit.Db.Members.Where(row => row.Id == unit.Actor.Member).Select(row => row.Name).SingleAsync(ct);
        unit.Tell("deployment.break-glass", new JsonObject
        {
            ["deploymentId"] = deployment.Id.ToString(),
            ["environmentId"] = place.Environment.Id.ToString(),
            ["modelId"] = place.Model.Id.ToString(),
            ["version"] = version.Number,
            ["from"] = replaced,
            ["by"] = by,
            ["reason"] = reason,
            ["followUp"] = review.Number,
        });
        return await unit.CommitAsync(new GlassBroken(deployment.Id, version.Number, replaced, review.Number), ct);
    }

    /// <summary>The digest of the version's file when it is whole; hashing a large one takes long, so it is done before the tenant's line is held.</summary>
    private async Task<Digest?> CheckFileAsync(Actor actor, BreakGlassRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.BreakGlass) is not null)
        {
            return null;
        }

        var name = Names.Normalize(request.Model);
        await using var db = database.Open(actor.Tenant);
        var models = db.Models;
        var digest = await db.Versions.Where(row => row.Number == request.Version && models.Any(model => model.Id == row.ModelId && model.NormalizedName == name))
            .Select(row => (Digest?)row.Digest).SingleOrDefaultAsync(ct);
        return digest is { } one && await store.IsWholeAsync(actor.Tenant, one, ct) ? one : null;
    }
}
