using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>Judges the wave that runs in a rollout: the next one begins, or all is taken back, or nothing changes. The portal's own act.</summary>
public sealed class LookAtFleet(AuditTrail trail, PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<FleetStep>> RunAsync(Actor actor, FleetRolloutId id, CancellationToken ct)
    {
        if (RollbackRules.RefusesOtherThanJob(actor) is { } forbidden)
        {
            return forbidden;
        }

        // Most looks change nothing: these take no place in the tenant's line.
        if (await PreviewAsync(actor, id, ct) is { } still)
        {
            return still;
        }

        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetFacts.FindAsync(unit.Db, id, ct) is not { } facts)
        {
            return Refusal.NotFound("This rollout");
        }

        var step = FleetSteps.Look(facts.Rollout, await facts.CountAsync(unit.Db, unit.Now, ct), unit.Now);
        if (step.Wave is not { } wave)
        {
            return step;
        }

        await TellAsync(unit, facts, step, wave, ct);
        return await unit.CommitAsync(step, ct);
    }

    private async Task<FleetStep?> PreviewAsync(Actor actor, FleetRolloutId id, CancellationToken ct)
    {
        var now = KeptInstant.Of(clock.GetUtcNow());
        await using var db = database.Open(actor.Tenant);
        if (await FleetFacts.FindAsync(db, id, ct) is not { } facts)
        {
            return null;
        }

        // The context is thrown away, and with it what the look would change.
        var step = FleetSteps.Look(facts.Rollout, await facts.CountAsync(db, now, ct), now);
        return step.Wave is null ? step : null;
    }

    private static async Task TellAsync(UnitOfWork unit, FleetFacts facts, FleetStep step, FleetWave wave, CancellationToken ct)
    {
        var group = await unit.Db.DeviceGroups.Where(row => row.Id == wave.GroupId).Select(row => row.Name).SingleAsync(ct);
        var said = facts.Describe();
        (said["wave"], said["group"], said["sentence"]) = (wave.Position, group, step.Sentence);
        (said["running"], said["failed"], said["silent"], said["pending"]) = (wave.Counted!.Running, wave.Counted.Failed, wave.Counted.Silent, wave.Counted.Pending);
        var kind = step.Outcome == WaveOutcome.Fail ? "fleet.wave-failed" : "fleet.wave-completed";
        unit.Record(kind, facts.Subject, step.Sentence, said.DeepClone().AsObject());
        unit.Tell(kind, said);
        if (facts.Rollout.State == FleetRolloutState.TakenBack)
        {
            FleetEnds.TakenBack(unit, facts, by: null);
        }
        else if (facts.Rollout.State == FleetRolloutState.Completed)
        {
            unit.Record("fleet.completed", facts.Subject, details: facts.Describe());
            unit.Tell("fleet.completed", facts.Describe());
        }
    }
}
