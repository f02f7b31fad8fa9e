namespace Portal.Core.Costs.Usage.Prices;

/// <summary>What is looked up.</summary>
/// <param name="Models">By whose price, in the order in which they are tried: who answered before who was asked, a name before what it stands for.</param>
public sealed record PriceQuestion(string Provider, IReadOnlyList<string> Models, PriceTerm Term, string Region, DateTimeOffset At);

/// <summary>
/// Finds prices: those that hold at the instant; the first model that has one; its own way of buying before on demand; the exact region
/// before any; of several the one that began last. Pure.
/// </summary>
public sealed class PriceBook
{
    private readonly Dictionary<(string Provider, string Model), List<PriceFact>> _prices = [];

    public PriceBook(IEnumerable<PriceFact> prices)
    {
        foreach (var price in prices)
        {
            var key = (Plain(price.Provider), Plain(price.Model));
            if (!_prices.TryGetValue(key, out var list))
            {
                _prices[key] = list = [];
            }

            list.Add(price);
        }
    }

    /// <summary>Names of providers and models are compared so.</summary>
    internal static string Plain(string name) => name.Trim().ToLowerInvariant();

    internal static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The price of the unit, with its tiers, the lowest first; empty when there is none.</summary>
    public IReadOnlyList<PriceFact> Find(PriceQuestion question, PriceUnit unit)
    {
        foreach (var model in question.Models)
        {
            if (!_prices.TryGetValue((Plain(question.Provider), Plain(model)), out var prices))
            {
                continue;
            }

            var holding = prices.Where(price => price.Unit == unit && price.HoldsAt(question.At) && (price.Term == question.Term || price.Term == PriceTerm.OnDemand)).ToList();
            var best = holding
                .Where(price => price.Region.Length == 0 || Same(price.Region, question.Region))
                .OrderByDescending(price => price.Term == question.Term).ThenByDescending(price => price.Region.Length > 0).ThenByDescending(price => price.ValidFrom)
                .FirstOrDefault();
            if (best is not null)
            {
                return [.. holding.Where(price => price.IsOfOneKind(best)).GroupBy(price => price.FromVolume).Select(tier => tier.MaxBy(price => price.ValidFrom)!).OrderBy(price => price.FromVolume)];
            }
        }

        return [];
    }
}
