using Portal.Core.Costs.Economics;

namespace Portal.Core.Tests.Costs.Economics;

public sealed class FigureTests
{
    private static readonly TokenPrices s_prices = new(1, 1, 1, 1);

    /// <summary>Inputs that mean nothing.</summary>
    public static TheoryData<string, Func<Figure>> Refused => new()
    {
        { "negative units", () => Cloud.OnDemand(-1, 1) },
        { "use above the whole", () => Cloud.CommittedPerUsedHour(1, 1.01m) },
        { "use of nothing", () => Cloud.CommittedPerUsedHour(1, 0) },
        { "on demand for nothing", () => Cloud.CommittedBreakEven(1, 0) },
        { "a discount of more than all", () => Cloud.SpotHour(1, 1.1m, 0) },
        { "a week of 169 hours", () => Cloud.OnShare(169) },
        { "a life of no months", () => Owned.Monthly(new(1, 0, 0, 1, 1, 1, 1, 1, 0)) },
        { "a site that draws less than its machines", () => Owned.Monthly(new(1, 0, 1, 1, 0.9m, 1, 1, 1, 0)) },
        { "more cached than came in", () => Tokens.Request(new(10, 1, 6, 5), s_prices) },
        { "more reasoning than came out", () => Tokens.Request(new(10, 1, Reasoning: 2), s_prices) },
        { "a speed of nothing", () => Tokens.SelfHosted(1, 0, 0.5m) },
        { "a cold share above the whole", () => Serverless.ExpectedLatency(1, 2, 1) },
        { "more used than there is", () => Accelerators.UnusedShare(25, 24) },
        { "more misses than requests", () => Caching.WithBatch(1, 1, 0, 3, 2, 0) },
        { "more avoidable than spent", () => Saving.Waste(2, 1) },
        { "all of it waste", () => Saving.Overpay(1) },
        { "an escalation to no tier", () => Routing.RelativeCost([new("a", 1, 1)], [new(0, 1, 0.1m)], 0) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void OutOfRange_IsSaid(string what, Func<Figure> formula) => Assert.True(Record.Exception(formula) is ArgumentOutOfRangeException, what);

    [Fact]
    public void SharesThatDoNotAddUp_AndTiersWithoutAnEnd_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Routing.RelativeCost([new("a", 0.5m, 1), new("b", 0.4m, 1)], [], 0));
        Assert.Throws<ArgumentException>(() => Egress.Monthly(1, [new(100, 0)]));
        Assert.Throws<ArgumentException>(() => Egress.Monthly(1, [new(null, 0), new(100, 0)]));
    }

    [Fact]
    public void Trace_IsReadAsASum()
    {
        var figure = Owned.Monthly(new(180_000m, 0.15m, 48m, 8.0m, 1.3m, 0.12m, 600m, 1_875m, 0.08m));

        Assert.Equal("F4", figure.Formula);
        Assert.Equal(
            """
            depreciation = 180,000 × (1 − 0.15) / 48 = 3,187.5
            power = 8 kW × 1.3 × 730 h × 0.12 = 911.04
            support = 180,000 × 0.08 / 12 = 1,200
            running cost = 911.04 + 600 + 1,875 + 1,200 = 4,586.04
            cost a month = 3,187.5 + 4,586.04 = 7,773.54
            """,
            figure.Trace);
        Assert.Contains(new FigureInput("PUE", 1.3m, ""), figure.Inputs);
    }

    [Theory]
    [InlineData(0.005, 0.01)]
    [InlineData(2.675, 2.68)]
    [InlineData(-0.005, -0.01)]
    [InlineData(1.0049999, 1.00)]
    public void Money_IsRoundedOnce_HalfAwayFromZero(double exact, double rounded) => Assert.Equal((decimal)rounded, Rounding.To(FigureUnit.Money, (decimal)exact));

    [Fact]
    public void Never_HasNoValue()
    {
        var never = Tokens.BreakEvenRequests(1, 0);

        Assert.Throws<InvalidOperationException>(() => never.Value);
    }
}
