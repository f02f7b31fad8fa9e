using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Costs.Usage;

namespace Portal.Core.Tests.Costs.Usage;

public sealed class PriceBookTests
{
    private static readonly DateTimeOffset s_january = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_march = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PriceBook s_book = new(
    [
        Price(1, s_january, until: s_march), Price(2, s_march), Price(3, s_january, region: "eu-west-1"), Price(4, s_january, term: PriceTerm.Spot), Price(5, s_january, model: "asked"),
    ]);

    /// <summary>By instant, region, way of buying, and model: the amount tells which price was found.</summary>
    [Theory]
    [InlineData("2026-02-28T23:59:59Z", "", PriceTerm.OnDemand, "m", 1)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.OnDemand, "m", 2)]
    [InlineData("2026-03-01T00:00:00Z", "eu-west-1", PriceTerm.OnDemand, "m", 3)]
    [InlineData("2026-03-01T00:00:00Z", "us-east-1", PriceTerm.OnDemand, "m", 2)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.Spot, "m", 4)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.Reserved, "m", 2)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.OnDemand, "M ", 2)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.OnDemand, "m,asked", 2)]
    [InlineData("2026-03-01T00:00:00Z", "", PriceTerm.OnDemand, "nobody,asked", 5)]
    [InlineData("2025-12-31T23:59:59Z", "", PriceTerm.OnDemand, "m", 0)]
    public void Find_TakesTheNearest(string at, string region, PriceTerm term, string models, int expected)
    {
        var found = s_book.Find(new PriceQuestion("P", models.Split(','), term, region, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), PriceUnit.InputTokens);

        Assert.Equal(expected, found.Count == 0 ? 0 : found[0].Amount);
    }

    [Fact]
    public void Aliases_AreTriedAfterTheNameItself_AnsweredBeforeAsked()
    {
        var aliases = new AliasTable([new ModelAlias("gpt-4o-2024-08-06", "gpt-4o", null), new ModelAlias("latest", "gpt-4o-mini", null)]);

        Assert.Equal(["gpt-4o-2024-08-06", "gpt-4o", "latest", "gpt-4o-mini"], aliases.PricedAs("gpt-4o-2024-08-06", "latest"));
        Assert.Equal(["latest", "gpt-4o-mini"], aliases.PricedAs("", "latest"));
    }

    /// <summary>Each tier pays for the part that lies in it: 10 a million up to 1,000, then 5 up to 3,000, then 1.</summary>
    [Theory]
    [InlineData(0, 1000, 0.01)]
    [InlineData(0, 4000, 0.021)]
    [InlineData(500, 1000, 0.0075)]
    [InlineData(3000, 1000, 0.001)]
    [InlineData(2500, 1000, 0.003)]
    public void Tiers_EachPaysForItsPart(int before, int quantity, double expected)
    {
        PriceFact[] tiers = [Price(10, s_january), Price(5, s_january) with { FromVolume = 1000 }, Price(1, s_january) with { FromVolume = 3000 }];

        Assert.Equal((decimal)expected, Tiers.Cost(tiers, before, quantity));
    }

    [Fact]
    public void File_IsReadAsItWasWritten()
    {
        PriceFact[] prices =
        [
            Price(0.0000000001m, s_january, until: s_march) with { Source = "list, \"2026\"", Provider = "p", Model = "m" },
            Price(12.345678901234567m, s_march, region: "eu", term: PriceTerm.Reserved) with { FromVolume = 1_000_000, Source = "=contract" },
            Price(1, s_march, model: "-2+3") with { Source = "'=quoted\r\nby hand" },
        ];

        Assert.Equal(prices, PriceFile.Read(PriceFile.ToCsv(prices)).Value);
        Assert.Equal(prices, PriceFile.Read(PriceFile.ToJson(prices)).Value);
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("provider,model\nopenai,gpt", "unit")]
    [InlineData("provider,model,unit,amount,currency,validFrom\nopenai,gpt,InputTokens,three,USD,2026-01-01", "Line 2")]
    [InlineData("provider,model,unit,amount,currency,validFrom\nopenai,gpt,Gallons,3,USD,2026-01-01", "Gallons")]
    [InlineData("provider,model,unit,amount,currency,validFrom\nopenai,gpt,InputTokens,3,USD", "6 fields")]
    [InlineData("provider,model,unit,amount,currency,validFrom\n\n\"open\nai\",gpt,InputTokens,3,USD,2026-01-01\nopenai,gpt,InputTokens,three,USD,2026-01-01", "Line 5")]
    [InlineData("provider,model,unit,amount,currency,validFrom\n\"openai,gpt,InputTokens,3,USD,2026-01-01\nopenai,gpt,InputTokens,3,USD,2026-01-01", "never closed")]
    [InlineData("[{\"provider\":1}]", "Line 1")]
    [InlineData("[]", "no price")]
    public void File_ThatIsNone_IsRefusedByItsLine(string text, string says) => Assert.Contains(says, PriceFile.Read(text).Refusal!.Sentence, StringComparison.Ordinal);

    private static PriceFact Price(decimal amount, DateTimeOffset from, DateTimeOffset? until = null, string region = "", PriceTerm term = PriceTerm.OnDemand, string model = "m") =>
        new("p", model, PriceUnit.InputTokens, amount, "USD", from, until, term, region, Source: "test");
}
