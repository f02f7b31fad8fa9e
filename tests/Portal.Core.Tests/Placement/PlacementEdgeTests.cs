using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

/// <summary>Where numbers meet their limits: hours, capacity, traffic as a whole, prices that end, and numbers that nobody means.</summary>
public sealed class PlacementEdgeTests
{
    private static DateTimeOffset Now { get; } = new(Day, new TimeOnly(6, 0), TimeSpan.Zero);

    public static TheoryData<string, ComparisonCause?> Changes { get; } = new()
    {
        { "nothing", null }, { "a fifth", null }, { "price", ComparisonCause.Prices }, { "tier", ComparisonCause.Prices }, { "region", ComparisonCause.Prices }, { "availability", ComparisonCause.Prices },
        { "licences", ComparisonCause.Prices }, { "begins", ComparisonCause.Prices }, { "ends", ComparisonCause.Prices }, { "gone", ComparisonCause.Prices }, { "traffic", ComparisonCause.Traffic }, { "edition", ComparisonCause.Month },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Comparison_IsDue_WhenWhatItRestsOnMoved(string what, ComparisonCause? expected)
    {
        var place = OnDemand.Leaving(new EgressTier(100, 0), new EgressTier(null, 0.1m));
        var before = place with { Terms = place.Terms with { ValidFrom = what == "begins" ? Day : place.Terms.ValidFrom, ValidUntil = what == "ends" ? Day.AddDays(-1) : null } };
        PlaceFacts[] now = what switch
        {
            "a fifth" => [place.With("hourly", 3.84m)],
            "price" => [place.With("hourly", 3.85m)],
            "tier" => [place.Leaving(new EgressTier(10, 0), new EgressTier(null, 0.1m))],
            "region" => [place with { Terms = place.Terms with { Region = "us-east" } }],
            "availability" => [place.With("availability", 0.99m)],
            "licences" => [place with { Terms = place.Terms with { ExcludedLicences = ["agpl-3.0"] } }],
            "gone" => [Special],
            _ => [before],
        };
        var traffic = what == "traffic" ? new MeasuredTraffic(1.3m, 2, 168, 1, Now, Now) : null;

        var cause = ComparisonDue.Why(new ComparedBefore(Now.AddDays(-1), 1, Of(Work, before) with { Day = Day.AddDays(-1) }), what == "edition" ? 2 : 1, now, traffic, Now);

        Assert.Equal(expected, cause);
    }

    [Fact]
    public void Traffic_WhosePeakAloneIsMoreThanAllOfIt_IsRefused()
    {
        var work = Work with { Traffic = new TrafficProfile(2, 10, 60, 12.1m, TrafficShape.OfficeHours) };

        Assert.Contains("peakHours", new WorkloadDraft("Lending", null, null, null, work).Refuses()!.Fields.Keys);
        Assert.Null(new WorkloadDraft("Lending", null, null, null, work with { Traffic = work.Traffic with { PeakHoursAWeek = 12 } }).Refuses());
    }

    [Theory]
    [InlineData(168, 168, 5, 5, 5)]
    [InlineData(168, 0, 5, 1, 1)]
    [InlineData(0.1, 0.1, 1, 1, 1)]
    [InlineData(100, 50, 4, 4, 4)]
    [InlineData(100, 50, 8, 5, 2)]
    [InlineData(100, 62.5, 8, 5, 1)]
    public void OffPeak_IsWhatThePeakLeaves(double hours, double peakHours, double peak, double average, double machines)
    {
        var work = Work with { Traffic = new TrafficProfile((decimal)average, (decimal)peak, (decimal)hours, (decimal)peakHours, TrafficShape.Steady) };

        var fleet = PlacementComparison.Assess(Of(work, OnDemand), OnDemand).Fleet!;

        Assert.Equal(((decimal)machines, (decimal)peak), (fleet.OffPeak, fleet.Peak));
        Assert.True(fleet.Busy <= fleet.Hours);
    }

    [Fact]
    public void Speed_OfAnotherClass_IsNeverTaken()
    {
        var work = Work with { Speeds = [new WorkloadSpeed("gpu-h100", 50, "measured", Day), new WorkloadSpeed("GPU-A10G", 2, "measured", Day)] };

        Assert.Equal(2_336m, PlacementComparison.Assess(Of(work, OnDemand), OnDemand).Monthly);
        Assert.Equal("speed", Assert.Single(PlacementComparison.Assess(Of(work with { Speeds = [work.Speeds[0]] }, OnDemand), OnDemand).Refusals).Rule);
    }

    [Fact]
    public void BreakEven_JustBelowWhatAClusterCanServe_IsFound()
    {
        // Seven machines serve seven times the traffic; a token price of 0.3572 meets 7,773.54 at 6.9 times.
        var api = Api.With("input", 0.3572m).With("output", 0);

        var even = PlacementComparison.Of(Of(Work, api, Own.With("units", 7))).BreakEven!;

        Assert.Equal(7_773.54m / (3_153.6m * 0.3572m), even.Factor!.Value, 9);
    }

    [Fact]
    public void BreakEven_BeyondWhatAClusterCanServe_IsNone() => Assert.Null(PlacementComparison.Of(Of(Work, Api.With("input", 0.3m).With("output", 0), Own.With("units", 7))).BreakEven!.Factor);

    [Fact]
    public void BreakEven_TakesWhatLeavesWithTheTraffic_AndNoFormulaThatKnowsNothingOfIt()
    {
        var place = OnDemand.Leaving(new EgressTier(null, 0.1m));
        var facts = Of(Work with { EgressGigabytes = 1000 }, place, Api);

        Assert.Equal(4_672m + 200, PlacementBreakEven.At(facts, place, 2));
        Assert.Null(PlacementComparison.Of(Of(Work with { EgressGigabytes = 1000 }, Reserved.Leaving(new EgressTier(null, 0.1m)), Special)).BreakEven!.ByFormula);
    }

    [Fact]
    public void Sensitivity_OfASteadyWorkload_FindsHowMuchMoreOfItChangesTheBest()
    {
        var swing = PlacementSensitivity.Of(Of(At(0.05m), Api, Reserved)).Single(one => one.Input.Key == "traffic");

        // 788.40 by the token, 1,496.50 committed.
        Assert.Equal((decimal.Round(1_496.5m / 788.4m, 6), "reserved"), (decimal.Round(swing.To, 6), swing.Winner));
    }

    [Fact]
    public void Sensitivity_OfMachinesThatAreCounted_IsAWholeNumberOfThem()
    {
        // The cluster must serve 1.9 requests a second: two machines do, one does not.
        var swing = PlacementSensitivity.Of(Of(At(1.9m), Own.With("units", 2).With("capex", 1000), OnDemand)).Single(one => one.Input.Key == "own/units");

        Assert.Equal((1m, "on-demand", -0.5m), (swing.To, swing.Winner, swing.Change));
        Assert.Equal("units", Assert.Single(PlaceRules.Refuses(Own.With("units", 1.5m).Terms)!.Fields).Key);
    }

    [Theory]
    [InlineData(DataClassification.Internal, false, 2000, TrafficShape.Steady, "Steady load")]
    [InlineData(DataClassification.Internal, false, 2000, TrafficShape.Spiky, "experiments")]
    [InlineData(DataClassification.Internal, true, 2000, TrafficShape.OfficeHours, "usually suit the edge")]
    [InlineData(DataClassification.Internal, false, 9, TrafficShape.Steady, "usually suit the edge")]
    public void RulesOfThumb_AreHints_AndRemoveNothing(DataClassification data, bool privateOnly, int latency, TrafficShape shape, string hint)
    {
        var work = Work with { Classification = data, PrivateOnly = privateOnly, LatencyMilliseconds = latency, Traffic = Work.Traffic with { Shape = shape } };

        Assert.Contains(PlacementSentences.Hints(work), one => one.Contains(hint, StringComparison.Ordinal));
        Assert.DoesNotContain(PlacementSentences.Of(Of(work, All), PlacementComparison.Of(Of(work, All)), []), one => one.Contains("usually", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reserved", "Move from reserved to special: it costs least of the 2 places that meet every need and saves USD 1,314 a year.")]
    [InlineData("special", "Stay on special: it costs least of the 2 places that meet every need; 1 other cannot be used.")]
    [InlineData("spot", "Leave spot, which does not meet every need (spot), for special: it costs least of the 2 places that meet every need.")]
    [InlineData(null, "Choose special: it costs least of the 2 places that meet every need; 1 other cannot be used.")]
    public void Reason_IsOneSentence(string? today, string expected)
    {
        var facts = Of(Work, Reserved, Special, Spot);

        Assert.Equal(expected, PlacementSentences.Of(facts, PlacementComparison.Of(facts), [], today)[0]);
    }

    [Fact]
    public void Rates_BeyondReason_RefuseTheirPlace_AndLeaveTheOthers()
    {
        foreach (var rate in new[] { 9_999_999_999_999m, 0.000000000000001m })
        {
            var strange = Own with { Terms = Own.Terms with { Currency = "EUR" } };
            var result = PlacementComparison.Of(Of(Work, strange, Special) with { Rates = [Euro with { Rate = rate }] });

            Assert.Equal("special", Assert.Single(result.Ranked).Name);
            Assert.Equal("amount", Assert.Single(Assert.Single(result.Refused).Refusals).Rule);
        }
    }

    [Fact]
    public void Prices_OfAlmostNothing_AreCompared()
    {
        var (api, tiers) = (Api.With("input", 0.000000000000001m).With("output", 0), Tiers.With("input", 0.000000000000001m).With("output", 0).With("lightInput", 1_000_000));
        var facts = Of(Work with { Tokens = new TokenUse(1, 0, 0) }, api, tiers, Own);

        Assert.Equal("api", PlacementComparison.Of(facts).Best!.Name);
        Assert.NotEmpty(PlacementSensitivity.Of(facts));
    }
}
