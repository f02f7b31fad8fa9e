using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Registry;

namespace Portal.Core.Costs.UnitCosts;

/// <summary>What money is divided by.</summary>
public enum CostUnit
{
    Request,
    ThousandPredictions,
    MillionTokens,
    GpuHour,
}

/// <summary>What one of something cost.</summary>
/// <param name="Cost">Of what has a quantity; null without one.</param>
/// <param name="Quantity">In single requests, predictions, tokens or hours; null where it is not known, which is not 0.</param>
/// <param name="PerUnit">Null where the quantity is not known.</param>
public sealed record UnitCost(CostUnit Unit, decimal? Cost, decimal? Quantity, decimal? PerUnit);

/// <summary>
/// Cost of a unit: effective costs of usage over what it counted (FOCUS practice). Taxes, credits, adjustments, corrections of earlier
/// periods and unused commitments are part of totals and never of these. Pure.
/// </summary>
public static class UnitCostRules
{
    private const decimal Thousand = 1_000;
    private const decimal Million = 1_000_000;

    public static bool IsCounted(CostSubject subject) => subject is { Category: ChargeCategory.Usage, IsCorrection: false, IsUnused: false };

    /// <param name="cells">Of one period, usage alone.</param>
    /// <param name="predictions">Rows that the portal observed of each model in the same period.</param>
    public static UnitCost Of(CostUnit unit, IReadOnlyCollection<ConvertedCell> cells, IReadOnlyDictionary<ModelId, long> predictions) => unit switch
    {
        CostUnit.MillionTokens => Counted(unit, cells, amounts => amounts.Tokens, Million),
        CostUnit.GpuHour => Counted(unit, cells, amounts => amounts.GpuHours, 1),
        CostUnit.ThousandPredictions => Predicted(cells, predictions),
        CostUnit.Request => Requested(cells, predictions),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>How many single things a unit has.</summary>
    public static decimal Size(CostUnit unit) => unit switch { CostUnit.MillionTokens => Million, CostUnit.ThousandPredictions => Thousand, _ => 1 };

    /// <summary>Over the charges that counted it.</summary>
    private static UnitCost Counted(CostUnit unit, IEnumerable<ConvertedCell> cells, Func<CostAmounts, decimal> count, decimal size)
    {
        var (cost, quantity) = (0m, 0m);
        foreach (var cell in cells.Where(cell => count(cell.Counts) > 0))
        {
            (cost, quantity) = (cost + cell.Amount, quantity + count(cell.Counts));
        }

        return Over(unit, cost, quantity, size);
    }

    private static UnitCost Predicted(IReadOnlyCollection<ConvertedCell> cells, IReadOnlyDictionary<ModelId, long> predictions)
    {
        var (cost, quantity) = (0m, 0m);
        foreach (var model in cells.Where(cell => cell.Subject.ModelId is not null).GroupBy(cell => cell.Subject.ModelId!.Value))
        {
            var rows = predictions.GetValueOrDefault(model.Key);
            (cost, quantity) = rows > 0 ? (cost + model.Sum(cell => cell.Amount), quantity + rows) : (cost, quantity);
        }

        return Over(CostUnit.ThousandPredictions, cost, quantity, Thousand);
    }

    /// <summary>All usage of an endpoint over its requests: those that charges or usage counted, else what the portal observed of the model. An endpoint without either is left out.</summary>
    private static UnitCost Requested(IReadOnlyCollection<ConvertedCell> cells, IReadOnlyDictionary<ModelId, long> predictions)
    {
        var (cost, quantity) = (0m, 0m);
        foreach (var endpoint in cells.GroupBy(cell => cell.Subject.ModelId is { } model ? model.ToString() : $"{cell.Subject.Provider}\n{cell.Subject.Service}", StringComparer.Ordinal))
        {
            var requests = endpoint.Sum(cell => cell.Counts.Requests);
            requests = requests > 0 ? requests : endpoint.First().Subject.ModelId is { } observed ? predictions.GetValueOrDefault(observed) : 0;
            (cost, quantity) = requests > 0 ? (cost + endpoint.Sum(cell => cell.Amount), quantity + requests) : (cost, quantity);
        }

        return Over(CostUnit.Request, cost, quantity, 1);
    }

    private static UnitCost Over(CostUnit unit, decimal cost, decimal quantity, decimal size) =>
        quantity > 0 ? new(unit, cost, quantity, size * cost / quantity) : new(unit, null, null, null);
}
