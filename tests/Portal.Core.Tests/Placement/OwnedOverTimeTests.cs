using Portal.Core.Costs.Economics;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

public sealed class OwnedOverTimeTests
{
    /// <summary>The worked example of F4: eight accelerators at 70 % use, 13,081.60 a month rented.</summary>
    private static PlaceFacts Rented { get; } = Place("rented", PlaceKind.OnDemand, ("hourly", 13_081.60m / 730), ("memory", 24), ("latency", 400));

    [Fact]
    public void Sums_AreThoseOfF4_AndMeetInItsMonths()
    {
        var own = Break(Own);

        var months = OwnedOverTime.Of(own, 0.08m);

        // 318,097.44 after 36 months with 27,000 of it sold at the end.
        Assert.Equal((345_097.44m, 470_937.60m), (months[36].Owned, decimal.Round(months[36].Rented, 2)));
        Assert.Equal((0, 180_000m, 0m), (months[0].Month, months[0].Owned, months[0].Rented));
        Assert.Equal(22, months.First(month => month.Owned <= month.Rented).Month);
        Assert.Equal(23, months.First(month => month.OwnedToday <= month.RentedToday).Month);
        Assert.Equal(49, months.Count);
    }

    [Fact]
    public void Interest_OfZero_CountsAllMoneyAlike() => Assert.All(OwnedOverTime.Of(Break(Own), 0), month => Assert.Equal((month.Owned, month.Rented), (month.OwnedToday, month.RentedToday)));

    [Fact]
    public void Egress_ThatOwningPaysToo_IsNotSaved()
    {
        // 1,000 GB at 1.00 leave both: the difference of F4 stays 8,495.56, and so does the month.
        var leaving = new EgressTier(null, 1);
        var (plain, both) = (Break(Own), Assert.Single(PlacementComparison.Of(Of(Work with { EgressGigabytes = 1000 }, Rented.Leaving(leaving), Own.Leaving(leaving))).Owned));

        Assert.Equal(decimal.Round(plain.Cash.Exact!.Value, 12), decimal.Round(both.Cash.Exact!.Value, 12));
        Assert.Equal(plain.Running + 1000, both.Running);
        Assert.Equal(22, OwnedOverTime.Of(both, 0).First(month => month.Owned <= month.Rented).Month);
    }

    [Fact]
    public void PaidBack_LaterThanItLasts_IsSaidToBeNever()
    {
        var facts = Of(Work, Rented, Own.With("life", 20));

        var own = Assert.Single(PlacementComparison.Of(facts).Owned);

        Assert.Equal((22, true), (own.Month, own.IsTooLate));
        Assert.Contains("in month 22, and lasts 20: it never pays.", string.Join(' ', PlacementSentences.Of(facts, PlacementComparison.Of(facts), [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4586.04", "never")]
    [InlineData("4586.0400000000001", "never")]
    [InlineData("6000", "128")]
    public void BreakEven_WhereNothingOrNextToNothingIsSaved_IsNever(string rent, string expected)
    {
        var place = Place("rented", PlaceKind.OnDemand, ("hourly", decimal.Parse(rent, System.Globalization.CultureInfo.InvariantCulture) / 730), ("memory", 24), ("latency", 400));

        var own = Assert.Single(PlacementComparison.Of(Of(Work, place, Own)).Owned);

        Assert.Equal(expected, own.Month?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "never");
    }

    private static OwnedBreakEven Break(PlaceFacts own) => Assert.Single(PlacementComparison.Of(Of(Work, Rented, own)).Owned);
}
