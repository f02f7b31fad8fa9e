using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="Findings">What the gate of the next step says now; empty for a rollout that has ended.</param>
/// <param name="Advance">Why the asking member can't take the next step; null when they can.</param>
public sealed record RolloutView(RolloutRow Row, IReadOnlyList<RolloutFinding> Findings, Refusal? Advance);

/// <summary>The rollout of a model in an environment: the one that runs, else the newest that ran.</summary>
public sealed class RolloutDetail
{
    private readonly PortalDatabase _database;
    private readonly RolloutList _list;
    private readonly RolloutGate _gate;
    private readonly TimeProvider _clock;

    internal RolloutDetail(PortalDatabase database, RolloutList list, RolloutGate gate, TimeProvider clock) => (_database, _list, _gate, _clock) = (database, list, gate, clock);

    public async Task<Outcome<RolloutView>> FindAsync(Actor actor, string environment, string model, CancellationToken ct)
    {
        var newest = await _list.ReadAsync(actor, new RolloutListRequest(new PageRequest(1), environment, model), ct);
        if (newest.Refusal is { } refusal)
        {
            return refusal;
        }

        if (newest.Value.Items is not [var row])
        {
            return Refusal.NotFound($"A rollout of {model} in {environment}");
        }

        if (!row.IsOpen)
        {
            return new RolloutView(row, [], RolloutRules.Ended(Name(row), row.State));
        }

        await using var db = _database.Open(actor.Tenant);
        var findings = await RolloutPlace.FindAsync(db, environment, model, ct) is { } place && place.Rollout.Id == row.Id
            ? await _gate.JudgeAsync(db, place, artifactWhole: null, _clock.GetUtcNow(), ct)
            : [];
        return new RolloutView(
            row, findings, RoleRules.Refuses(actor, Permission.ManageRollouts) ?? RolloutRules.RefusesAdvance(Name(row), row.State) ?? RolloutRules.RefusesGate(Name(row), row.Now, findings));
    }

    private static string Name(RolloutRow row) => $"{row.Model} version {row.Version} in {row.Environment}";
}
