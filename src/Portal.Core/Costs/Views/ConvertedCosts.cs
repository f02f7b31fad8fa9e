using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>A cell in the currency of the tenant.</summary>
/// <param name="Counts">Tokens, requests, hours and rows; its costs are in the currency they were billed in.</param>
public sealed record ConvertedCell(DateOnly Start, CostSubject Subject, decimal Amount, CostAmounts Counts);

/// <summary>Costs of one measure in one currency, and what could not be brought into it.</summary>
/// <param name="Apart">One amount for each currency without a rate: shown beside the total, never in it.</param>
/// <param name="Missing">Which rate is missing, where one is.</param>
public sealed record ConvertedCosts(string Currency, IReadOnlyList<ConvertedCell> Cells, IReadOnlyList<Money> Apart, Refusal? Missing)
{
    public Money Total => new(Cells.Sum(cell => cell.Amount), Currency);

    public static ConvertedCosts Of(IEnumerable<CostCell> cells, Conversion conversion, CostMeasure measure)
    {
        var (converted, apart, missing) = (new List<ConvertedCell>(), new Dictionary<string, decimal>(StringComparer.Ordinal), (Refusal?)null);
        foreach (var cell in cells)
        {
            var amount = new Money(cell.Amounts.Of(measure), cell.Subject.Currency);
            if (conversion.Convert(amount, cell.Start) is { IsOk: true } known)
            {
                converted.Add(new(cell.Start, cell.Subject, known.Value.Amount, cell.Amounts));
                continue;
            }

            missing ??= conversion.Convert(amount, cell.Start).Refusal;
            apart[amount.Currency] = apart.GetValueOrDefault(amount.Currency) + amount.Amount;
        }

        return new(conversion.To, converted, [.. apart.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Money(pair.Value, pair.Key))], missing);
    }
}
