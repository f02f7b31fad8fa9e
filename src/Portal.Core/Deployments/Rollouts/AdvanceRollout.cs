using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="Reason">May be empty.</param>
/// <param name="Revision">Of the rollout as the person saw it; null takes it as it is.</param>
public sealed record AdvanceRolloutRequest(string Environment, string Model, string Reason = "", long? Revision = null);

/// <param name="ToShare">100 when the challenger took over.</param>
public sealed record RolloutStepped(int FromShare, int ToShare, RolloutState State);

/// <summary>
/// Takes the next step of a rollout when its gate says yes: a greater share, or all of it. By a person, or by the portal where the strategy
/// goes on by itself.
/// </summary>
public sealed class AdvanceRollout
{
    private const string Act = "rollout.advance";
    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly RolloutGate _gate;

    internal AdvanceRollout(AuditTrail trail, PortalDatabase database, RolloutGate gate) => (_trail, _database, _gate) = (trail, database, gate);

    public async Task<Outcome<RolloutStepped>> RunAsync(Actor actor, AdvanceRolloutRequest request, CancellationToken ct)
    {
        var file = await CheckFileAsync(actor, request, ct);
        await using var unit = await _trail.BeginAsync(actor, ct);
        var entered = await RolloutDoor.EnterAsync(unit, Act, new(request.Environment, request.Model, request.Reason, request.Revision), Permission.ManageRollouts, needsReason: false, ct);
        if (!entered.IsOk)
        {
            return entered.Refusal;
        }

        var place = entered.Value;
        if (RolloutRules.RefusesAdvance(place.Name, place.Rollout.State) is { } notNow)
        {
            return notNow;
        }

        if (file?.Digest != place.Challenger.Digest)
        {
            return Refusal.Stale("This rollout");
        }

        var findings = await _gate.JudgeAsync(unit.Db, place, file.IsWhole, unit.Now, ct);
        if (RolloutRules.RefusesGate(place.Name, place.Step, findings) is { } refusal)
        {
            return await unit.RefuseAsync(Act, RolloutDoor.Subject(place), refusal, ct);
        }

        var before = place.Step;
        await RolloutSteps.AdvanceAsync(unit, place, request.Reason.Trim(), ct);
        return await unit.CommitAsync(new RolloutStepped(before.Share, before.Next, place.Rollout.State), ct);
    }

    private async Task<CheckedFile?> CheckFileAsync(Actor actor, AdvanceRolloutRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageRollouts) is not null)
        {
            return null;
        }

        await using var db = _database.Open(actor.Tenant);
        return await _gate.CheckFileAsync(db, request.Environment, request.Model, ct);
    }
}
