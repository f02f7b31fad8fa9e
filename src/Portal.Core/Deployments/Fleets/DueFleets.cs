using Microsoft.Extensions.Logging;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>
/// Looks at each rollout that runs, at least twice a minute, and at once when a device says something new. A rollout is claimed by moving
/// its due time, so that of several nodes one looks; a look that is lost with its node is made up for by the next, because each counts
/// all. A deployment whose message was lost, or whose environment became an edge later, gets its rollout here.
/// </summary>
public sealed partial class DueFleets(PortalDatabase database, TenantDirectory tenants, StartFleetRollout start, LookAtFleet look, TimeProvider clock, ILogger<DueFleets> log)
{
    private const string Job = "fleets";

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);

    /// <returns>How many waves ended.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ended = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                ended += await RunAsync(Actor.ForJob(tenant.Id, Job), ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.Broke(log, tenant.Id.Value, broken);
            }
        }

        return ended;
    }

    private async Task<int> RunAsync(Actor actor, CancellationToken ct)
    {
        foreach (var (environment, model) in await MissingAsync(actor.Tenant, ct))
        {
            await start.RunAsync(actor, environment, model, ct);
        }

        var ended = 0;
        foreach (var id in await ClaimAsync(actor.Tenant, ct))
        {
            // One wave may be complete before it begins: of a group without devices, or of one that runs the version already.
            while ((await look.RunAsync(actor, id, ct)) is { IsOk: true, Value.Wave: not null })
            {
                ended++;
            }
        }

        return ended;
    }

    private async Task<IReadOnlyList<(EnvironmentId Environment, ModelId Model)>> MissingAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var (edges, rollouts) = (db.Environments.Where(row => row.Placement == EnvironmentPlacement.Edge), db.FleetRollouts);
        var missing = await db.LiveDeployments.AsNoTracking()
            .Where(live => edges.Any(edge => edge.Id == live.EnvironmentId) && !rollouts.Any(rollout => rollout.DeploymentId == live.DeploymentId))
            .Select(live => new { live.EnvironmentId, live.ModelId }).ToListAsync(ct);
        return [.. missing.Select(live => (live.EnvironmentId, live.ModelId))];
    }

    private async Task<IReadOnlyList<FleetRolloutId>> ClaimAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = now + s_every;
        await using var db = database.Open(tenant);
        var due = await db.FleetRollouts.AsNoTracking().Where(row => row.State == FleetRolloutState.Running && row.NextLookAt <= now)
            .OrderBy(row => row.NextLookAt).Select(row => new { row.Id, row.NextLookAt }).ToListAsync(ct);
        var mine = new List<FleetRolloutId>();
        foreach (var row in due)
        {
            if (await db.FleetRollouts.Where(one => one.Id == row.Id && one.NextLookAt == row.NextLookAt).ExecuteUpdateAsync(one => one.SetProperty(claimed => claimed.NextLookAt, next), ct) == 1)
            {
                mine.Add(row.Id);
            }
        }

        return mine;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1461, Level = LogLevel.Error, Message = "The fleets of tenant {Tenant} could not be looked at; it is tried again")]
        public static partial void Broke(ILogger logger, Guid tenant, Exception exception);
    }
}
