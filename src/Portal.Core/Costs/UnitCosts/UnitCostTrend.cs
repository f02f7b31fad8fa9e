using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>What a request, a prediction, a token, a GPU-hour and an outcome cost, how that moved, and why.</summary>
public sealed class UnitCostTrend(PortalDatabase database, TimeProvider clock)
{
    public async Task<Outcome<UnitCostView>> ReadAsync(Actor actor, UnitCostRequest request, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var starts = UnitCostPeriods.Starts(request.Period, today);
        var explained = request.To ?? starts[^2];
        if (request.DrivenBy == CostUnit.ThousandPredictions)
        {
            return Refusal.Invalid("drivenBy", "A change is explained in tokens, requests or GPU-hours, which charges count; predictions are counted elsewhere.");
        }

        if (!starts.Skip(1).Contains(explained))
        {
            return Refusal.Invalid("to", $"Give the first day of one of the last {starts.Count - 1} periods.");
        }

        await using var db = database.Open(actor.Tenant);
        var (grain, until) = (request.Period == UnitPeriod.Month ? CostGrain.Month : CostGrain.Day, UnitCostPeriods.Shift(request.Period, starts[^1], 1));
        var query = new CostQuery(request.Scope.Basis, grain, starts[0], until, request.Scope.Team, request.Scope.Model, request.Scope.Environment, request.Scope.Provider, request.Scope.Service);
        var costs = ConvertedCosts.Of(await CostCells.ReadAsync(db, query, ct), await TenantConversion.ReadAsync(db, ct), request.Scope.Measure);
        var periods = new List<PeriodCells>();
        foreach (var start in starts)
        {
            var end = UnitCostPeriods.Shift(request.Period, start, 1);
            var cells = costs.Cells.Where(cell => cell.Start >= start && cell.Start < end).ToList();
            periods.Add(new(start, end, end > today, cells, await PredictionsAsync(db, start, end, ct)));
        }

        var (before, after) = (periods.Single(period => period.Start == UnitCostPeriods.Shift(request.Period, explained, -1)), periods.Single(period => period.Start == explained));
        var outcomes = await db.BusinessOutcomes.AsNoTracking().Where(row => row.Day >= before.Start && row.Day < after.Until).ToListAsync(ct);
        var (models, teams) = (await CostNames.ReadAsync(db, CostDimension.Model, ct), await CostNames.ReadAsync(db, CostDimension.Team, ct));
        return new UnitCostView(
            costs.Currency,
            [.. periods.Select(Figures)],
            Figures(after),
            Figures(before),
            request.DrivenBy,
            PriceVolumeMix.Of(Items(before, request.DrivenBy), Items(after, request.DrivenBy)),
            UnitCostTables.Models(before, after, models),
            UnitCostTables.Skus(before, after),
            UnitCostTables.Outcomes(before, after, outcomes, models, teams),
            costs.Apart,
            costs.Missing);
    }

    private static UnitCostPeriod Figures(PeriodCells period) => new(
        period.Start, period.Until, period.IsOpen, period.Cells.Sum(cell => cell.Amount), [.. Enum.GetValues<CostUnit>().Select(unit => UnitCostRules.Of(unit, period.Usage, period.Predictions))]);

    /// <summary>What counts nothing, a correction among them, is an item of its own beside what it is of.</summary>
    private static IEnumerable<CostItem> Items(PeriodCells period, CostUnit unit) => period.Cells.Select(cell =>
    {
        var quantity = UnitCostRules.IsCounted(cell.Subject) ? unit switch { CostUnit.MillionTokens => cell.Counts.Tokens, CostUnit.GpuHour => cell.Counts.GpuHours, _ => cell.Counts.Requests } : 0;
        return new CostItem(string.Join(" | ", cell.Subject.Provider, cell.Subject.Service, cell.Subject.Sku) + (quantity > 0 ? "" : " | uncounted"), UnitCostTables.NameOf(cell.Subject), cell.Amount, quantity);
    });

    /// <summary>What the portal observed of each model, added up by the database: these are counts, not money.</summary>
    private static async Task<IReadOnlyDictionary<ModelId, long>> PredictionsAsync(PortalDbContext db, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var (first, last) = (new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(until, TimeOnly.MinValue, TimeSpan.Zero));
        return await db.WindowCounters.Where(row => row.Hour >= first && row.Hour < last).GroupBy(row => row.ModelId).Select(group => new { group.Key, Rows = group.Sum(row => row.Rows) }).ToDictionaryAsync(group => group.Key, group => group.Rows, ct);
    }
}

/// <summary>The money and the counts of a period.</summary>
internal sealed record PeriodCells(DateOnly Start, DateOnly Until, bool IsOpen, IReadOnlyList<ConvertedCell> Cells, IReadOnlyDictionary<ModelId, long> Predictions)
{
    public IReadOnlyList<ConvertedCell> Usage { get; } = [.. Cells.Where(cell => UnitCostRules.IsCounted(cell.Subject))];
}
