using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="Reason">May be empty.</param>
/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is.</param>
public sealed record ResumeRolloutRequest(string Environment, string Model, string Reason = "", long? Revision = null);

/// <summary>Lets a rollout that was held go on.</summary>
public sealed class ResumeRollout(AuditTrail trail)
{
    public async Task<Outcome<RolloutStepped>> RunAsync(Actor actor, ResumeRolloutRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var entered = await RolloutDoor.EnterAsync(unit, "rollout.resume", new(request.Environment, request.Model, request.Reason, request.Revision), Permission.ManageRollouts, needsReason: false, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var place = entered.Value;
        if (RolloutRules.RefusesResume(place.Name, place.Rollout.State) is { } refusal)
        {
            return refusal;
        }

        RolloutSteps.Hold(unit, place, held: false, request.Reason.Trim());
        return await unit.CommitAsync(new RolloutStepped(place.Step.Share, place.Step.Share, place.Rollout.State), ct);
    }
}
