using System.Text;
using Portal.Core.Evaluations.Hardware;

namespace Portal.Core.Tests.Evaluations.Hardware;

/// <summary>The dated table of prices: the one that comes with the portal, and what is wrong with another.</summary>
public sealed class HardwarePricesTests
{
    private const string Row = """{"class":"gpu-x","description":"a GPU","per":"machine","pricePerHour":1.25,"currency":"EUR","asOf":"2026-01-31","source":"a contract"}""";

    [Fact]
    public void BuiltIn_HasADatedPriceWithItsSourceForEachClass()
    {
        var prices = HardwarePrices.BuiltIn;

        Assert.InRange(prices.Utilisation, 0.01m, 1m);
        Assert.NotNull(prices.Find(HardwareCostRules.PlainX86));
        Assert.NotNull(prices.Find("CPU-ARM"));
        Assert.All(prices.Classes, price => Assert.True(price is { PricePerHour: > 0, Source.Length: > 0, Currency.Length: 3 } && price.AsOf > new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void Read_OwnFile_IsTakenAsItSays()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, $$"""{"utilisation":0.5,"classes":[{{Row}}]}""");

        var (prices, complaint) = HardwarePrices.Read(path);

        File.Delete(path);
        Assert.Null(complaint);
        Assert.Equal(0.5m, prices!.Utilisation);
        Assert.Equal(new HardwarePrice("gpu-x", "a GPU", PricedUnit.Machine, 1.25m, "EUR", new DateOnly(2026, 1, 31), "a contract"), Assert.Single(prices.Classes));
    }

    [Fact]
    public void Read_NoFile_SaysThatItCannotBeRead() => Assert.Contains("cannot be read", HardwarePrices.Read("/there/is/no/such/file").Complaint, StringComparison.Ordinal);

    [Theory]
    [InlineData("null", "empty")]
    [InlineData("[]", "not a table of prices")]
    [InlineData("{", "not a table of prices")]
    [InlineData("""{"utilisation":0,"classes":[ROW]}""", "above 0")]
    [InlineData("""{"utilisation":1.5,"classes":[ROW]}""", "at most 1")]
    [InlineData("""{"utilisation":1,"classes":[]}""", "no class")]
    [InlineData("""{"utilisation":1}""", "no class")]
    [InlineData("""{"utilisation":1,"classes":[ROW,ROW]}""", "twice")]
    [InlineData("""{"utilisation":1,"classes":[FREE]}""", "not above 0")]
    [InlineData("""{"utilisation":1,"classes":[EURO]}""", "ISO 4217")]
    [InlineData("""{"utilisation":1,"classes":[ODD]}""", "no name of a class")]
    [InlineData("""{"utilisation":1,"classes":[VAGUE]}""", "lacks a description")]
    [InlineData("""{"utilisation":1,"classes":[{"class":"x","per":"galaxy"}]}""", "not a table of prices")]
    public void Parse_WhatIsWrong_SaysWhat(string json, string complaint)
    {
        var text = json.Replace("ROW", Row, StringComparison.Ordinal)
            .Replace("FREE", Row.Replace("1.25", "0", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("EURO", Row.Replace("EUR", "euro", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("ODD", Row.Replace("gpu-x", "a b", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("VAGUE", Row.Replace("a contract", " ", StringComparison.Ordinal), StringComparison.Ordinal);

        var (prices, said) = HardwarePrices.Parse(Encoding.UTF8.GetBytes(text));

        Assert.Null(prices);
        Assert.Contains(complaint, said, StringComparison.Ordinal);
    }
}
