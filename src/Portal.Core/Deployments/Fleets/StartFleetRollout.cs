using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>
/// Begins the rollout of what went live in an edge environment, once for a deployment. A promoted version goes wave by wave; a version
/// that was gone back to is told to everybody at once, because it ran there before and somebody is in a hurry.
/// </summary>
public sealed class StartFleetRollout(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EnvironmentId environment, ModelId model, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (RollbackRules.RefusesOtherThanJob(unit.Actor) is { } forbidden)
        {
            return forbidden;
        }

        var live = await unit.Db.LiveDeployments.AsNoTracking().SingleOrDefaultAsync(row => row.EnvironmentId == environment && row.ModelId == model, ct);
        var place = await unit.Db.Environments.AsNoTracking().SingleAsync(row => row.Id == environment, ct);
        if (live is null || place.Placement != EnvironmentPlacement.Edge || await unit.Db.FleetRollouts.AnyAsync(row => row.DeploymentId == live.DeploymentId, ct))
        {
            return default(Done);
        }

        var earlier = unit.Db.FleetRollouts.Where(row => row.EnvironmentId == environment && row.ModelId == model);
        if (await earlier.SingleOrDefaultAsync(row => row.State == FleetRolloutState.Running || row.State == FleetRolloutState.Paused, ct) is { } open)
        {
            FleetSteps.MakeWay(open, live.VersionId, unit.Now);
        }

        var former = await earlier.Where(row => row.State == FleetRolloutState.Completed).OrderByDescending(row => row.Number).Select(row => (VersionId?)row.VersionId).FirstOrDefaultAsync(ct);
        var number = 1 + (await earlier.MaxAsync(row => (int?)row.Number, ct) ?? 0);
        var cause = await unit.Db.Deployments.Where(row => row.Id == live.DeploymentId).Select(row => row.Cause).SingleAsync(ct);
        var rollout = await PlanAsync(unit, live, number, former, cause.IsRollback(), ct);
        FleetSteps.Begin(rollout, unit.Now);
        unit.Db.FleetRollouts.Add(rollout);
        await TellAsync(unit, rollout, place, cause.IsRollback(), ct);
        return await unit.CommitAsync(default(Done), ct);
    }

    private static async Task<FleetRollout> PlanAsync(UnitOfWork unit, LiveDeployment live, int number, VersionId? former, bool atOnce, CancellationToken ct)
    {
        var id = FleetRolloutId.New();
        var groups = atOnce
            ? []
            : await unit.Db.DeviceGroups.AsNoTracking().Where(row => row.EnvironmentId == live.EnvironmentId && row.RemovedAt == null).OrderBy(row => row.Order).ThenBy(row => row.NormalizedName).ToListAsync(ct);
        return new FleetRollout
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            EnvironmentId = live.EnvironmentId,
            ModelId = live.ModelId,
            Number = number,
            DeploymentId = live.DeploymentId,
            VersionId = live.VersionId,
            FormerVersionId = former,
            State = FleetRolloutState.Running,
            StartedAt = unit.Now,
            NextLookAt = unit.Now,
            Waves = [.. groups.Select((group, index) => new FleetWave { TenantId = unit.Actor.Tenant, RolloutId = id, GroupId = group.Id, Position = index + 1, Settings = group.Settings })],
        };
    }

    private static async Task TellAsync(UnitOfWork unit, FleetRollout rollout, Environment place, bool atOnce, CancellationToken ct)
    {
        var facts = new FleetFacts(
            rollout, place.Name,
            await unit.Db.Models.Where(row => row.Id == rollout.ModelId).Select(row => row.Name).SingleAsync(ct),
            await unit.Db.Versions.Where(row => row.Id == rollout.VersionId).Select(row => row.Number).SingleAsync(ct));
        var said = facts.Describe();
        (said["number"], said["waves"], said["atOnce"]) = (rollout.Number, rollout.Waves.Count, atOnce);
        unit.Record("fleet.started", facts.Subject, details: said.DeepClone().AsObject());
        unit.Tell("fleet.started", said);
    }
}
