using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Economics;

namespace Portal.Core.Costs.Usage.Prices;

/// <summary>A price as plain data; see <see cref="Price"/>.</summary>
public sealed record PriceFact(
    string Provider, string Model, PriceUnit Unit, decimal Amount, string Currency, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil = null,
    PriceTerm Term = PriceTerm.OnDemand, string Region = "", decimal FromVolume = 0, string Source = "")
{
    /// <summary>The same thing in the same place: prices that follow each other or are tiers of each other.</summary>
    internal bool IsOfOneKind(PriceFact other) =>
        Unit == other.Unit && Term == other.Term && PriceBook.Same(Provider, other.Provider) && PriceBook.Same(Model, other.Model) && PriceBook.Same(Region, other.Region);

    internal bool HoldsAt(DateTimeOffset at) => ValidFrom <= at && (ValidUntil is not { } end || at < end);

    /// <summary>How much of the thing one unit of the price is.</summary>
    public static decimal SizeOf(PriceUnit unit) => unit is PriceUnit.InputTokens or PriceUnit.CacheReadTokens or PriceUnit.CacheWriteTokens or PriceUnit.OutputTokens ? Tokens.Million : 1;

    /// <summary>Null when it can be kept.</summary>
    public Refusal? Refuses() =>
        RefusesName("provider", Provider, isNeeded: true) ?? RefusesName("model", Model, isNeeded: true) ?? RefusesName("region", Region, isNeeded: false) ?? RefusesName("source", Source, isNeeded: true)
        ?? CurrencyCode.Refuses("currency", Currency)
        ?? (Amount < 0 || !Amounts.CanBeKept(Amount) ? Refusal.Invalid("amount", $"A price is 0 or more, with at most {Amounts.Decimals} decimals.") : null)
        ?? (FromVolume < 0 || !Amounts.CanBeKept(FromVolume) ? Refusal.Invalid("fromVolume", "A tier begins at 0 or more.") : null)
        ?? (ValidUntil <= ValidFrom ? Refusal.Invalid("validUntil", "A price ends after it begins.") : null);

    private static Refusal? RefusesName(string field, string name, bool isNeeded) =>
        isNeeded && string.IsNullOrWhiteSpace(name) ? Refusal.Invalid(field, "This is missing.") : Storage.Texts.Refuses(field, name, Price.LongestName);
}
