using Microsoft.Extensions.Logging;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Promotions.Deadlines;

/// <summary>Finds the promotions whose deadlines ask for something, and what is live on evidence that ages. Several nodes may look at once: the act itself looks again.</summary>
public sealed partial class PromotionClock(PortalDatabase database, TenantDirectory tenants, KeepDeadlines keep, AskForRenewals renewals, TellOverdue overdue, TimeProvider clock, ILogger<PromotionClock> log)
{
    private const int Window = 200;

    /// <returns>How many steps were taken.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var steps = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                var actor = Actor.ForJob(tenant.Id, "promotion-deadlines");
                foreach (var number in await DueAsync(tenant.Id, ct))
                {
                    steps += await keep.RunAsync(actor, number, ct) is { IsOk: true, Value: var taken } ? taken : 0;
                }

                if (await IsAnyAgingAsync(tenant.Id, ct))
                {
                    steps += await renewals.RunAsync(actor, ct) is { IsOk: true, Value: var asked } ? asked : 0;
                }

                if (await IsAnyOverdueAsync(tenant.Id, ct))
                {
                    steps += await overdue.RunAsync(actor, ct) is { IsOk: true, Value: var told } ? told : 0;
                }
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return steps;
    }

    /// <summary>Those that may be due: reminders depend on the frozen policy, so every open stage with a deadline is looked at before it.</summary>
    private async Task<IReadOnlyList<int>> DueAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        return await db.Promotions.AsNoTracking()
            .Where(row => (row.State == PromotionState.Waiting || row.State == PromotionState.NeedsException || row.State == PromotionState.ChangesRequested)
                && (row.ExpiresAt <= now
                    || (row.State == PromotionState.Waiting
                        && row.Stages.Any(stage => stage.State == StageState.Open && stage.DueAt != null && stage.EscalatedAt == null && (stage.DueAt <= now || stage.RemindAt <= now)))))
            .OrderBy(row => row.Number).Select(row => row.Number).Take(Window).ToListAsync(ct);
    }

    private async Task<bool> IsAnyAgingAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        return await db.LiveApprovals.AnyAsync(row => row.FollowUpId == null && row.RenewFrom <= now, ct);
    }

    private async Task<bool> IsAnyOverdueAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        return await db.FollowUps.AnyAsync(row => row.DoneAt == null && row.OverdueAt == null && row.DueAt <= now, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1310, Level = LogLevel.Error, Message = "The deadlines of tenant {Tenant} could not be kept; they are looked at again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}

[DisallowConcurrentExecution]
internal sealed class KeepDeadlinesJob(PromotionClock clock) : IJob
{
    public static JobKey Key { get; } = new("keep-promotion-deadlines");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await clock.RunAsync(cancellationToken);
}
