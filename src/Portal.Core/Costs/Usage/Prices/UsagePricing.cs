using Portal.Core.Costs.Usage.Reading;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>A part of what a usage cost.</summary>
/// <param name="Quantity">In the thing itself: tokens, requests, hours, minutes.</param>
/// <param name="Price">Of one unit; of the highest tier that it reached.</param>
public sealed record PricedLine(PriceUnit Unit, decimal Quantity, decimal Price, decimal Cost);

/// <summary>What a usage cost, or why nobody knows.</summary>
/// <param name="Currency">Null when the cost is unknown.</param>
/// <param name="Missing">Which price or count is missing; null when the cost is known.</param>
public sealed record PricedUsage(IReadOnlyList<PricedLine> Lines, string? Currency, string? Missing)
{
    /// <summary>Null when it is unknown, which is not 0.</summary>
    public decimal? Cost => Currency is null ? null : Lines.Sum(line => line.Cost);

    public static PricedUsage Unknown(string missing) => new([], null, missing);
}

/// <summary>Prices usage: F18 of the economics, part by part, each with its own price of the moment. Pure.</summary>
public static class UsagePricing
{
    private const decimal SecondsAnHour = 3600;
    private const decimal HoursAMonth = 730;

    public const string NoTokens = "tokens";

    /// <param name="volume">How much of the part the tenant consumed in the month before it; asked only where there are tiers.</param>
    public static PricedUsage Price(PriceBook book, PriceQuestion question, UsageUnit unit, TokenReading tokens, decimal quantity, long requests, Func<PriceUnit, decimal> volume)
    {
        var perRequest = requests > 0 ? book.Find(question, PriceUnit.Request) : [];
        if (unit != UsageUnit.Tokens)
        {
            var part = unit == UsageUnit.Requests ? (PriceUnit.Request, requests) : QuantityOf(unit, quantity);
            return Add(book, question, [part], [], 0, volume);
        }

        if (tokens.IsUnknown)
        {
            return perRequest.Count > 0 && book.Find(question, PriceUnit.InputTokens).Count == 0 ? Add(book, question, [], perRequest, requests, volume) : PricedUsage.Unknown(NoTokens);
        }

        var parts = PartsOf(tokens).Where(part => part.Quantity > 0).ToList();
        var isPerRequestAlone = perRequest.Count > 0 && parts.TrueForAll(part => book.Find(question, part.Unit).Count == 0);
        return parts.Count == 0 && perRequest.Count == 0 && book.Find(question, PriceUnit.InputTokens) is [var free, ..] ? new PricedUsage([], free.Currency, null)
            : Add(book, question, isPerRequestAlone ? [] : parts, perRequest, requests, volume);
    }

    /// <summary>Each token in one part.</summary>
    public static IReadOnlyList<(PriceUnit Unit, decimal Quantity)> PartsOf(TokenReading tokens) =>
    [
        (PriceUnit.InputTokens, (tokens.Input ?? 0) - tokens.CacheRead - tokens.CacheWrite),
        (PriceUnit.CacheReadTokens, tokens.CacheRead),
        (PriceUnit.CacheWriteTokens, tokens.CacheWrite),
        (PriceUnit.OutputTokens, tokens.Output ?? 0),
    ];

    /// <summary>Of other units, in the thing that is priced.</summary>
    public static (PriceUnit Unit, decimal Quantity) QuantityOf(UsageUnit unit, decimal quantity) => unit switch
    {
        UsageUnit.GpuSeconds => (PriceUnit.GpuHour, quantity / SecondsAnHour),
        UsageUnit.StorageGbHours => (PriceUnit.GbMonth, quantity / HoursAMonth),
        UsageUnit.ReviewMinutes => (PriceUnit.Minute, quantity),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    private static PricedUsage Add(
        PriceBook book, PriceQuestion question, IReadOnlyList<(PriceUnit Unit, decimal Quantity)> parts, IReadOnlyList<PriceFact> perRequest, long requests, Func<PriceUnit, decimal> volume)
    {
        var lines = new List<PricedLine>();
        var currencies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (unit, quantity) in parts)
        {
            var tiers = book.Find(question, unit);
            if (tiers.Count == 0)
            {
                return PricedUsage.Unknown(unit.ToString());
            }

            lines.Add(Line(tiers, unit, quantity, volume));
            currencies.Add(tiers[0].Currency);
        }

        if (perRequest.Count > 0)
        {
            lines.Add(Line(perRequest, PriceUnit.Request, requests, volume));
            currencies.Add(perRequest[0].Currency);
        }

        return currencies.Count switch
        {
            1 => new PricedUsage(lines, currencies.Single(), null),
            0 => PricedUsage.Unknown(nameof(PriceUnit.InputTokens)),
            _ => PricedUsage.Unknown("currency"),
        };
    }

    private static PricedLine Line(IReadOnlyList<PriceFact> tiers, PriceUnit unit, decimal quantity, Func<PriceUnit, decimal> volume)
    {
        var before = tiers.Count > 1 ? volume(unit) : 0;
        var reached = tiers.Last(tier => tier.FromVolume == tiers[0].FromVolume || tier.FromVolume < before + quantity);
        return new PricedLine(unit, quantity, reached.Amount, Tiers.Cost(tiers, before, quantity));
    }
}
