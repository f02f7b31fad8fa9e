using Portal.Core.Costs.Economics;
using Portal.Core.Datasets;
using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

public sealed class PlacementComparisonTests
{
    /// <summary>By hand, with one request a second (2,628,000 a month) and machines that serve one each.</summary>
    public static TheoryData<string, decimal, string> Costs { get; } = new()
    {
        { "api", 15_768m, "F5" },
        { "tiers", 5_991.84m, "F7" },
        { "batch", 8_567.28m, "F9" },
        { "functions", 473.57m, "F6" },
        { "on-demand", 2_336m, "F1" },
        { "reserved", 1_496.5m, "F2" },
        { "spot", 756.86m, "F3" },
        { "mixed", 1_496.5m, "F12" },
        { "special", 1_387m, "F1" },
        { "own", 7_773.54m, "F4" },
        { "devices", 3_567.39m, "F15" },
    };

    public static TheoryData<string, string> Refusals { get; } = new()
    {
        { "region", "residency" }, { "private", "private" }, { "class", "sensitivity" }, { "vendor", "vendor" }, { "slow", "latency" }, { "cold", "latency" }, { "silent", "latency" }, { "edge", "latency" },
        { "memory", "memory" }, { "unknown-memory", "memory" }, { "availability", "availability" }, { "speed", "speed" }, { "capacity", "capacity" }, { "later", "validity" }, { "currency", "currency" }, { "spot", "spot" },
        { "tokens", "tokens" }, { "run", "run" }, { "ended", "validity" }, { "licence", "licence" }, { "tier-silent", "latency" }, { "tier-twice", "latency" }, { "tier-free", "tiers" }, { "tier-tokens", "tokens" },
        { "batch-unknown", "repeats" }, { "batch-once", "repeats" }, { "batch-fresh", "fresh" }, { "batch-old", "fresh" }, { "amount", "amount" },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Place_CostsWhatItsFormulaSays(string name, decimal monthly, string formula)
    {
        var place = PlacementComparison.Assess(Of(Work, All), All.Single(one => one.Name == name));

        Assert.Equal(monthly, decimal.Round(place.Monthly!.Value, 2, MidpointRounding.AwayFromZero));
        Assert.Equal(formula, Assert.Single(place.Parts).Figure.Formula);
        Assert.Contains('=', place.Parts[0].Figure.Trace);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Place_ThatIsNotPossible_IsRefusedWithItsReason(string what, string rule)
    {
        var (work, place) = Impossible(what);

        var result = PlacementComparison.Of(Of(work, place, OnDemand with { Name = "other" }));

        var refused = result.Refused.Single(one => one.Name == place.Name);
        Assert.Equal([rule], refused.Refusals.Select(refusal => refusal.Rule));
        Assert.EndsWith(".", refused.Refusals[0].Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Ranked, one => one.Name == place.Name);
    }

    [Fact]
    public void BelowTenMilliseconds_TheEdgeIsBest_WhateverItCosts()
    {
        var result = PlacementComparison.Of(Of(Work with { LatencyMilliseconds = 8 }, All));

        Assert.Equal("devices", Assert.Single(result.Ranked).Name);
        Assert.All(result.Refused, place => Assert.Contains(place.Refusals, refusal => refusal.Rule == "latency"));
    }

    [Fact]
    public void Spot_WhereNobodyWaits_IsPossible()
    {
        var result = PlacementComparison.Of(Of(Work with { LatencyMilliseconds = null }, OnDemand, Spot));

        Assert.Equal(["spot", "on-demand"], result.Ranked.Select(place => place.Name));
    }

    [Fact]
    public void Machines_AreCountedAtThePeak_AndPaidForWhenTheyAreOn()
    {
        // Average 2 and peak 10 requests a second on 60 hours a week, 10 of them at the peak; a machine serves one.
        var work = Work with { Traffic = new TrafficProfile(2, 10, 60, 10, TrafficShape.OfficeHours), LatencyMilliseconds = null };
        var fleet = PlacementComparison.Assess(Of(work, OnDemand), OnDemand).Fleet!;

        // 120 machine-hours of work a week, 100 of them at the peak: what is left is less than one machine in the other 50 hours.
        Assert.Equal((0m, 1m, 10m), (fleet.Base, fleet.OffPeak, fleet.Peak));
        var hours = ((1m * 50) + (10m * 10)) * 730 / 168;
        Assert.Equal(decimal.Round(hours, 12), decimal.Round(fleet.Hours, 12));
        Assert.Equal(14_965m, PlacementComparison.Assess(Of(work, Reserved), Reserved).Monthly);
    }

    [Fact]
    public void Egress_IsPartOfTheCost_SliceBySlice()
    {
        var place = OnDemand.Leaving(new EgressTier(100, 0), new EgressTier(10_140, 0.09m), new EgressTier(null, 0.085m));

        var assessed = PlacementComparison.Assess(Of(Work with { EgressGigabytes = 12 * 1024 }, place), place);

        Assert.Equal([2_336m, 1_086.68m], assessed.Parts.Select(part => part.Figure.Value));
        Assert.Equal(3_422.68m, assessed.Monthly);
    }

    [Fact]
    public void Currency_IsConvertedAtTheRateOfTheMonth()
    {
        var place = OnDemand with { Terms = OnDemand.Terms with { Currency = "EUR" } };

        Assert.Equal(2_336m * 1.1m, PlacementComparison.Assess(Of(Work, place) with { Rates = [Euro] }, place).Monthly);
    }

    [Fact]
    public void Weights_MakeADearerPlaceTheBest_WhenItIsEasierToLeave()
    {
        var easy = OnDemand.With(PlaceFields.LockIn, 1);
        var facts = Of(Work, Special.With(PlaceFields.LockIn, 5), easy) with { Weights = new PlacementWeights(1, 0, 0, 1, 0) };

        var result = PlacementComparison.Of(facts);

        Assert.Equal("on-demand", result.Best!.Name);
        var sentences = PlacementSentences.Of(facts, result, []);
        Assert.Equal("Choose on-demand: it comes out best of the 2 places that meet every need, by the qualities that this organisation weighs, though not the cheapest.", sentences[0]);
        Assert.Contains("by the weights", sentences[1], StringComparison.Ordinal);
        Assert.Equal("special", PlacementComparison.Of(facts with { Weights = PlacementWeights.CostAlone }).Best!.Name);
    }

    [Fact]
    public void Owned_SaysInWhichMonthItPays_InCashAndWithInterest()
    {
        // 5.6 requests a second need 5.6 machines of 8; the worked example has 70 % of eight at 3.20: 13,081.60.
        var rented = Place("rented", PlaceKind.OnDemand, ("hourly", 13_081.60m / 730), ("memory", 24), ("latency", 400));
        var owned = Assert.Single(PlacementComparison.Of(Of(Work, rented, Own)).Owned);

        Assert.Equal((22, 23), (owned.Month, owned.DiscountedMonth));
        Assert.True(owned.IsCrossed);
        Assert.Equal("rented", owned.Against);
    }

    [Fact]
    public void Nothing_Possible_IsSaid()
    {
        var facts = Of(Work with { Regions = ["us-east"] }, All);

        var sentence = Assert.Single(PlacementSentences.Of(facts, PlacementComparison.Of(facts), PlacementSensitivity.Of(facts)));

        Assert.Contains("No place is possible: 11 places were refused", sentence, StringComparison.Ordinal);
    }

    private static (WorkloadTerms Work, PlaceFacts Place) Impossible(string what) => what switch
    {
        "region" => (Work, Special with { Terms = Special.Terms with { Region = "us-east" } }),
        "private" => (Work with { PrivateOnly = true }, Special),
        "class" => (Work with { Classification = DataClassification.SpecialCategory }, Special with { Terms = Special.Terms with { AllowedClassifications = [DataClassification.Public] } }),
        "vendor" => (Work with { ApprovedVendors = ["Other"] }, Special),
        "slow" => (Work with { LatencyMilliseconds = 399 }, Special),
        "cold" => (Work, Functions.With("coldShare", 0.02m)),
        "silent" => (Work, Special.Without("latency")),
        "edge" => (Work with { LatencyMilliseconds = 9.9m }, Special.With("latency", 1)),
        "memory" => (Work with { MemoryGigabytes = 20.1m }, Special),
        "unknown-memory" => (Work, Special.Without("memory")),
        "availability" => (Work with { Availability = 0.9995m }, Special),
        "speed" => (Work, Special with { Terms = Special.Terms with { HardwareClass = "gpu-h100" } }),
        "capacity" => (At(8.1m), Own),
        "later" => (Work, Special with { Terms = Special.Terms with { ValidFrom = Day.AddDays(1) } }),
        "currency" => (Work, Special with { Terms = Special.Terms with { Currency = "EUR" } }),
        "spot" => (Work, Spot),
        "tokens" => (Work with { Tokens = null }, Api),
        "ended" => (Work, Special with { Terms = Special.Terms with { ValidUntil = Day.AddDays(-1) } }),
        "licence" => (Work with { Licence = new ModelLicence("agpl-3.0") }, Special with { Terms = Special.Terms with { ExcludedLicences = ["AGPL-3.0"] } }),
        "tier-silent" => (Work, Tiers.Without("lightLatency")),
        "tier-twice" => (Work with { LatencyMilliseconds = 1199 }, Tiers),
        "tier-free" => (Work, Tiers.With("input", 0).With("output", 0)),
        "tier-tokens" => (Work with { Tokens = null }, Tiers),
        "batch-unknown" => (Work with { Repeats = null }, Batch),
        "batch-once" => (Work with { Repeats = new RepeatedInputs(0, 24) }, Batch),
        "batch-fresh" => (Work with { Repeats = new RepeatedInputs(0.6m, 0) }, Batch),
        "batch-old" => (Work with { Repeats = new RepeatedInputs(0.6m, 23) }, Batch),
        "amount" => (Work with { Tokens = new TokenUse(10_000_000, 10_000_000, 0), Traffic = new TrafficProfile(WorkloadDraft.MostRequests, WorkloadDraft.MostRequests, 168, 0, TrafficShape.Steady) }, Api.With("input", 1_000_000)),
        _ => (Work with { Run = null }, Functions),
    };
}
