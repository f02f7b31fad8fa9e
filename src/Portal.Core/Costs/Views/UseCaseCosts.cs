using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Costs.Views;

/// <summary>What a use case was expected to cost beside what its models do.</summary>
/// <param name="Models">How many belong to it; without one nothing can be counted.</param>
/// <param name="Expected">A month, in the tenant's currency; null without a rate.</param>
/// <param name="LastMonth">The last month that is over.</param>
/// <param name="ThisMonth">What is known of it so far.</param>
/// <param name="Basis">Charges; usage where nothing of its models was billed.</param>
/// <param name="Apart">Amounts of both months in currencies without a rate, which are not counted.</param>
public sealed record UseCaseCost(int Models, Money? Expected, Money LastMonth, Money ThisMonth, CostBasis Basis, IReadOnlyList<Money> Apart)
{
    /// <summary>The share by which the last month cost more than expected; null where that cannot be said.</summary>
    public decimal? Over => Models > 0 && LastMonth.Amount != 0 && Expected is { Amount: > 0 } expected ? (LastMonth.Amount - expected.Amount) / expected.Amount : null;
}

/// <param name="Month">This month; the one before is the last that is over.</param>
public sealed record UseCaseCostsView(DateOnly Month, IReadOnlyDictionary<int, UseCaseCost> ByNumber);

/// <summary>What the models of use cases cost, for who proposed them and who decides on them.</summary>
public sealed class UseCaseCosts(PortalDatabase database, TimeProvider clock)
{
    /// <param name="numbers">Of the use cases; what nobody has is not in the answer.</param>
    public async Task<UseCaseCostsView> ReadAsync(Actor actor, IReadOnlyCollection<int> numbers, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        await using var db = database.Open(actor.Tenant);
        var cases = await db.UseCases.AsNoTracking().Where(row => numbers.Contains(row.Number)).Select(row => new { row.Id, row.Number, row.CostAMonth, row.Currency }).ToListAsync(ct);
        var ids = cases.ConvertAll(row => row.Id);
        var models = (await db.UseCaseModels.AsNoTracking().Where(row => ids.Contains(row.UseCaseId)).Select(row => new { row.UseCaseId, row.ModelId }).ToListAsync(ct)).ToLookup(row => row.UseCaseId, row => row.ModelId);
        var conversion = await TenantConversion.ReadAsync(db, ct);
        var query = new CostQuery(CostBasis.Billed, CostGrain.Month, month.AddMonths(-1), month.AddMonths(1));
        IReadOnlyList<CostCell> billed = models.Count == 0 ? [] : await CostCells.ReadAsync(db, query, ct);
        IReadOnlyList<CostCell> metered = models.Count == 0 ? [] : await CostCells.ReadAsync(db, query with { Basis = CostBasis.Metered }, ct);
        return new(month, cases.ToDictionary(row => row.Number, row =>
        {
            var own = models[row.Id].ToHashSet();
            var charged = billed.Where(cell => cell.Subject.ModelId is { } model && own.Contains(model)).ToList();
            var basis = charged.Count > 0 ? CostBasis.Billed : CostBasis.Metered;
            var costs = ConvertedCosts.Of(charged.Count > 0 ? charged : metered.Where(cell => cell.Subject.ModelId is { } model && own.Contains(model)), conversion, CostMeasure.Effective);
            return new UseCaseCost(
                own.Count,
                conversion.Convert(new Money(row.CostAMonth, row.Currency), month.AddMonths(-1)) is { IsOk: true } expected ? expected.Value : null,
                new(costs.Cells.Where(cell => cell.Start < month).Sum(cell => cell.Amount), conversion.To),
                new(costs.Cells.Where(cell => cell.Start >= month).Sum(cell => cell.Amount), conversion.To),
                basis,
                costs.Apart);
        }));
    }
}
