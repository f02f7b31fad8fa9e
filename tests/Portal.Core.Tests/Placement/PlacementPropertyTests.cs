using Portal.Core.Placement;
using Portal.Core.Placement.Comparing;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

/// <summary>What holds whatever the prices are: five hundred cases of chance, the same in every run.</summary>
public sealed class PlacementPropertyTests
{
    private const int Cases = 500;

    [Fact]
    public void ARefusedPlace_NeverWins_AndACheaperOneNeverRanksWorseOnCost()
    {
        foreach (var facts in Random(Cases))
        {
            var result = PlacementComparison.Of(facts);

            Assert.All(result.Ranked, place => Assert.Empty(place.Assessment.Refusals));
            Assert.Equal(facts.Places.Count, result.Ranked.Count + result.Refused.Count);
            var byCost = result.Ranked.OrderBy(place => place.Monthly).ToList();
            Assert.All(byCost.Zip(byCost.Skip(1)), pair => Assert.True(pair.First.Scores.Cost >= pair.Second.Scores.Cost));
            Assert.All(byCost.Take(1), place => Assert.Equal(1, place.Scores.Cost));
            if (facts.Weights == PlacementWeights.CostAlone)
            {
                Assert.Equal(byCost.Select(place => place.Monthly), result.Ranked.Select(place => place.Monthly));
            }
        }
    }

    [Fact]
    public void AtTheBreakEven_TheCostsReallyCross()
    {
        var found = 0;
        foreach (var facts in Random(Cases))
        {
            if (PlacementComparison.Of(facts).BreakEven is not { Factor: { } factor } even)
            {
                continue;
            }

            found++;
            var (first, second) = (facts.Places.Single(place => place.Name == even.First), facts.Places.Single(place => place.Name == even.Second));
            var (below, above) = (Sign(facts, first, second, factor * 0.9999999m), Sign(facts, first, second, factor * 1.0000001m));
            Assert.True(below != above, $"{even.First} against {even.Second} at {factor}");
        }

        Assert.True(found > Cases / 10, $"{found}");
    }

    [Fact]
    public void EachSwing_ChangesTheWinner_AndALittleLessDoesNot()
    {
        foreach (var facts in Random(25))
        {
            var winner = PlacementComparison.Of(facts).Best?.Name;
            foreach (var swing in PlacementSensitivity.Of(facts))
            {
                Assert.Equal(swing.Winner, PlacementComparison.Of(PlacementInputs.With(facts, swing.Input.Key, swing.To)).Best?.Name);
                Assert.NotEqual(winner, swing.Winner);
                if (!swing.Input.IsWhole)
                {
                    var before = swing.To + ((swing.Input.Value - swing.To) * 0.000001m);
                    Assert.Equal(winner, PlacementComparison.Of(PlacementInputs.With(facts, swing.Input.Key, before)).Best?.Name);
                }
            }
        }
    }

    /// <summary>The largest and smallest numbers that are taken: nothing overflows, whatever is computed of them.</summary>
    [Fact]
    public void AtTheLimits_EverythingIsComputed()
    {
        foreach (var most in new[] { true, false })
        {
            var work = Work with
            {
                Traffic = new TrafficProfile(WorkloadDraft.MostRequests, WorkloadDraft.MostRequests, 168, 168, TrafficShape.Steady), Tokens = new TokenUse(10_000_000, 10_000_000, 0), Run = new RequestRun(86_400, 10_000),
                LatencyMilliseconds = null, MemoryGigabytes = 0, EgressGigabytes = 1_000_000_000, TargetLoad = 0.01m, Speeds = [new WorkloadSpeed(Gpu, 0.000001m, "measured", Day)], Availability = 0,
            };
            var places = All.Select(place => place with { Terms = place.Terms with { Numbers = PlaceFields.Of(place.Terms.Kind).ToDictionary(field => field.Key, field => most ? field.Most : field.Least) } }).ToArray();
            var facts = Of(work, places);

            Assert.Null(new WorkloadDraft("Lending", null, null, null, work).Refuses());
            Assert.All(places, place => Assert.Null(PlaceRules.Refuses(place.Terms)));
            Assert.NotEmpty(PlacementSentences.Of(facts, PlacementComparison.Of(facts), PlacementSensitivity.Of(facts)));
        }
    }

    [Fact]
    public void BreakEven_OfTokensAgainstACommitment_IsWhereF5SaysIt()
    {
        // 1,496.50 a month for one machine, 0.006 a request: 249,416.67, within what the machine serves.
        var even = PlacementComparison.Of(Of(At(0.05m), Api, Reserved)).BreakEven!;

        Assert.Equal("api", even.First);
        Assert.Equal(249_417m, even.ByFormula!.Value);
        Assert.Equal(249_416.666667m, decimal.Round(even.Requests!.Value, 6));
        Assert.Equal(1_496.5m, decimal.Round(even.Monthly!.Value, 6));
    }

    [Fact]
    public void Sensitivity_FindsThePriceAtWhichTheNextPlaceIsBest()
    {
        var swings = PlacementSensitivity.Of(Of(Work, Reserved, Special));

        // 1,387.00 against 1,496.50: the special cloud's hour may cost 2.05, the reserved one's 1.90.
        var swing = swings.Single(one => one.Input.Key == "special/hourly");
        Assert.Equal((2.05m, "reserved"), (decimal.Round(swing.To, 9), swing.Winner));
        Assert.Equal(1.9m, decimal.Round(swings.Single(one => one.Input.Key == "reserved/reservedHourly").To, 9));
    }

    private static int Sign(PlacementCase facts, PlaceFacts first, PlaceFacts second, decimal factor) =>
        Math.Sign(PlacementBreakEven.At(facts, first, factor)!.Value - PlacementBreakEven.At(facts, second, factor)!.Value);

    private static IEnumerable<PlacementCase> Random(int count)
    {
        var chance = new Random(20260302);
        for (var number = 0; number < count; number++)
        {
            var average = Times(0.2m);
            var work = Work with { Traffic = Work.Traffic with { Average = average, Peak = average * Between(1, 4), HoursAWeek = Between(20, 168), PeakHoursAWeek = Between(0, 20) }, LatencyMilliseconds = chance.Next(3) == 0 ? null : 1000 };
            var places = All.Where(_ => chance.Next(4) > 0).Select(place => place with { Terms = place.Terms with { Numbers = place.Terms.Numbers.ToDictionary(pair => pair.Key, pair => Vary(place.Terms.Kind, pair.Key, pair.Value)) } });
            var weights = chance.Next(2) == 0 ? PlacementWeights.CostAlone : new PlacementWeights(Between(1, 5), Between(0, 2), Between(0, 2), Between(0, 2), 0);
            yield return Of(work, [.. places]) with { Weights = weights };
        }

        decimal Between(decimal low, decimal high) => low + (decimal.Round((decimal)chance.NextDouble(), 6) * (high - low));
        decimal Times(decimal value) => value * (decimal)Math.Round(Math.Pow(20, chance.NextDouble()), 4);
        decimal Vary(PlaceKind kind, string key, decimal value) => PlaceFields.Of(kind).Single(field => field.Key == key) is { Most: > 1000 } ? value * Between(0.5m, 2) : value;
    }
}
