using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is.</param>
public sealed record HoldRolloutRequest(string Environment, string Model, string Reason, long? Revision = null);

/// <summary>Keeps a rollout where it is, until a person lets it go on.</summary>
public sealed class HoldRollout(AuditTrail trail)
{
    public async Task<Outcome<RolloutStepped>> RunAsync(Actor actor, HoldRolloutRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var entered = await RolloutDoor.EnterAsync(unit, "rollout.hold", new(request.Environment, request.Model, request.Reason, request.Revision), Permission.ManageRollouts, needsReason: true, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var place = entered.Value;
        if (RolloutRules.RefusesHold(place.Name, place.Rollout.State) is { } refusal)
        {
            return refusal;
        }

        RolloutSteps.Hold(unit, place, held: true, request.Reason.Trim());
        return await unit.CommitAsync(new RolloutStepped(place.Step.Share, place.Step.Share, place.Rollout.State), ct);
    }
}
