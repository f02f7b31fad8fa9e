using System.Globalization;
using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>The recommendation of a comparison in words: what, why, and until when it holds. Pure.</summary>
public static class PlacementSentences
{
    /// <param name="swings">What would change it, the nearest first.</param>
    /// <param name="today">The name of the place where it runs; null when nobody has said.</param>
    public static IReadOnlyList<string> Of(PlacementCase facts, PlacementResult result, IReadOnlyList<PlacementSwing> swings, string? today = null)
    {
        if (result.Best is not { } best)
        {
            return [facts.Places.Count == 0 ? "The catalogue holds no place yet, so nothing can be compared." : $"No place is possible: {Count(result.Refused.Count, "place")} {(result.Refused.Count == 1 ? "was" : "were")} refused, each for the reason beside it."];
        }

        return [.. new[] { PlacementReason.Of(facts, result, best, today), Head(facts, result, best), Refused(result, best), Until(facts, result), Owning(result), Closest(swings) }.OfType<string>()];
    }

    /// <summary>Rules of thumb, shown as hints and never as verdicts.</summary>
    public static IReadOnlyList<string> Hints(WorkloadTerms work) =>
    [
        .. new[]
        {
            work.Traffic.Shape is TrafficShape.Spiky or TrafficShape.Batch ? "Demand that comes and goes, and experiments, usually suit the cloud and what is paid by use: serverless, an API, autoscaled machines." : null,
            work.Traffic.Shape == TrafficShape.Steady ? "Steady load usually suits what is paid by time: commitments, a specialised cloud, or machines of one's own." : null,
            work.LatencyMilliseconds < Edge.MandatoryBelowMilliseconds || work.PrivateOnly ? "Answers within 10 ms, and data that may not leave where it arises, usually suit the edge." : null,
            work.Traffic.Shape == TrafficShape.OfficeHours ? "What is used in office hours only can be switched off for the rest of the week." : null,
        }.OfType<string>(),
    ];

    private static string Head(PlacementCase facts, PlacementResult result, RankedPlace best)
    {
        var cost = $"Run it on {best.Name} ({best.Assessment.Place.Terms.Kind.InWords()}, {best.Assessment.Place.Terms.Region}): {Money(best.Monthly, facts.Currency)} a month";
        if (result.Ranked is not [_, var second, ..])
        {
            return cost + ", the only place that is possible.";
        }

        var difference = second.Monthly - best.Monthly;
        return difference switch
        {
            > 0 => $"{cost}, {Money(difference, facts.Currency)} ({Percent(difference / second.Monthly)}) less than {second.Name}, the next in order.",
            0 => $"{cost}, as much as {second.Name}, the next in order.",
            _ => $"{cost}. {second.Name} would cost {Money(-difference, facts.Currency)} less; by the weights of the other qualities it comes second.",
        };
    }

    private static string? Refused(PlacementResult result, RankedPlace best)
    {
        var cheaper = result.Refused.Where(place => place.Monthly < best.Monthly).ToList();
        return cheaper.Count == 0 ? null : $"{string.Join(", ", cheaper.Select(place => place.Name))} would cost less and {(cheaper.Count == 1 ? "is" : "are")} not possible: {cheaper[0].Refusals[0].Sentence}";
    }

    private static string? Until(PlacementCase facts, PlacementResult result) => result.BreakEven switch
    {
        null => null,
        { Factor: { } factor, Requests: { } requests } even =>
            $"{even.First} and {even.Second} cost the same at {requests.ToString("#,##0", CultureInfo.InvariantCulture)} requests a month, {factor.ToString("0.##", CultureInfo.InvariantCulture)} times those of today ({facts.Workload.Traffic.RequestsAMonth.ToString("#,##0", CultureInfo.InvariantCulture)}).",
        var even => $"{even.First} and {even.Second} do not come to the same cost at any traffic up to {PlacementBreakEven.Widest:0} times more or less that both can serve.",
    };

    private static string? Owning(PlacementResult result) => result.Owned is not [var own, ..] ? null
        : own is { IsTooLate: true, Month: { } late } ? $"{own.Name} would be paid back by {own.Against} in month {late}, and lasts {own.LifeMonths}: it never pays."
        : own.Month is { } month ? $"{own.Name} would be paid back by {own.Against} in month {month}{(own.DiscountedMonth is { } later ? $", in month {later} with interest" : "; with interest never")}."
        : $"{own.Name} would never be paid back: {own.Against} costs less than running it.";

    private static string? Closest(IReadOnlyList<PlacementSwing> swings) => swings is not [var swing, ..]
        ? $"No single number changes this, even {PlacementSensitivity.Widest:0} times larger or smaller."
        : $"What would change this soonest: {(swing.Input.Place is { } place ? $"{place}, " : "")}{char.ToLowerInvariant(swing.Input.Label[0])}{swing.Input.Label[1..]} {(swing.Change > 0 ? "up" : "down")} by {Percent(Math.Abs(swing.Change))}{(swing.Winner is { } winner ? $"; then {winner} is best." : "; then nothing is possible.")}";

    internal static string Money(decimal amount, string currency) => $"{currency} {decimal.Round(amount, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", CultureInfo.InvariantCulture)}";

    internal static string Percent(decimal share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    internal static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
