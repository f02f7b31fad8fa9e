using Portal.Core.Costs.Economics;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;

namespace Portal.Core.Tests.Costs.Usage;

public sealed class TokenReadingTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PriceBook s_book = new(
    [
        Price(PriceUnit.InputTokens, 3.00m), Price(PriceUnit.CacheReadTokens, 0.30m), Price(PriceUnit.CacheWriteTokens, 3.75m), Price(PriceUnit.OutputTokens, 15.00m),
    ]);

    /// <summary>The wholes contain their parts; a sender that left them out is put right, and marked.</summary>
    [Theory]
    [InlineData(1500L, 400L, 1024L, 128L, 150L, 1500L, 400L, false)]
    [InlineData(348L, 400L, 1024L, 128L, 150L, 1500L, 400L, true)]
    [InlineData(1152L, 400L, 1024L, 128L, 0L, 1152L, 400L, false)]
    [InlineData(1151L, 400L, 1024L, 128L, 0L, 2303L, 400L, true)]
    [InlineData(10L, 5L, 0L, 0L, 7L, 10L, 12L, true)]
    public void Of_MakesPartsAPartOfTheirWhole(long input, long output, long read, long write, long reasoning, long expectedInput, long expectedOutput, bool isNormalised)
    {
        var tokens = TokenReading.Of(input, output, read, write, reasoning);

        Assert.Equal((expectedInput, expectedOutput, isNormalised), (tokens.Input!.Value, tokens.Output!.Value, tokens.IsNormalised));
    }

    [Fact]
    public void Of_WhatNobodySaid_StaysUnknown()
    {
        Assert.True(TokenReading.Of(null, 5, null, null, null).IsUnknown);
        Assert.True(TokenReading.Of(5, null, null, null, null).IsUnknown);
        Assert.True(TokenReading.Of(null, null, null, null, null, hasOutput: false).IsUnknown);
        Assert.False(TokenReading.Of(5, null, null, null, null, hasOutput: false).IsUnknown);
    }

    /// <summary>The worked example of F18, in its parts and as its formula.</summary>
    [Fact]
    public void Price_OfTheWorkedExample_IsThatOfItsFormula()
    {
        var tokens = TokenReading.Of(1500, 400, 1024, 128, 150);
        var priced = UsagePricing.Price(s_book, new PriceQuestion("p", ["m"], PriceTerm.OnDemand, "", s_at), UsageUnit.Tokens, tokens, 0, 1, _ => 0);

        Assert.Equal(0.0078312m, priced.Cost);
        Assert.Equal(0.0078312m, Tokens.Request(tokens.ToCounts()!, new TokenPrices(3.00m, 15.00m, 0.30m, 3.75m)).Exact);
        Assert.Equal("USD", priced.Currency);
    }

    [Fact]
    public void Price_WithoutAPriceOfAPart_IsUnknownAndSaysWhich()
    {
        var book = new PriceBook([Price(PriceUnit.InputTokens, 3.00m), Price(PriceUnit.OutputTokens, 15.00m)]);
        var question = new PriceQuestion("p", ["m"], PriceTerm.OnDemand, "", s_at);

        Assert.Equal((null, nameof(PriceUnit.CacheReadTokens)), Cost(book, question, TokenReading.Of(10, 5, 4, 0, 0)));
        Assert.Equal((0.000105m, null), Cost(book, question, TokenReading.Of(10, 5, 0, 0, 0)));
        Assert.Equal((null, UsagePricing.NoTokens), Cost(book, question, TokenReading.Of(null, 5, 0, 0, 0)));
        Assert.Equal((null, nameof(PriceUnit.InputTokens)), Cost(book, question with { Models = ["other"] }, TokenReading.Of(10, 5, 0, 0, 0)));
    }

    [Theory]
    [InlineData(UsageUnit.GpuSeconds, PriceUnit.GpuHour, 1800, 2.5, 1.25)]
    [InlineData(UsageUnit.StorageGbHours, PriceUnit.GbMonth, 730, 0.023, 0.023)]
    [InlineData(UsageUnit.ReviewMinutes, PriceUnit.Minute, 12.5, 1.2, 15)]
    public void Price_OfOtherUnits_IsPerHourMonthAndMinute(UsageUnit unit, PriceUnit per, double quantity, double price, double expected)
    {
        var book = new PriceBook([Price(per, (decimal)price)]);

        Assert.Equal((decimal)expected, UsagePricing.Price(book, new PriceQuestion("p", ["m"], PriceTerm.OnDemand, "", s_at), unit, default, (decimal)quantity, 0, _ => 0).Cost);
    }

    private static (decimal?, string?) Cost(PriceBook book, PriceQuestion question, TokenReading tokens)
    {
        var priced = UsagePricing.Price(book, question, UsageUnit.Tokens, tokens, 0, 1, _ => 0);
        return (priced.Cost, priced.Missing);
    }

    private static PriceFact Price(PriceUnit unit, decimal amount) => new("p", "m", unit, amount, "USD", s_at, Source: "test");
}
