using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

/// <summary>Two tiers of models, and answers that are computed ahead: the worked examples of F7, F9, F16 and F17 as places.</summary>
public sealed class PlacementPatternTests
{
    /// <summary>Share to the light tier, its price over the heavy one's, router, escalated; what a spend of 40,000.00 becomes.</summary>
    public static TheoryData<decimal, decimal, decimal, decimal, decimal> Mixes { get; } = new()
    {
        { 0.8m, 0.1m, 0, 0, 11_200m }, { 0.8m, 0.1m, 0.02m, 0, 12_000m }, { 0.8m, 0.1m, 0, 0.1m, 14_400m }, { 0.8m, 0.1m, 0.02m, 0.1m, 15_200m },
    };

    /// <summary>Escalated share, need in milliseconds; whether 300 and 900 ms are quick enough. One request in a hundred may wait for both tiers.</summary>
    public static TheoryData<decimal, decimal, bool> Waits { get; } = new() { { 0.0125m, 900, true }, { 0.0126m, 900, false }, { 0.0126m, 1200, true }, { 1, 1199, false }, { 0, 899, false } };

    [Theory]
    [MemberData(nameof(Mixes))]
    public void Tiers_CostTheirMix(decimal light, decimal relative, decimal overhead, decimal escalated, decimal monthly)
    {
        var place = Tiers.With("lightShare", light).With("lightInput", 2.5m * relative).With("lightOutput", 10 * relative).With("router", 0.006m * overhead).With("escalated", escalated);

        var assessed = PlacementComparison.Assess(Of(At(40_000m / 0.006m / 2_628_000m), place), place);

        Assert.Equal(monthly, decimal.Round(assessed.Monthly!.Value, 6));
        Assert.Contains("relative cost =", assessed.Parts[0].Figure.Trace, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void Tiers_AreAsSlowAsBoth_WhereMoreThanOneInAHundredIsAskedAgain(decimal escalated, decimal need, bool possible)
    {
        var place = Tiers.With("escalated", escalated);

        Assert.Equal(possible, PlacementComparison.Assess(Of(Work with { LatencyMilliseconds = need }, place), place).IsPossible);
    }

    [Fact]
    public void Batch_CostsWhatIsComputedAheadAndLive_AndTellsWhatNobodyAsksFor()
    {
        var facts = Of(At(1_000_000m / 2_628_000m), Batch);
        var assessed = PlacementComparison.Assess(facts, Batch);
        var asides = PlaceAsides.Of(facts.Workload, assessed);

        Assert.Equal(3_260m, Assert.Single(assessed.Parts).Figure.Value);
        Assert.Equal([("F9", 120m), ("F17", 0.03681m), ("F17", 1.0382m)], asides.Select(aside => (aside.Figure.Formula, aside.Figure.Value)));
    }

    [Fact]
    public void Batch_WithFewerAnswersThanAreAskedFor_WastesNothing() => Assert.Empty(PlaceAsides.Of(Work, PlacementComparison.Assess(Of(Work, Batch.With("ahead", 0.6m)), Batch.With("ahead", 0.6m))));

    [Fact]
    public void Machines_TellWhatTokensComeToOnThem_AndWhatWaits()
    {
        // F16: 2.00 an hour, 1,500 tokens a second at full load, 35 % of it used.
        var place = Special.With("hourly", 2);
        var work = Work with { Traffic = Work.Traffic with { Average = 0.35m, Peak = 0.35m } , Speeds = [new WorkloadSpeed(Gpu, 1, "measured", Day)], TargetLoad = 1 };

        var asides = PlaceAsides.Of(work, PlacementComparison.Assess(Of(work, place), place));

        Assert.Equal(("F16", 1.058201m), (asides[0].Figure.Formula, asides[0].Figure.Value));
        Assert.Equal(("F16", 1.30m), (asides[1].Figure.Formula, asides[1].Figure.Value));
        Assert.Equal(("F17", 0.65m), (asides[2].Figure.Formula, asides[2].Figure.Value));
        Assert.Equal(2.8571m, asides[3].Figure.Value);
    }

    [Fact]
    public void BreakEven_OfOwnedMachinesAgainstTiers_IsWhereF5SaysIt()
    {
        // 0.00228 a request against 7,773.54 a month.
        var even = PlacementComparison.Of(Of(Work, Tiers, Own)).BreakEven!;

        Assert.Equal(("tiers", "own"), (even.First, even.Second));
        Assert.Equal(3_409_448m, even.ByFormula!.Value);
        Assert.Equal(3_409_447m, Math.Floor(even.Requests!.Value));
    }

    [Fact]
    public void Sensitivity_SaysHowManyEscalationsMakeTiersNotWorthTheirWhile()
    {
        // Against the heavy model alone: 0.02 + 0.08 + 0.2 + 0.8 × e = 1 at e = 0.875.
        var swings = PlacementSensitivity.Of(Of(Work, Tiers, Api));
        var swing = swings.Single(one => one.Input.Key == "tiers/escalated");

        Assert.Equal((0.875m, "api"), (decimal.Round(swing.To, 6), swing.Winner));
        Assert.Contains(PlacementSensitivity.Of(Of(Work, Batch, Api)), one => one.Input.Key == "oldest" && one.Winner == "api" && decimal.Round(one.To, 6) == 24);
    }
}
