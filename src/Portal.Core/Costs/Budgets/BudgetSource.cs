using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Budgets;

/// <summary>The money that budgets are held against: read once for all budgets of a basis, converted into each one's own currency.</summary>
internal sealed class BudgetSource(PortalDbContext db, DateOnly today)
{
    private readonly Dictionary<CostBasis, KnownSpend> _known = [];
    private readonly Dictionary<string, Conversion> _conversions = new(StringComparer.Ordinal);

    public DateOnly Today => today;

    public async Task<DailySpend> OfAsync(Budget budget, CancellationToken ct)
    {
        if (!_known.TryGetValue(budget.Basis, out var known))
        {
            _known[budget.Basis] = known = await KnownSpend.ReadAsync(db, budget.Basis, BudgetPeriods.StartOf(BudgetPeriod.Year, today), today, ct);
        }

        if (!_conversions.TryGetValue(budget.Currency, out var conversion))
        {
            _conversions[budget.Currency] = conversion = new Conversion(budget.Currency, await TenantConversion.RatesAsync(db, budget.Currency, ct));
        }

        return known.Of(budget.Scope, conversion);
    }

    /// <summary>With a forecast to the end of the period of today.</summary>
    public (DateOnly Start, DateOnly End, SpendOutlook Outlook) Forecast(Budget budget, DailySpend spend)
    {
        var start = BudgetPeriods.StartOf(budget.Period, today);
        var end = BudgetPeriods.EndOf(budget.Period, start);
        return (start, end, new SpendOutlook(spend, end));
    }
}
