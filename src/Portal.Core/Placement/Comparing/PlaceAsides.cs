using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>What is worth knowing beside the cost of a place: a part of it that buys nothing, and what tokens come to on its machines. Nothing here is added to the cost. Pure.</summary>
public static class PlaceAsides
{
    /// <returns>In the currency of the place; empty where nothing can be said.</returns>
    public static IReadOnlyList<CostPart> Of(WorkloadTerms work, PlaceAssessment place)
    {
        if (place.Parts is not [{ Figure.Exact: { } cost }, ..] || cost <= 0)
        {
            return [];
        }

        return place.Fleet is { } fleet ? OfMachines(work, place.Place.Terms, fleet, cost) : OfBatch(work, place.Place.Terms, cost);
    }

    private static IReadOnlyList<CostPart> OfBatch(WorkloadTerms work, PlaceTerms terms, decimal cost) =>
        terms.Kind == PlaceKind.BatchAndCache && work is { Tokens: { } tokens, Repeats: { } repeats } && TokenPatterns.Unused(work.Traffic.RequestsAMonth, tokens, repeats, terms) is { Exact: { } wasted } unused
            ? [new("Computed ahead for nobody, a month", unused), .. Wasted(wasted, cost)]
            : [];

    private static IReadOnlyList<CostPart> OfMachines(WorkloadTerms work, PlaceTerms terms, PlaceFleet fleet, decimal cost)
    {
        var paid = terms.Kind switch
        {
            PlaceKind.Reserved => fleet.Peak * Calendar.HoursAMonth,
            PlaceKind.MixedFleet => fleet.Hours + (fleet.Base * (Calendar.HoursAMonth - work.Traffic.HoursAMonth)),
            PlaceKind.Owned or PlaceKind.Edge => terms[PlaceFields.Units] * Calendar.HoursAMonth,
            _ => fleet.Hours,
        };
        if (paid <= 0 || fleet.Busy <= 0 || fleet.Busy > paid || work.SpeedOn(terms.HardwareClass) is not { } speed)
        {
            return [];
        }

        var (hourly, utilisation, tokens) = (cost / paid, fleet.Busy / paid, work.Tokens is { } use ? (decimal)(use.Input + use.Output) : 0);
        return
        [
            .. tokens > 0 ? [new CostPart("A million tokens here", Tokens.SelfHosted(hourly, speed.RequestsPerSecond * tokens, utilisation))] : Array.Empty<CostPart>(),
            new("Paid for waiting, of each hour", Tokens.Idle(hourly, utilisation)), .. Wasted(cost * (1 - utilisation), cost),
        ];
    }

    private static IReadOnlyList<CostPart> Wasted(decimal avoidable, decimal cost)
    {
        var waste = Saving.Waste(Math.Min(avoidable, cost), cost);
        return waste.Exact is < 1 and var share ? [new("Share of the cost that buys nothing", waste), new("Paid as many times as what is used", Saving.Overpay(share))] : [];
    }
}
