using System.Globalization;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Storage;

namespace Portal.Core.Costs.Savings.Finding;

/// <summary>What tokens would cost at other models of the same provider, by the prices that hold at an instant. Pure but for its reading.</summary>
internal sealed class LighterPrices
{
    private readonly PriceBook _book;
    private readonly ILookup<string, string> _models;
    private readonly DateTimeOffset _at;

    private LighterPrices(IReadOnlyList<PriceFact> prices, DateTimeOffset at)
    {
        (_book, _at) = (new PriceBook(prices), at);
        _models = prices.Where(price => price.Unit == PriceUnit.OutputTokens).Select(price => (price.Provider, price.Model)).Distinct().ToLookup(pair => pair.Provider, pair => pair.Model);
    }

    public static async Task<LighterPrices> ReadAsync(PortalDbContext db, IReadOnlyList<string> providers, DateTimeOffset at, CancellationToken ct)
    {
        var plain = providers.Select(PriceBook.Plain).ToList();
        return new(
            await db.Prices.AsNoTracking().Where(row => plain.Contains(row.Provider) && row.ValidFrom <= at && (row.ValidUntil == null || row.ValidUntil > at))
                .Select(row => new PriceFact(row.Provider, row.Model, row.Unit, row.Amount, row.Currency, row.ValidFrom, row.ValidUntil, row.Term, row.Region, row.FromVolume, row.Source)).ToListAsync(ct),
            at);
    }

    /// <summary>Only models of whose every token a price is known, in the same currency.</summary>
    public IReadOnlyList<LighterModel> Of(string provider, string model, string currency, IReadOnlyList<SimplePart> parts) =>
    [
        .. _models[PriceBook.Plain(provider)].Where(other => !PriceBook.Same(other, model)).Select(other => At(provider, other, currency, parts)).OfType<LighterModel>(),
    ];

    private LighterModel? At(string provider, string model, string currency, IReadOnlyList<SimplePart> parts)
    {
        var cost = 0m;
        foreach (var part in parts)
        {
            var question = new PriceQuestion(provider, [model], part.Term, part.Region, _at);
            var priced = Price(question, part, part.Tokens);

            // Where the lighter model has no price for its cache, all of the input pays the full price.
            priced = priced.Cost is null ? Price(question, part, part.Tokens with { CacheRead = 0, CacheWrite = 0 }) : priced;
            if (priced is not { Cost: { } known } || priced.Currency != currency)
            {
                return null;
            }

            cost += known;
        }

        var asked = parts is [var first, ..] ? new PriceQuestion(provider, [model], first.Term, first.Region, _at) : null;
        return asked is null ? null : new(model, cost, string.Join(", ", new[] { PriceUnit.InputTokens, PriceUnit.OutputTokens }.SelectMany(unit => _book.Find(asked, unit).Take(1)).Select(Say)));
    }

    private PricedUsage Price(PriceQuestion question, SimplePart part, TokenReading tokens) => UsagePricing.Price(_book, question, UsageUnit.Tokens, tokens, 0, part.Requests, _ => 0);

    private static string Say(PriceFact price) => string.Create(
        CultureInfo.InvariantCulture,
        $"{price.Currency} {price.Amount:0.##########} for a million tokens of {(price.Unit == PriceUnit.InputTokens ? "input" : "output")} from {price.ValidFrom:d MMM yyyy} ({price.Source})");
}
