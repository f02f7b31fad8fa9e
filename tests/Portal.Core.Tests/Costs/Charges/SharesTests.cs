using Portal.Core.Costs.Charges;

namespace Portal.Core.Tests.Costs.Charges;

public sealed class SharesTests
{
    [Theory]
    [InlineData("100", "1,1,1", 2, "33.34,33.33,33.33")]
    [InlineData("-100", "1,1,1", 2, "-33.34,-33.33,-33.33")]
    [InlineData("0.02", "1,1,1", 2, "0.01,0.01,0")]
    [InlineData("10", "0,1", 2, "0,10")]
    [InlineData("7", "1,2,4", 0, "1,2,4")]
    [InlineData("5", "1,2,4", 0, "1,1,3")]
    [InlineData("0", "1,2", 2, "0,0")]
    public void Split_GivesLeftUnitsToThoseWhoLostMost(string whole, string weights, int decimals, string parts) =>
        Assert.Equal(Numbers(parts), Shares.Split(decimal.Parse(whole, System.Globalization.CultureInfo.InvariantCulture), Numbers(weights), decimals));

    [Fact]
    public void Split_AnyWhole_AddsUpExactlyAndHasItsSign()
    {
        var seed = System.Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var decimals = random.Next(2) == 0 ? 15 : 2;
            var whole = decimal.Round((decimal)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-10, 13))), decimals);
            var weights = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(4) == 0 ? 0m : (decimal)(random.NextDouble() * Math.Pow(10, random.Next(0, 13)))).Append(1).ToList();

            var parts = Shares.Split(whole, weights, decimals);

            Assert.True(parts.Sum() == whole, $"seed {seed}, run {run}: {parts.Sum()} of {whole}");
            Assert.All(parts, part => Assert.True(part == 0 || Math.Sign(part) == Math.Sign(whole), $"seed {seed}, run {run}: {part} of {whole}"));
            Assert.All(parts, part => Assert.Equal(part, decimal.Round(part, decimals)));
        }
    }

    [Theory]
    [InlineData("0,0")]
    [InlineData("1,-1")]
    public void Split_WithoutWeights_IsADefect(string weights) => Assert.Throws<ArgumentException>(() => Shares.Split(1, Numbers(weights), 2));

    private static List<decimal> Numbers(string text) => [.. text.Split(',').Select(part => decimal.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
}
