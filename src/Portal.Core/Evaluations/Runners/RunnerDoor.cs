using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <summary>Which runner asks. Whatever it asks for, it was seen.</summary>
public sealed class RunnerDoor(PortalDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan s_seenPrecision = TimeSpan.FromSeconds(5);

    /// <summary>Null when the actor is no runner, or a retired one.</summary>
    internal async Task<Runner?> FindAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsRunner)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = database.Open(actor.Tenant);
        var runner = await db.Runners.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == actor.Member && row.RetiredAt == null, ct);
        if (runner is not null && (runner.LastSeenAt is not { } seen || now - seen >= s_seenPrecision))
        {
            await db.Runners.Where(row => row.Id == runner.Id).ExecuteUpdateAsync(row => row.SetProperty(runner => runner.LastSeenAt, now), ct);
        }

        return runner;
    }
}
