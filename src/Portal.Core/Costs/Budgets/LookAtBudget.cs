using System.Globalization;
using Portal.Core.Audit;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Budgets;

/// <param name="Period">The first day of the period.</param>
/// <param name="Revision">Of the budget that was looked at: a change since then is looked at again.</param>
public sealed record LookAtBudgetRequest(BudgetId Id, long Revision, DateOnly Period, SpanOutlook Standing);

/// <summary>Tells people of the thresholds that a budget has reached, each once in a period; of several at once the highest is told. Run again, it does nothing.</summary>
public sealed class LookAtBudget(AuditTrail trail)
{
    /// <returns>How many thresholds were reached anew.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, LookAtBudgetRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await unit.Db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { EndedAt: null } budget || budget.Revision != request.Revision)
        {
            return 0;
        }

        if (unit.Actor is not { IsSystem: true, Origin: ActorOrigin.Job })
        {
            var forbidden = new Refusal(RefusalKind.Forbidden, "budget.clock", "Only the portal's own clock tells of budgets.");
            return await unit.RefuseAsync("budget.look", BudgetTexts.Subject(budget), forbidden, ct);
        }

        var told = await unit.Db.BudgetAlerts.Where(row => row.BudgetId == budget.Id && row.Period == request.Period && row.TermsVersion == budget.TermsVersion).Select(row => row.Threshold).ToListAsync(ct);
        var reached = BudgetRules.Reached(budget.Thresholds, budget.TellsForecast, budget.Amount, request.Standing).Except(told).ToList();
        if (reached.Count == 0)
        {
            return 0;
        }

        foreach (var threshold in reached)
        {
            unit.Db.BudgetAlerts.Add(Alert(unit, budget, request, threshold));
        }

        foreach (var threshold in reached.Where(threshold => threshold == BudgetAlert.Forecast).Concat(reached.Where(threshold => threshold != BudgetAlert.Forecast).TakeLast(1)))
        {
            Tell(unit, budget, request, threshold);
        }

        return await unit.CommitAsync(reached.Count, ct);
    }

    private static BudgetAlert Alert(UnitOfWork unit, Budget budget, LookAtBudgetRequest request, int threshold) => new()
    {
        TenantId = budget.TenantId,
        BudgetId = budget.Id,
        Period = request.Period,
        TermsVersion = budget.TermsVersion,
        Threshold = threshold,
        Spent = Currencies.Amounts.Keep(request.Standing.Spent),
        Expected = request.Standing.Expected?.Value,
        Amount = budget.Amount,
        Currency = budget.Currency,
        RaisedAt = unit.Now,
    };

    private static void Tell(UnitOfWork unit, Budget budget, LookAtBudgetRequest request, int threshold)
    {
        var reached = threshold == BudgetAlert.Forecast ? "forecast" : threshold.ToString(CultureInfo.InvariantCulture);
        var body = BudgetTexts.Message(
            budget, request.Period, reached, request.Standing.Spent, request.Standing.Expected?.Value, BudgetRules.StopsNow(budget.HardStop, budget.Amount, request.Standing.Spent));
        unit.Record("budget.threshold-reached", BudgetTexts.Subject(budget), details: body.DeepClone().AsObject());
        unit.Tell("budget.threshold", body);
    }
}
