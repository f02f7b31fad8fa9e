using Portal.Core.Costs.Economics;

namespace Portal.Core.Tests.Costs.Economics;

/// <summary>The worked numbers of the reference for what requests, tokens and data cost, to the cent.</summary>
public sealed class RequestExamplesTests
{
    private const decimal SelfHosting = 7_773.54m;

    [Theory]
    [InlineData(0, 0.006000, 1_295_590)]
    [InlineData(1_000, 0.003750, 2_072_944)]
    public void F5_ApiAgainstSelfHosting(int cached, double request, int breakEven)
    {
        var cost = Tokens.Request(new(1_200, 300, cached), new(2.50m, 10.00m, 0.25m, 0));

        Assert.Equal(((decimal)request, breakEven), (cost.Value, Tokens.BreakEvenRequests(SelfHosting, cost.Exact!.Value).Value));
    }

    [Fact]
    public void F5_MoreThanTheHardwareServes_Never()
    {
        Assert.False(Tokens.BreakEvenRequests(SelfHosting, 0.006m, 1_295_590).IsNever);
        Assert.True(Tokens.BreakEvenRequests(SelfHosting, 0.006m, 1_295_589).IsNever);
        Assert.True(Tokens.BreakEvenRequests(SelfHosting, 0).IsNever);
    }

    [Fact]
    public void F6_Serverless()
    {
        var request = Serverless.Request(1.8m, 6, 0.0000166667m, 0.20m);
        var endpoint = Cloud.OnDemand(1, 0.736m);

        Assert.Equal(0.00018020036m, request.Exact);
        Assert.Equal((36.04m, 537.28m), (Serverless.Monthly(200_000, request.Exact!.Value).Value, endpoint.Value));
        Assert.Equal(2_981_570, Serverless.CheaperUpTo(endpoint.Value, request.Exact!.Value).Value);
        Assert.Equal(1.14m, Serverless.ExpectedLatency(0.9m, 0.04m, 6).Value);
        Assert.True(Serverless.SlowestPercentIsCold(0.04m));
        Assert.False(Serverless.SlowestPercentIsCold(0.01m));
    }

    [Theory]
    [InlineData(0, 0, 0.28, 28_800.00)]
    [InlineData(0.02, 0, 0.30, 28_000.00)]
    [InlineData(0, 0.1, 0.36, 25_600.00)]
    [InlineData(0.02, 0.1, 0.38, 24_800.00)]
    public void F7_Routing(double overhead, double escalated, double relative, double saving)
    {
        var two = Routing.RelativeCost(0.8m, 0.1m, (decimal)overhead, (decimal)escalated);
        var tiers = Routing.RelativeCost([new("light", 0.8m, 0.1m), new("heavy", 0.2m, 1)], [new(0, 1, (decimal)escalated)], (decimal)overhead);

        Assert.Equal(((decimal)relative, (decimal)saving), (two.Value, Routing.Saves(40_000, two).Value));
        Assert.Equal(two.Exact, tiers.Exact);
    }

    [Fact]
    public void F8_Cache()
    {
        var (before, after) = (Caching.WithCache(1_000_000, 0, 0.006m, 0), Caching.WithCache(1_000_000, 0.65m, 0.006m, 0.00002m));

        Assert.Equal((6_000.00m, 2_120.00m), (before.Value, after.Value));
        Assert.Equal(0.6467m, decimal.Round(Saving.ShareOf(before, after).Value, 4));
    }

    [Fact]
    public void F9_BatchAndCache()
    {
        var (before, after) = (Caching.WithCache(1_000_000, 0, 0.006m, 0), Caching.WithBatch(700_000, 0.006m, 0.8m, 400_000, 1_000_000, 0.00002m));

        Assert.Equal((3_260.00m, 120.00m), (after.Value, Caching.Unused(100_000, 0.006m, 0.8m).Value));
        Assert.Equal(0.4567m, decimal.Round(Saving.ShareOf(before, after).Value, 4));
    }

    [Theory]
    [InlineData(12 * 1_024, 1_086.68)]
    [InlineData(100, 0)]
    [InlineData(101, 0.09)]
    [InlineData(0, 0)]
    public void F13_Egress(double gigabytes, double cost) =>
        Assert.Equal((decimal)cost, Egress.Monthly((decimal)gigabytes, [new(100, 0), new(10_140, 0.09m), new(null, 0.085m)]).Value);

    [Fact]
    public void F16_SelfHostedTokens()
    {
        Assert.Equal(1.0582m, decimal.Round(Tokens.SelfHosted(2.00m, 1_500, 0.35m).Value, 4));
        Assert.Equal(1.30m, Tokens.Idle(2.00m, 0.35m).Value);
    }

    [Theory]
    [InlineData(0.6, 2.50)]
    [InlineData(0.8, 5.00)]
    [InlineData(0.9, 10.00)]
    public void F17_Waste(double waste, double factor)
    {
        var share = Saving.Waste((decimal)waste * 40_000, 40_000);

        Assert.Equal(((decimal)waste, (decimal)factor), (share.Value, Saving.Overpay(share.Value).Value));
    }

    [Fact]
    public void F18_CacheAndReasoning() =>
        Assert.Equal(0.0078312m, Tokens.Request(new(1_500, 400, 1_024, 128, 150), new(3.00m, 15.00m, 0.30m, 3.75m)).Exact);
}
