using System.Globalization;
using Microsoft.Extensions.Logging;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Quartz;

namespace Portal.Core.Costs.Budgets;

/// <summary>Holds every budget against its money, keeps where it stands for the lists, and has people told. Several nodes may do it at once: the act itself looks again.</summary>
public sealed partial class LookAtBudgets(PortalDatabase database, TenantDirectory tenants, LookAtBudget act, TimeProvider clock, ILogger<LookAtBudgets> log)
{
    /// <returns>How many thresholds were reached anew.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var reached = 0;
        foreach (var tenant in await tenants.ListAsync(ct))
        {
            try
            {
                reached += await OfTenantAsync(tenant.Id, ct);
            }
            catch (Exception broken) when (!ct.IsCancellationRequested)
            {
                // What goes wrong for one tenant keeps no other tenant waiting.
                Log.TenantBroke(log, tenant.Id.Value, broken);
            }
        }

        return reached;
    }

    private async Task<int> OfTenantAsync(TenantId tenant, CancellationToken ct)
    {
        var (now, reached) = (clock.GetUtcNow(), 0);
        await using var db = database.Open(tenant);
        var budgets = await db.Budgets.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(ct);
        var source = new BudgetSource(db, DateOnly.FromDateTime(now.UtcDateTime));
        foreach (var budget in budgets)
        {
            var spend = await source.OfAsync(budget, ct);
            var seen = SeenOf(budget, spend, source.Today);
            if (await db.BudgetReadings.AnyAsync(row => row.BudgetId == budget.Id && row.Seen == seen, ct))
            {
                continue;
            }

            var (start, end, outlook) = source.Forecast(budget, spend);
            var standing = outlook.Of(start, end, budget.Amount);
            var told = await act.RunAsync(Actor.ForJob(tenant, "budgets"), new LookAtBudgetRequest(budget.Id, budget.Revision, start, standing), ct);
            reached += told.IsOk ? told.Value : 0;
            if (told.IsOk)
            {
                await KeepAsync(db, budget, start, standing, spend, seen, now, ct);
            }
        }

        return reached;
    }

    private static Task<int> KeepAsync(PortalDbContext db, Budget budget, DateOnly start, SpanOutlook standing, DailySpend spend, string seen, DateTimeOffset now, CancellationToken ct)
    {
        var (spent, expected, leftOut) = (Amounts.Keep(standing.Spent), standing.Expected, string.Join(", ", spend.Apart.Select(money => money.Currency)));
        var (value, low, high, chance) = (expected?.Value, expected?.Low80, expected?.High80, standing.Chance);
        var (id, revision, budgets) = (budget.Id, budget.Revision, db.Budgets);

        // A budget that was changed meanwhile has another amount: what was read of the former one is not kept.
        return db.BudgetReadings.Where(row => row.BudgetId == id && budgets.Any(one => one.Id == id && one.Revision == revision)).ExecuteUpdateAsync(
            row => row.SetProperty(kept => kept.Period, start).SetProperty(kept => kept.Spent, spent).SetProperty(kept => kept.Expected, value).SetProperty(kept => kept.Low80, low)
                .SetProperty(kept => kept.High80, high).SetProperty(kept => kept.Chance, chance).SetProperty(kept => kept.LeftOut, leftOut).SetProperty(kept => kept.Seen, seen)
                .SetProperty(kept => kept.MeasuredAt, now),
            ct);
    }

    private static string SeenOf(Budget budget, DailySpend spend, DateOnly today)
    {
        var text = new System.Text.StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{budget.Revision} {today:O} {spend.From:O} {spend.Currency}");
        foreach (var amount in spend.Days.Concat(spend.Since.OrderBy(day => day.Key).Select(day => day.Value)).Concat(spend.Apart.Select(money => money.Amount)))
        {
            text.Append(' ').Append(amount.ToString(CultureInfo.InvariantCulture));
        }

        return Digest.Of(System.Text.Encoding.UTF8.GetBytes(text.ToString())).Hex;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1800, Level = LogLevel.Error, Message = "The budgets of tenant {Tenant} could not be looked at; they are looked at again")]
        public static partial void TenantBroke(ILogger logger, Guid tenant, Exception exception);
    }
}

[DisallowConcurrentExecution]
internal sealed class LookAtBudgetsJob(LookAtBudgets budgets) : IJob
{
    public static JobKey Key { get; } = new("look-at-budgets");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await budgets.RunAsync(cancellationToken);
}
