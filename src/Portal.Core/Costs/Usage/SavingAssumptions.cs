using Portal.Core.Costs.Currencies;

namespace Portal.Core.Costs.Usage;

/// <summary>What nobody can measure, and savings by usage rest on: a tenant says it, and every finding says it again.</summary>
/// <param name="LookupPrice">Of looking one request up in a cache; 0 where nobody entered one.</param>
/// <param name="LookupCurrency">ISO 4217; null while the price is 0.</param>
/// <param name="SimpleInputTokens">A request is simple with so many tokens of input at most,</param>
/// <param name="SimpleOutputTokens">and so many of output, without reasoning and without an error.</param>
/// <param name="EscalatedShare">Of a lighter model's answers, those that the dearer model has to give again: 0 to 1.</param>
public sealed record SavingAssumptions(decimal LookupPrice, string? LookupCurrency, int SimpleInputTokens, int SimpleOutputTokens, decimal EscalatedShare)
{
    public const int MostTokens = 1_000_000;

    public static SavingAssumptions Default { get; } = new(0, null, 500, 200, 0.1m);

    /// <summary>Of a look-up in the currency; 0 where the price is in another one, because nothing is converted silently.</summary>
    public decimal LookupIn(string currency) => LookupCurrency == currency ? LookupPrice : 0;

    /// <summary>Null when it can be reckoned with.</summary>
    internal Refusal? Refuses() =>
        LookupPrice < 0 || LookupPrice > 1000 || !Amounts.CanBeKept(LookupPrice) ? Refusal.Invalid("lookupPrice", $"A price is 0 to 1,000, with at most {Amounts.Decimals} decimals.")
        : LookupPrice > 0 && CurrencyCode.Refuses("lookupCurrency", LookupCurrency ?? "") is { } currency ? currency
        : SimpleInputTokens is < 0 or > MostTokens ? Refusal.Invalid("simpleInputTokens", $"Tokens are 0 to {MostTokens:N0}.")
        : SimpleOutputTokens is < 0 or > MostTokens ? Refusal.Invalid("simpleOutputTokens", $"Tokens are 0 to {MostTokens:N0}.")
        : EscalatedShare is < 0 or > 1 ? Refusal.Invalid("escalatedShare", "A share is 0 to 1, such as 0.1 for 10 %.")
        : null;
}
