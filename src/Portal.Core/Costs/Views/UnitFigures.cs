using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>What one of something cost, over charges that have both a cost and a count of it.</summary>
/// <param name="MillionTokens">Null where no tokens were counted.</param>
/// <param name="GpuHour">Null where no accelerator was.</param>
public sealed record UnitFigures(decimal? MillionTokens, decimal? GpuHour)
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// Cost of the usage that counted something over what it counted: 1,000,000 × E / tokens, and E / GPU-hours (FOCUS practice). Taxes,
    /// credits and corrections are part of totals and never of these.
    /// </summary>
    public static UnitFigures Of(IEnumerable<ConvertedCell> cells)
    {
        var (tokens, tokenCost, hours, hourCost) = (0m, 0m, 0m, 0m);
        foreach (var cell in cells.Where(cell => cell.Subject is { Category: ChargeCategory.Usage, IsCorrection: false, IsUnused: false }))
        {
            tokens += cell.Counts.Tokens;
            tokenCost += cell.Counts.Tokens > 0 ? cell.Amount : 0;
            hours += cell.Counts.GpuHours;
            hourCost += cell.Counts.GpuHours > 0 ? cell.Amount : 0;
        }

        return new(tokens > 0 ? Million * tokenCost / tokens : null, hours > 0 ? hourCost / hours : null);
    }
}
