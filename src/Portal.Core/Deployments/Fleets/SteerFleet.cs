using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Fleets;

/// <summary>What a person does with a rollout that is open.</summary>
public enum FleetSteering
{
    Pause,
    Resume,
    TakeBack,
}

/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is: in a hurry nobody reads first.</param>
public sealed record SteerFleetRequest(string Environment, string Model, FleetSteering Steering, string Reason, long? Revision = null);

/// <summary>Pauses, resumes or takes back the newest rollout of a model in an edge environment.</summary>
public sealed class SteerFleet(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, SteerFleetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FleetFacts.FindAsync(unit.Db, request.Environment, request.Model, ct) is not { } facts)
        {
            return Refusal.NotFound($"A rollout of {request.Model} in {request.Environment}");
        }

        if ((unit.Refuses(Permission.RollBack) ?? RefusesPortal(unit.Actor)) is { } forbidden)
        {
            return await unit.RefuseAsync($"fleet.{Word(request.Steering)}", facts.Subject, forbidden, ct);
        }

        if (request.Revision is { } seen && seen != facts.Rollout.Revision)
        {
            return Refusal.Stale("This rollout");
        }

        if ((Choices.Refuses("steering", request.Steering) ?? Texts.RefusesReason(request.Reason) ?? Refuses(facts.Rollout, request.Steering)) is { } invalid)
        {
            return invalid;
        }

        Apply(unit, facts, request.Steering, request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }

    private static Refusal? RefusesPortal(Actor actor) =>
        actor.IsSystem ? new(RefusalKind.Forbidden, "fleet.person", "A person steers a rollout here; the portal judges its waves.") : null;

    private static Refusal? Refuses(FleetRollout rollout, FleetSteering steering) => steering switch
    {
        FleetSteering.Pause => FleetSteps.RefusesPause(rollout),
        FleetSteering.Resume => FleetSteps.RefusesResume(rollout),
        FleetSteering.TakeBack => FleetSteps.RefusesTakeBack(rollout),
        _ => throw new ArgumentOutOfRangeException(nameof(steering), steering, null),
    };

    private static void Apply(UnitOfWork unit, FleetFacts facts, FleetSteering steering, string reason)
    {
        switch (steering)
        {
            case FleetSteering.Pause:
                FleetSteps.Pause(facts.Rollout, unit.Now, reason);
                unit.Record("fleet.paused", facts.Subject, reason, facts.Describe());
                break;
            case FleetSteering.Resume:
                FleetSteps.Resume(facts.Rollout, unit.Now);
                unit.Record("fleet.resumed", facts.Subject, reason, facts.Describe());
                break;
            default:
                FleetSteps.TakeBack(facts.Rollout, unit.Now, reason);
                FleetEnds.TakenBack(unit, facts, unit.Actor.Member);
                break;
        }
    }

    private static string Word(FleetSteering steering) => steering switch
    {
        FleetSteering.Pause => "pause",
        FleetSteering.Resume => "resume",
        _ => "take-back",
    };
}
