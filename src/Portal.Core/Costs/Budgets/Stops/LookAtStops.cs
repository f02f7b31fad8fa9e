using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Budgets.Stops;

/// <summary>Sees which hard stops begin and end. The answer to a gateway does not wait for it: this is for people.</summary>
public sealed partial class LookAtStops(PortalDatabase database, TenantDirectory tenants, RecordStop act, TimeProvider clock, ILogger<LookAtStops> log)
{
    /// <returns>How many began or ended.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var changed = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                changed += await OfTenantAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return changed;
    }

    private async Task<int> OfTenantAsync(TenantId tenant, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var stopped = await db.BudgetStops.AsNoTracking().Where(row => row.EndedAt == null).Select(row => row.BudgetId).ToListAsync(ct);
        var budgets = await db.Budgets.AsNoTracking().Where(row => (row.HardStop && row.EndedAt == null) || stopped.Contains(row.Id)).ToListAsync(ct);
        var standings = await new SpentNow(db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).OfAsync(budgets, ct);
        var changed = 0;
        foreach (var (budget, standing) in budgets.Zip(standings))
        {
            if (stopped.Contains(budget.Id) != (budget is { HardStop: true, EndedAt: null } && standing.Stops))
            {
                var told = await act.RunAsync(Actor.ForJob(tenant, "budget-stops"), new RecordStopRequest(budget.Id, budget.Revision, standing), ct);
                changed += told is { IsOk: true, Value: true } ? 1 : 0;
            }
        }

        return changed;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1803, Level = LogLevel.Error, Message = "The hard stops of tenant {Tenant} could not be looked at; they are looked at again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}

[DisallowConcurrentExecution]
internal sealed class LookAtStopsJob(LookAtStops stops) : IJob
{
    public static JobKey Key { get; } = new("look-at-stops");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await stops.RunAsync(cancellationToken);
}
