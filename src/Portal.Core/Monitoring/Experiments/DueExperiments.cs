using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>
/// Looks once in every hour at each experiment that runs, and stops those whose time is over. An experiment is claimed by moving its due
/// time, so that of several nodes one looks; a look that is lost with its node is made up for in the next hour, because each counts all.
/// </summary>
public sealed partial class DueExperiments
{
    private const string Job = "experiments";

    private readonly PortalDatabase _database;
    private readonly TenantDirectory _tenants;
    private readonly LookAtExperiment _look;
    private readonly StopExperiment _stop;
    private readonly TimeProvider _clock;
    private readonly ILogger<DueExperiments> _log;

    internal DueExperiments(PortalDatabase database, TenantDirectory tenants, LookAtExperiment look, StopExperiment stop, TimeProvider clock, ILogger<DueExperiments> log) =>
        (_database, _tenants, _look, _stop, _clock, _log) = (database, tenants, look, stop, clock, log);

    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var looked = 0;
        foreach (var tenant in await _tenants.ListAsync(ct))
        {
            try
            {
                looked += await RunAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                Log.TenantBroke(_log, tenant.Id.Value, broken);
            }
        }

        return looked;
    }

    private async Task<int> RunAsync(TenantId tenant, CancellationToken ct)
    {
        var looked = 0;
        foreach (var (number, endsAt) in await ClaimAsync(tenant, ct))
        {
            looked += await TryAsync(Actor.ForJob(tenant, Job), number, endsAt, ct) ? 1 : 0;
        }

        return looked;
    }

    private async Task<IReadOnlyList<(int Number, DateTimeOffset? EndsAt)>> ClaimAsync(TenantId tenant, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var next = ExperimentHours.Of(now).AddHours(1);
        await using var db = _database.Open(tenant);
        var due = await db.Experiments.AsNoTracking().Where(row => row.State == ExperimentState.Running && row.NextLookAt != null && row.NextLookAt <= now)
            .OrderBy(row => row.Number).Select(row => new { row.Id, row.Number, row.EndsAt, row.NextLookAt }).ToListAsync(ct);
        var mine = new List<(int, DateTimeOffset?)>();
        foreach (var row in due)
        {
            if (await db.Experiments.Where(claimed => claimed.Id == row.Id && claimed.NextLookAt == row.NextLookAt).ExecuteUpdateAsync(claimed => claimed.SetProperty(one => one.NextLookAt, next), ct) == 1)
            {
                mine.Add((row.Number, row.EndsAt));
            }
        }

        return mine;
    }

    /// <summary>What goes wrong with one experiment keeps no other waiting.</summary>
    private async Task<bool> TryAsync(Actor actor, int number, DateTimeOffset? endsAt, CancellationToken ct)
    {
        try
        {
            var looked = await _look.RunAsync(actor, number, ct);
            if (endsAt is { } end && end <= _clock.GetUtcNow())
            {
                await _stop.RunAsync(actor, new StopExperimentRequest(number, "The end that was planned is reached."), ct);
            }

            return looked.IsOk;
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Log.Broke(_log, number, actor.Tenant.Value, broken);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1790, Level = LogLevel.Error, Message = "Experiment {Number} of tenant {Tenant} could not be looked at; it is tried again in the next hour")]
        public static partial void Broke(ILogger logger, int number, Guid tenant, Exception exception);

        [LoggerMessage(EventId = 1791, Level = LogLevel.Error, Message = "The experiments of tenant {Tenant} could not be looked at; they are tried again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}
