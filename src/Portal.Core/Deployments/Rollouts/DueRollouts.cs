using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <summary>
/// Takes the next step of each rollout whose hold time is over and whose gate says yes. Two nodes may try at once: acts of a tenant run
/// one after the other, and a step that was taken begins a hold time of its own, so that it is taken once.
/// </summary>
public sealed partial class DueRollouts
{
    private const string Job = "rollouts";

    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly RolloutGate _gate;
    private readonly AdvanceRollout _advance;
    private readonly HoldRollout _hold;
    private readonly TimeProvider _clock;
    private readonly ILogger<DueRollouts> _log;

    internal DueRollouts(PortalDatabase database, TenantDirectory tenants, RolloutGate gate, AdvanceRollout advance, HoldRollout hold, TimeProvider clock, ILogger<DueRollouts> log) =>
        (_database, _tenants, _gate, _advance, _hold, _clock, _log) = (database, tenants, gate, advance, hold, clock, log);

    /// <returns>How many went a step on.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var stepped = 0;
        foreach (var tenant in await _tenants.ListAsync(ct))
        {
            foreach (var due in await ReadyAsync(tenant.Id, ct))
            {
                stepped += await TryAsync(Actor.ForJob(tenant.Id, Job), due, ct) ? 1 : 0;
            }
        }

        return stepped;
    }

    /// <summary>Those whose gate says yes, as far as can be said without reading files: what is refused again and again would fill the trail.</summary>
    private async Task<IReadOnlyList<AdvanceRolloutRequest>> ReadyAsync(TenantId tenant, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        await using var db = _database.Open(tenant);
        var due = await db.Rollouts.AsNoTracking().Where(row => row.State == RolloutState.Running && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Select(row => new { row.EnvironmentId, row.ModelId, row.Strategy }).ToListAsync(ct);
        var ready = new List<AdvanceRolloutRequest>();
        foreach (var row in due.Where(row => RolloutRules.IsAutomatic(row.Strategy)))
        {
            if (await RolloutPlace.FindAsync(db, row.EnvironmentId, row.ModelId, ct) is { } place
                && RolloutRules.RefusesGate(place.Name, place.Step, await _gate.JudgeAsync(db, place, artifactWhole: null, now, ct)) is null)
            {
                ready.Add(new(place.Environment.Name, place.Model.Name, "Its hold time was over, and its gate said yes.", place.Rollout.Revision));
            }
        }

        return ready;
    }

    /// <summary>What goes wrong with one rollout keeps no other waiting. A lost or changed file holds it, so that it is told once.</summary>
    private async Task<bool> TryAsync(Actor actor, AdvanceRolloutRequest due, CancellationToken ct)
    {
        try
        {
            var outcome = await _advance.RunAsync(actor, due, ct);
            if (outcome.Refusal is { Kind: RefusalKind.Blocked } blocked)
            {
                Log.Blocked(_log, due.Model, due.Environment, actor.Tenant.Value, blocked.Sentence);
                await _hold.RunAsync(actor, new HoldRolloutRequest(due.Environment, due.Model, Texts.Fit(blocked.Sentence, Texts.LongestReason)), ct);
            }

            return outcome.IsOk;
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.Broke(_log, due.Model, due.Environment, actor.Tenant.Value, broken);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1460, Level = LogLevel.Error, Message = "The rollout of {Model} in {Environment} of tenant {Tenant} could not go on; it is tried again")]
        public static partial void Broke(ILogger logger, string model, string environment, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1461, Level = LogLevel.Warning, Message = "The rollout of {Model} in {Environment} of tenant {Tenant} is held: {Sentence}")]
        public static partial void Blocked(ILogger logger, string model, string environment, Guid tenant, string sentence);
    }
}
