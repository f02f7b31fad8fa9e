using System.Globalization;
using Portal.Core.Costs.Currencies;

namespace Portal.Core.Tests.Costs.Currencies;

public sealed class ConversionTests
{
    private static readonly DatedRate[] s_rates =
    [
        new(new(2026, 1, 31), "USD", "EUR", 0.90m),
        new(new(2026, 2, 15), "USD", "EUR", 0.92m),
        new(new(2026, 2, 28), "USD", "EUR", 0.95m),
        new(new(2026, 1, 10), "EUR", "GBP", 0.80m),
        new(new(2026, 3, 31), "EUR", "CHF", 0.94m),
        new(new(2026, 4, 1), "CHF", "EUR", 1.10m),
    ];

    [Fact]
    public void Currencies_AreNeverAddedUnconverted()
    {
        var dollars = new Money(1.10m, "USD");

        Assert.Equal(new Money(3.30m, "USD"), dollars + new Money(2.20m, "USD"));
        Assert.Equal(new Money(-1.10m, "USD"), dollars - new Money(2.20m, "USD"));
        Assert.Throws<InvalidOperationException>(() => dollars + new Money(1, "EUR"));
        Assert.Throws<InvalidOperationException>(() => dollars - new Money(1, "EUR"));
        Assert.Throws<InvalidOperationException>(() => dollars + Money.Zero("usd"));
    }

    [Theory]
    [InlineData("USD", "2026-01-01", "90.00")]  // one rate for the whole of a month, its newest
    [InlineData("USD", "2026-01-31", "90.00")]
    [InlineData("USD", "2026-02-01", "95.00")]
    [InlineData("USD", "2026-02-14", "95.00")]
    [InlineData("USD", "2026-09-09", "95.00")]  // the newest that is known, for as long as nothing newer is
    [InlineData("EUR", "1999-01-01", "100")]
    [InlineData("GBP", "2026-01-01", "125")]    // the other direction is the inverse
    [InlineData("CHF", "2026-04-02", "110.00")] // of two directions the newer one
    public void Convert_TakesTheNewestRateOfTheMonth(string currency, string day, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), new Conversion("EUR", s_rates).Convert(new Money(100, currency), DateOnly.Parse(day, CultureInfo.InvariantCulture)).Value.Amount);

    [Theory]
    [InlineData("USD", "2025-12-31", "December 2025")]  // no rate is used before its day
    [InlineData("JPY", "2026-02-01", "February 2026")]
    public void Convert_WithoutARate_IsRefusedWithThePairAndMonth(string currency, string day, string month)
    {
        var refusal = new Conversion("EUR", s_rates).Convert(new Money(1, currency), DateOnly.Parse(day, CultureInfo.InvariantCulture)).Refusal!;

        Assert.Equal("costs.no-rate", refusal.Code);
        Assert.Contains($"from {currency} to EUR dated {month}", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_OfAMonth_ConvertToTheMonth()
    {
        var conversion = new Conversion("EUR", s_rates);
        var days = Enumerable.Range(1, 28).Select(day => (Day: new DateOnly(2026, 2, day), Amount: new Money(day * 1.234567890123m, "USD"))).ToList();

        var whole = conversion.Convert(days.Select(day => day.Amount).Aggregate((left, right) => left + right), new DateOnly(2026, 2, 1)).Value;

        Assert.Equal(whole, days.Select(day => conversion.Convert(day.Amount, day.Day).Value).Aggregate((left, right) => left + right));
    }

    [Theory]
    [InlineData("0.000000000000001", true)]
    [InlineData("0.0000000000000001", false)]
    [InlineData("9999999999999.999999999999999", true)]
    [InlineData("-9999999999999", true)]
    [InlineData("10000000000000", false)]
    public void Amounts_ThatDatabasesWouldRound_AreSeen(string amount, bool kept) => Assert.Equal(kept, Amounts.CanBeKept(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("EUR", true, 2)]
    [InlineData("JPY", true, 0)]
    [InlineData("KWD", true, 3)]
    [InlineData("eur", false, 2)]
    [InlineData("XAU", false, 2)]
    [InlineData("", false, 2)]
    [InlineData("EURO", false, 2)]
    public void Currency_IsKnownByItsCode(string code, bool known, int decimals)
    {
        Assert.Equal(known, CurrencyCode.IsKnown(code));
        Assert.Equal(known, CurrencyCode.Refuses("currency", code) is null);
        Assert.Equal(decimals, CurrencyCode.Decimals(code));
    }
}
