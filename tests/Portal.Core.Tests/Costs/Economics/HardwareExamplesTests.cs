using Portal.Core.Costs.Economics;

namespace Portal.Core.Tests.Costs.Economics;

/// <summary>The worked numbers of the reference for what machines cost, to the cent.</summary>
public sealed class HardwareExamplesTests
{
    private const decimal OnDemandHour = 3.20m;

    /// <summary>F4's eight GPUs.</summary>
    private static readonly OwnedHardware s_own = new(180_000m, 0.15m, 48m, 8.0m, 1.3m, 0.12m, 600m, 1_875m, 0.08m);

    private static decimal CloudAtFullUse => Cloud.OnDemand(8, OnDemandHour).Value;

    [Fact]
    public void F1_OnDemand() => Assert.Equal(9_344.00m, Cloud.OnDemand(4, OnDemandHour).Value);

    [Fact]
    public void F2_Committed()
    {
        Assert.Equal(5_986.00m, Cloud.Committed(4, 2.05m).Value);
        Assert.Equal(3.4167m, decimal.Round(Cloud.CommittedPerUsedHour(2.05m, 0.6m).Value, 4));
        Assert.Equal(0.640625m, Cloud.CommittedBreakEven(2.05m, OnDemandHour).Value);
        Assert.True(Cloud.CommittedBreakEven(3.30m, OnDemandHour).IsNever);
    }

    [Fact]
    public void F3_Spot()
    {
        Assert.Equal(1.0368m, Cloud.SpotHour(OnDemandHour, 0.7m, 0.08m).Value);
        var (before, after) = (Cloud.OnDemand(1, OnDemandHour, 1_000), Cloud.Spot(1_000, OnDemandHour, 0.7m, 0.08m));
        Assert.Equal((3_200.00m, 1_036.80m, 0.6760m), (before.Value, after.Value, Saving.ShareOf(before, after).Value));
    }

    [Fact]
    public void F4_Owned_AMonth()
    {
        Assert.Equal(7_773.54m, Owned.Monthly(s_own).Value);
        Assert.Equal(4_586.04m, Owned.Running(s_own).Value);
        Assert.Equal(18_688.00m, CloudAtFullUse);
        Assert.Equal(0.415964m, Owned.BreakEvenUtilisation(s_own, CloudAtFullUse).Value);
    }

    [Fact]
    public void F4_Owned_PaysBack()
    {
        var cloud = CloudAtFullUse * 0.7m;
        var (cash, discounted) = (Owned.BreakEvenMonths(s_own, cloud), Owned.DiscountedBreakEvenMonths(s_own, cloud, 0.08m));

        Assert.Equal((13_081.60m, 21.1875m, 22), (cloud, cash.Value, Owned.Month(cash)));
        Assert.Equal((22.9177m, 23), (discounted.Value, Owned.Month(discounted)));
        Assert.Equal(cash.Exact, Owned.DiscountedBreakEvenMonths(s_own, cloud, 0).Exact);
        Assert.Equal((318_097.44m, 470_937.60m), (Owned.Total(s_own, 36, 27_000m).Value, cloud * 36));
    }

    [Theory]
    [InlineData(4_586.04, 0)]
    [InlineData(4_000, 0)]
    [InlineData(4_586.05, 0.08)]
    [InlineData(5_786.04, 0.08)] // saves 1,200 a month, which is the interest on the purchase
    public void F4_NothingSaved_Never(double cloud, double rate)
    {
        var breakEven = Owned.DiscountedBreakEvenMonths(s_own, (decimal)cloud, (decimal)rate);

        Assert.True(breakEven.IsNever);
        Assert.Null(Owned.Month(breakEven));
        Assert.Contains("never", breakEven.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void F4_LaterThanACentury_IsNoMonth() => Assert.Null(Owned.Month(Owned.BreakEvenMonths(s_own, 4_586.05m)));

    [Fact]
    public void F10_RightSizing()
    {
        Assert.Equal(0.6667m, decimal.Round(Accelerators.UnusedShare(8, 24).Value, 4));
        Assert.Equal((876.00m, 584.00m), (Cloud.OnDemand(1, 1.20m).Value, Accelerators.Wasted(1.20m, 8, 24).Value));
        Assert.Equal((328.50m, 547.50m), (Cloud.OnDemand(1, 0.45m).Value, Saving.Of(Cloud.OnDemand(1, 1.20m), Cloud.OnDemand(1, 0.45m)).Value));
        Assert.Equal(9.6m, Accelerators.Needed(8, 0.2m).Value);
    }

    [Fact]
    public void F11_Schedule()
    {
        var scheduled = Cloud.Scheduled(4, OnDemandHour, 60);

        Assert.Equal(0.357143m, Cloud.OnShare(12 * 5).Value);
        Assert.Equal((3_337.14m, 6_006.86m), (scheduled.Value, Saving.Of(Cloud.OnDemand(4, OnDemandHour), scheduled).Value));
        Assert.Equal(0.6429m, decimal.Round(Saving.ShareOf(Cloud.OnDemand(4, OnDemandHour), scheduled).Value, 4));
    }

    [Fact]
    public void F12_MixedFleet()
    {
        var (peak, mixed) = (Cloud.OnDemand(10, OnDemandHour), Cloud.MixedFleet(6, 2.05m, 600, 1.0368m, 40, OnDemandHour));

        Assert.Equal((23_360.00m, 9_729.08m), (peak.Value, mixed.Value));
        Assert.Equal(0.5835m, decimal.Round(Saving.ShareOf(peak, mixed).Value, 4));
        Assert.Contains("8,979", mixed.Trace, StringComparison.Ordinal);
        Assert.Contains("622.08", mixed.Trace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 31.20, 48, 1_314.00)]
    [InlineData(1, 15.60, 16, 386.90)]
    [InlineData(0.5, 7.80, 16, 386.90)]
    public void F14_Quantisation(double bytes, double gigabytes, double card, double monthly)
    {
        AcceleratorOffer[] offers = [new("80 GB", 80, 3.20m), new("24 GB", 24, 1.20m), new("16 GB", 16, 0.53m), new("48 GB", 48, 1.80m)];
        var memory = Accelerators.ModelMemory(13, (decimal)bytes);
        var fits = Accelerators.Smallest(memory.Value, offers)!;

        Assert.Equal(((decimal)gigabytes, (decimal)card, (decimal)monthly), (memory.Value, fits.Gigabytes, Cloud.OnDemand(1, fits.Hourly).Value));
    }

    [Fact]
    public void F14_SavingAndNothingThatFits()
    {
        Assert.Equal(0.7056m, decimal.Round(Saving.ShareOf(Cloud.OnDemand(1, 1.80m), Cloud.OnDemand(1, 0.53m)).Value, 4));
        Assert.Null(Accelerators.Smallest(81, [new("80 GB", 80, 3.20m)]));
    }

    [Fact]
    public void F15_Edge()
    {
        var device = new EdgeDevice(1_900, 36, 0.06m, 0.15m, 12);
        var (one, fleet, cloud) = (Edge.Fleet(device, 1), Edge.Fleet(device, 50), Edge.CloudInstead(50, 60, 220, 0.09m));

        Assert.Equal(71.3478m, decimal.Round(one.Exact!.Value, 4));
        Assert.Equal((3_567.39m, 3_990.00m, 422.61m), (fleet.Value, cloud.Value, Saving.Of(cloud, fleet).Value));
        Assert.True(Edge.IsMandatory(9.9m));
        Assert.False(Edge.IsMandatory(10));
    }
}
