using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="OneStep">Back to the former step, where it is then held; otherwise wholly.</param>
/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is.</param>
public sealed record TakeBackRolloutRequest(string Environment, string Model, string Reason, bool OneStep = false, long? Revision = null);

/// <summary>Takes a challenger back, wholly or one step. No gate and no freeze stands in the way back.</summary>
public sealed class TakeBackRollout(AuditTrail trail)
{
    public async Task<Outcome<RolloutStepped>> RunAsync(Actor actor, TakeBackRolloutRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var entered = await RolloutDoor.EnterAsync(unit, "rollout.take-back", new(request.Environment, request.Model, request.Reason, request.Revision), Permission.RollBack, needsReason: true, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var (place, before) = (entered.Value, entered.Value.Step.Share);
        if (!request.OneStep)
        {
            await RolloutSteps.TakeBackAsync(unit, place, request.Reason.Trim(), incident: null, ct);
            return await unit.CommitAsync(new RolloutStepped(before, 0, place.Rollout.State), ct);
        }

        if (RolloutRules.RefusesStepBack(place.Name, place.Step) is { } refusal)
        {
            return refusal;
        }

        RolloutSteps.StepBack(unit, place, request.Reason.Trim());
        return await unit.CommitAsync(new RolloutStepped(before, place.Step.Share, place.Rollout.State), ct);
    }
}
