using System.Globalization;

namespace Portal.Core.Placement.Comparing;

/// <summary>Why a place is recommended, in one sentence for somebody who reads nothing else of the page. Pure.</summary>
internal static class PlacementReason
{
    public static string Of(PlacementCase facts, PlacementResult result, RankedPlace best, string? today)
    {
        var here = result.Find(today);
        var because = result.Ranked.Count == 1 ? "it is the only place that meets every need"
            : result.Ranked.Any(place => place.Monthly < best.Monthly) ? $"it comes out best of the {result.Ranked.Count} places that meet every need, by the qualities that this organisation weighs, though not the cheapest"
            : $"it costs least of the {result.Ranked.Count} places that meet every need";
        return here is null ? $"Choose {best.Name}: {because}{Excluded(result)}."
            : here.Name == best.Name ? $"Stay on {best.Name}: {because}{Excluded(result)}."
            : !here.IsPossible ? $"Leave {here.Name}, which does not meet every need ({Needs(here)}), for {best.Name}: {because}."
            : $"Move from {here.Name} to {best.Name}: {because}{AYear(here.Monthly!.Value - best.Monthly, facts.Currency)}.";
    }

    private static string Excluded(PlacementResult result) => result.Refused.Count == 0 ? "" : $"; {PlacementSentences.Count(result.Refused.Count, "other")} cannot be used";

    private static string Needs(PlaceAssessment place) => place.Refusals.Count == 0 ? "its price is not known" : string.Join(", ", place.Refusals.Select(refusal => refusal.Rule).Distinct());

    /// <summary>In whole units: nobody decides by the cent of a year.</summary>
    private static string AYear(decimal saving, string currency)
    {
        var year = decimal.Round(Math.Abs(saving) * Costs.Economics.Calendar.MonthsAYear, 0, MidpointRounding.AwayFromZero).ToString("#,##0", CultureInfo.InvariantCulture);
        return saving switch { > 0 => $" and saves {currency} {year} a year", < 0 => $" and costs {currency} {year} a year more", _ => "" };
    }
}
