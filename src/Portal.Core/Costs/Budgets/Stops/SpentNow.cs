using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Budgets.Stops;

/// <summary>
/// What of budgets is spent at this moment, from few sums: those of whole months, less what is dated after today. No forecast is made, so
/// that a gateway may ask with every request.
/// </summary>
internal sealed class SpentNow(PortalDbContext db, DateOnly today)
{
    private readonly Dictionary<string, Conversion> _conversions = new(StringComparer.Ordinal);

    private DateOnly Tomorrow => today.AddDays(1);

    private DateOnly NextMonth => new DateOnly(today.Year, today.Month, 1).AddMonths(1);

    public async Task<IReadOnlyList<StopStanding>> OfAsync(IReadOnlyList<Budget> budgets, CancellationToken ct)
    {
        if (budgets.Count == 0)
        {
            return [];
        }

        var metered = await ReadAsync(budgets, CostBasis.Metered, ct);
        var billed = await ReadAsync([.. budgets.Where(budget => budget.Basis == CostBasis.Billed)], CostBasis.Billed, ct);
        var standings = new List<StopStanding>();
        foreach (var budget in budgets)
        {
            var conversion = await ConversionAsync(budget.Currency, ct);
            var from = BudgetPeriods.StartOf(budget.Period, today);
            var used = Sum(metered, budget.Scope with { Basis = CostBasis.Metered, Measure = StopRules.MeteredMeasure(budget.Measure) }, from, conversion);
            var charged = budget.Basis == CostBasis.Billed ? Sum(billed, budget.Scope, from, conversion) : ((decimal Spent, IReadOnlyList<Money> Apart)?)null;
            standings.Add(new(
                budget.Id, budget.Name, budget.Period, from, BudgetPeriods.EndOf(budget.Period, from), budget.Amount, budget.Currency, charged?.Spent, used.Spent,
                [.. used.Apart.Concat(charged?.Apart ?? []).GroupBy(money => money.Currency).Select(group => group.MaxBy(money => money.Amount))]));
        }

        return standings;
    }

    private async Task<Cells> ReadAsync(IReadOnlyList<Budget> budgets, CostBasis basis, CancellationToken ct)
    {
        if (budgets.Count == 0)
        {
            return new([], []);
        }

        var months = new CostQuery(
            basis, CostGrain.Month, budgets.Min(budget => BudgetPeriods.StartOf(budget.Period, today)), NextMonth, Common(budgets, budget => budget.TeamId), Common(budgets, budget => budget.ModelId),
            Common(budgets, budget => budget.EnvironmentId));
        var ahead = months with { Grain = CostGrain.Day, From = Tomorrow };
        return new(await CostCells.ReadAsync(db, months, ct), Tomorrow < NextMonth ? await CostCells.ReadAsync(db, ahead, ct) : []);
    }

    /// <summary>What all of them ask for; null where one asks for all, or two for different things.</summary>
    private static T? Common<T>(IReadOnlyList<Budget> budgets, Func<Budget, T?> of)
        where T : struct => budgets.Select(of).Distinct().ToList() is [{ } only] ? only : null;

    private static (decimal Spent, IReadOnlyList<Money> Apart) Sum(Cells cells, SpendScope scope, DateOnly from, Conversion conversion)
    {
        var (known, ahead) = (Of(cells.Months), Of(cells.Ahead));
        return (known.Total.Amount - ahead.Total.Amount, known.Apart);

        ConvertedCosts Of(IEnumerable<CostCell> some) => ConvertedCosts.Of(some.Where(cell => cell.Start >= from && scope.Covers(cell.Subject)), conversion, scope.Measure);
    }

    private async Task<Conversion> ConversionAsync(string currency, CancellationToken ct)
    {
        if (!_conversions.TryGetValue(currency, out var conversion))
        {
            _conversions[currency] = conversion = new Conversion(currency, await TenantConversion.RatesAsync(db, currency, ct));
        }

        return conversion;
    }

    /// <param name="Ahead">Days of this month that are still to come, which the months hold too.</param>
    private sealed record Cells(IReadOnlyList<CostCell> Months, IReadOnlyList<CostCell> Ahead);
}
