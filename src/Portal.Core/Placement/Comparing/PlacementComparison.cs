using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>A place as the filters and the formulas see it.</summary>
/// <param name="Refusals">Why it is not possible; empty when it is.</param>
/// <param name="Parts">Of its cost, in its own currency; empty when it cannot be priced.</param>
/// <param name="Monthly">In the currency of the comparison, not rounded; null when it cannot be priced or converted.</param>
/// <param name="Rate">Units of that currency for one of its own.</param>
public sealed record PlaceAssessment(PlaceFacts Place, PlaceFleet? Fleet, IReadOnlyList<PlaceRefusal> Refusals, IReadOnlyList<CostPart> Parts, decimal? Monthly, decimal? Rate)
{
    public string Name => Place.Name;

    public bool IsPossible => Refusals.Count == 0 && Monthly is not null;
}

/// <summary>How good a place is at each quality, from 0 to 1 for the best.</summary>
public sealed record PlaceScores(decimal Cost, decimal Latency, decimal Complexity, decimal LockIn, decimal Carbon);

/// <param name="Score">The weighted mean of its scores.</param>
public sealed record RankedPlace(PlaceAssessment Assessment, PlaceScores Scores, decimal Score)
{
    public string Name => Assessment.Name;

    public decimal Monthly => Assessment.Monthly!.Value;
}

/// <summary>What a comparison found.</summary>
/// <param name="Ranked">What is possible, the best first.</param>
/// <param name="Refused">What is not.</param>
/// <param name="BreakEven">Between the first two; null when there are not two.</param>
/// <param name="Owned">When each owned place that is possible pays against the cheapest rented one.</param>
public sealed record PlacementResult(
    string Currency, IReadOnlyList<RankedPlace> Ranked, IReadOnlyList<PlaceAssessment> Refused, PlacementBreakEven? BreakEven, IReadOnlyList<OwnedBreakEven> Owned)
{
    public RankedPlace? Best => Ranked.Count > 0 ? Ranked[0] : null;

    public PlaceAssessment? Find(string? name) => Ranked.Select(place => place.Assessment).Concat(Refused).FirstOrDefault(place => place.Name == name);
}

/// <summary>
/// Which place is best for a workload: what is not possible is left out with its reason, what is left is priced by the formulas and put in
/// order by the weights. Pure: the same case gives the same result.
/// </summary>
public static class PlacementComparison
{
    private const decimal WorstEffort = 5;

    /// <summary>More than anybody pays, and few enough that nothing computed of it leaves what a decimal holds.</summary>
    private const decimal MostMonthly = 1_000_000_000_000_000m;

    private const decimal MostRate = 1_000_000m;

    public static PlacementResult Of(PlacementCase facts)
    {
        var assessed = facts.Places.Select(place => Assess(facts, place)).ToList();
        var ranked = Rank(facts, assessed);
        return new(
            facts.Currency, ranked, [.. assessed.Where(place => !place.IsPossible).OrderBy(place => place.Monthly is null).ThenBy(place => place.Monthly).ThenBy(place => place.Name, StringComparer.Ordinal)],
            PlacementBreakEven.Between(facts, ranked), OwnedBreakEven.Of(facts, ranked));
    }

    public static PlaceAssessment Assess(PlacementCase facts, PlaceFacts place)
    {
        var rate = new Conversion(facts.Currency, facts.Rates).Convert(new Money(1, place.Terms.Currency), facts.Day);
        try
        {
            return Assess(facts, place, rate) ?? Beyond(place);
        }
        catch (OverflowException)
        {
            return Beyond(place);
        }
    }

    private static PlaceAssessment Beyond(PlaceFacts place) => new(place, null, [new PlaceRefusal("amount", "With these numbers its cost is beyond what can be counted.")], [], null, null);

    /// <returns>Null when its cost is beyond what anybody pays.</returns>
    private static PlaceAssessment? Assess(PlacementCase facts, PlaceFacts place, Outcome<Money> rate)
    {
        var (work, terms) = (facts.Workload, place.Terms);
        var fleet = PlaceFields.RunsOnMachines(terms.Kind) && work.SpeedOn(terms.HardwareClass) is { } speed ? PlaceFleet.Of(work.Traffic, speed.RequestsPerSecond, work.TargetLoad) : null;
        var parts = PlaceCost.Of(work, terms, fleet);
        var refusals = PlaceFilters.Of(facts, place, fleet);
        var monthly = parts.Count > 0 && rate.IsOk ? parts.Sum(part => part.Figure.Exact!.Value) * rate.Value.Amount : (decimal?)null;
        return monthly > MostMonthly || (rate.IsOk && rate.Value.Amount is < 1 / MostRate or > MostRate)
            ? null
            : new(place, fleet, rate.Refusal is { } missing ? [.. refusals, new PlaceRefusal("currency", missing.Sentence)] : refusals, parts, monthly, rate.IsOk ? rate.Value.Amount : null);
    }

    /// <summary>The possible ones, the best first; of equally good ones the cheapest, then by name.</summary>
    public static IReadOnlyList<RankedPlace> Rank(PlacementCase facts, IReadOnlyList<PlaceAssessment> assessed)
    {
        var possible = assessed.Where(place => place.IsPossible).ToList();
        if (possible.Count == 0)
        {
            return [];
        }

        var cheapest = possible.Min(place => place.Monthly!.Value);
        var cleanest = possible.Exists(place => place.Place.Terms.Find(PlaceFields.Carbon) is null) ? (decimal?)null : possible.Min(place => place.Place.Terms[PlaceFields.Carbon]);
        return
        [
            .. possible.Select(place => Score(facts, place, cheapest, cleanest))
                .OrderByDescending(place => place.Score).ThenBy(place => place.Monthly).ThenBy(place => place.Name, StringComparer.Ordinal),
        ];
    }

    /// <param name="cleanest">Null when one of them has not said its carbon: then that counts for none.</param>
    private static RankedPlace Score(PlacementCase facts, PlaceAssessment place, decimal cheapest, decimal? cleanest)
    {
        var (terms, weights) = (place.Place.Terms, facts.Weights);
        var scores = new PlaceScores(
            Share(cheapest, place.Monthly!.Value), Margin(facts.Workload, terms), Ease(terms[PlaceFields.Complexity]), Ease(terms[PlaceFields.LockIn]),
            cleanest is { } least ? Share(least, terms[PlaceFields.Carbon]) : 0);
        var sum = (weights.Cost * scores.Cost) + (weights.Latency * scores.Latency) + (weights.Complexity * scores.Complexity) + (weights.LockIn * scores.LockIn) + (weights.Carbon * scores.Carbon);
        return new(place, scores, sum / weights.Sum);
    }

    private static decimal Share(decimal best, decimal value) => value == 0 ? 1 : best / value;

    /// <summary>How far the slowest answers stay below the need; where nobody waits, all are as good.</summary>
    private static decimal Margin(WorkloadTerms work, PlaceTerms terms) =>
        work.LatencyMilliseconds is not { } need ? 1 : PlaceFilters.SlowestPercent(terms) is { } slowest ? 1 - (slowest / need) : 0;

    private static decimal Ease(decimal effort) => (WorstEffort - effort) / (WorstEffort - 1);
}
