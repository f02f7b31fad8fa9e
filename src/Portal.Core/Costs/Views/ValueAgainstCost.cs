using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;

namespace Portal.Core.Costs.Views;

/// <summary>A use case's promise beside what its models cost.</summary>
/// <param name="Value">A month, as it was approved.</param>
/// <param name="Expected">Cost a month, as it was approved.</param>
/// <param name="Actual">What its models cost in the month; null where no model belongs to it.</param>
public sealed record UseCaseValue(int Number, string Title, Money Value, Money Expected, Money? Actual);

/// <param name="Month">The last month that is over.</param>
/// <param name="Rows">Approved use cases, the largest value first.</param>
/// <param name="Apart">Use cases whose currency has no rate: they are not listed.</param>
public sealed record ValueAgainstCostView(DateOnly Month, string Currency, IReadOnlyList<UseCaseValue> Rows, IReadOnlyList<int> Apart);

/// <summary>What approved use cases promised to be worth and to cost, and what their models cost in the last month that is over.</summary>
public sealed class ValueAgainstCost(PortalDatabase database, TimeProvider clock)
{
    private const int Most = 100;

    public async Task<ValueAgainstCostView> ReadAsync(Actor actor, CostMeasure measure, CostBasis basis, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        await using var db = database.Open(actor.Tenant);
        var conversion = await TenantConversion.ReadAsync(db, ct);
        var costs = ConvertedCosts.Of(await CostCells.ReadAsync(db, new CostQuery(basis, CostGrain.Month, month, month.AddMonths(1)), ct), conversion, measure);
        var byModel = costs.Cells.Where(cell => cell.Subject.ModelId is not null).GroupBy(cell => cell.Subject.ModelId!.Value).ToDictionary(group => group.Key, group => group.Sum(cell => cell.Amount));
        var models = (await db.UseCaseModels.AsNoTracking().Select(row => new { row.UseCaseId, row.ModelId }).ToListAsync(ct)).ToLookup(row => row.UseCaseId, row => row.ModelId);
        var cases = await db.UseCases.AsNoTracking().Where(row => row.State == UseCaseState.Approved).OrderByDescending(row => row.CreatedAt).Take(Most).ToListAsync(ct);
        var rows = cases.Select(row => (Case: row, Value: Convert(row.ValueAMonth, row.Currency), Expected: Convert(row.CostAMonth, row.Currency))).ToList();
        return new(
            month,
            conversion.To,
            [
                .. rows.Where(row => row is { Value: not null, Expected: not null })
                    .Select(row => new UseCaseValue(row.Case.Number, row.Case.Title, row.Value!.Value, row.Expected!.Value, Actual(models[row.Case.Id])))
                    .OrderByDescending(row => row.Value.Amount),
            ],
            [.. rows.Where(row => row.Value is null).Select(row => row.Case.Number)]);

        Money? Convert(decimal amount, string currency) => conversion.Convert(new Money(amount, currency), month) is { IsOk: true } known ? known.Value : null;

        Money? Actual(IEnumerable<ModelId> of) => of.ToList() is { Count: > 0 } its ? new Money(its.Sum(model => byModel.GetValueOrDefault(model)), conversion.To) : null;
    }
}
