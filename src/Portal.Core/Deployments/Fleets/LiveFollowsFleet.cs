using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>
/// A fleet was taken back: what is live in its environment goes back, too, so that the one row that says what is live says what devices
/// are told. The devices do not wait for it. Where it is refused (nothing was live before, the file is damaged), the live row stays and
/// the fleet's page says so.
/// </summary>
internal sealed partial class LiveFollowsFleet(AuditTrail trail, PortalDatabase database, ArtifactStore store, ILogger<LiveFollowsFleet> log) : IOutboxHandler
{
    private const string Act = "deployment.follow-fleet";

    public string Kind => FleetEnds.TakenBackKind;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var order = Order.Of(body);
        if (await ChosenFileAsync(actor, order, ct) is not { } file)
        {
            return;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FindAsync(unit.Db, order, ct) is not { } found)
        {
            return;
        }

        if (file.Digest != found.Choice.Digest)
        {
            throw new InvalidOperationException("What is live moved while its file was checked; the message is delivered again.");
        }

        if (RollbackSwitch.Refuses(found.Place, found.Choice, file) is { } blocked)
        {
            await unit.RefuseAsync(Act, new AuditSubject("model", found.Place.Model.Id.ToString(), found.Place.Name), blocked, ct);
            Log.Stays(log, found.Place.Name, blocked.Sentence);
            return;
        }

        var reason = Texts.Fit($"The fleet was taken back: {order.Reason}", Texts.LongestReason);
        var cause = order.By is null ? DeploymentCause.AutomaticRollback : DeploymentCause.Rollback;
        if ((await RollbackSwitch.CommitAsync(unit, found.Place, found.Choice, new RollbackOrder(cause, reason, order.By), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"What is live did not follow the fleet: {refusal.Code}");
        }
    }

    /// <summary>Hashing a large file takes long, so it is done before the tenant's line is held.</summary>
    private async Task<CheckedFile?> ChosenFileAsync(Actor actor, Order order, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await FindAsync(db, order, ct) is { } found ? new CheckedFile(found.Choice.Digest, await store.IsWholeAsync(actor.Tenant, found.Choice.Digest, ct)) : null;
    }

    /// <summary>Null when another deployment is live by now, or nothing was told before.</summary>
    private static async Task<(RollbackPlace Place, RollbackChoice Choice)?> FindAsync(PortalDbContext db, Order order, CancellationToken ct)
    {
        var former = await db.FleetRollouts.Where(row => row.Id == order.Rollout).Select(row => row.FormerVersionId).SingleAsync(ct);
        var place = await RollbackPlace.FindAsync(db, order.Environment, order.Model, ct);
        if (former is null || place?.Live is not { } live || live.DeploymentId != order.Deployment)
        {
            return null;
        }

        var number = await db.Versions.Where(row => row.Id == former).Select(row => row.Number).SingleAsync(ct);
        return number != place.LiveNumber && await RollbackSearch.ChosenAsync(db, live, number, ct) is { } choice ? (place, choice) : null;
    }

    private sealed record Order(FleetRolloutId Rollout, EnvironmentId Environment, ModelId Model, DeploymentId Deployment, string Reason, MemberId? By)
    {
        public static Order Of(JsonObject body) => new(
            FleetRolloutId.From(Id(body, "rolloutId")), EnvironmentId.From(Id(body, "environmentId")), ModelId.From(Id(body, "modelId")), DeploymentId.From(Id(body, "deploymentId")),
            body["reason"]!.GetValue<string>(), body["by"]?.GetValue<string>() is { } by ? MemberId.From(Guid.Parse(by)) : null);

        private static Guid Id(JsonObject body, string name) => Guid.Parse(body[name]!.GetValue<string>());
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1460, Level = LogLevel.Warning, Message = "The fleet of {Place} was taken back, but what is live there stays: {Sentence}")]
        public static partial void Stays(ILogger logger, string place, string sentence);
    }
}
