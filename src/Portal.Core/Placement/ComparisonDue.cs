using Portal.Core.Placement.Comparing;

namespace Portal.Core.Placement;

/// <summary>What the decision to compare anew asks of the comparison before.</summary>
/// <param name="Edition">Of the workload's terms.</param>
public sealed record ComparedBefore(DateTimeOffset At, int Edition, PlacementCase Case);

/// <summary>Whether it is time to compare anew. Pure.</summary>
public static class ComparisonDue
{
    /// <summary>A price or a traffic that moved by more than this may change the best place.</summary>
    public const decimal Moved = 0.2m;

    /// <summary>Numbers that a need is held against: the smallest change can make a place possible, or not.</summary>
    private static readonly string[] s_limits = [PlaceFields.Latency, PlaceFields.LightLatency, PlaceFields.Availability, PlaceFields.Memory, PlaceFields.Units, PlaceFields.ColdShare, PlaceFields.Age];

    /// <param name="places">Of now.</param>
    /// <param name="traffic">As it was measured; null when it was not.</param>
    /// <returns>Null when it is not.</returns>
    public static ComparisonCause? Why(ComparedBefore? before, int edition, IReadOnlyList<PlaceFacts> places, MeasuredTraffic? traffic, DateTimeOffset now) =>
        before is null || before.Edition != edition || now >= before.At.AddMonths(1) ? ComparisonCause.Month
        : PricesMoved(before.Case.Places, places) || TermsTurned(before.Case, places, DateOnly.FromDateTime(now.UtcDateTime)) ? ComparisonCause.Prices
        : traffic is not null && HasMoved(before.Case.Workload.Traffic.RequestsAMonth, RequestsAMonth(traffic)) ? ComparisonCause.Traffic
        : null;

    private static bool PricesMoved(IReadOnlyList<PlaceFacts> before, IReadOnlyList<PlaceFacts> now) =>
        !before.Select(place => place.Name).Order(StringComparer.Ordinal).SequenceEqual(now.Select(place => place.Name).Order(StringComparer.Ordinal))
        || now.Any(place => before.First(former => former.Name == place.Name).Terms is var former && Moves(former, place.Terms));

    /// <summary>A price began to hold, or ended, though nobody changed it.</summary>
    private static bool TermsTurned(PlacementCase before, IReadOnlyList<PlaceFacts> now, DateOnly day) =>
        now.Any(place => before.Places.First(former => former.Name == place.Name).Terms.HoldsOn(before.Day) != place.Terms.HoldsOn(day));

    private static bool Moves(PlaceTerms before, PlaceTerms now) =>
        before.Kind != now.Kind || before.Currency != now.Currency || Allows(before) != Allows(now) || s_limits.Any(key => before.Find(key) != now.Find(key)) || before.Numbers.Keys.Union(now.Numbers.Keys).Any(key => HasMoved(before[key], now[key]))
        || before.Egress.Count != now.Egress.Count || before.Egress.Zip(now.Egress).Any(pair => HasMoved(pair.First.PerGigabyte, pair.Second.PerGigabyte) || HasMoved(pair.First.Gigabytes ?? 0, pair.Second.Gigabytes ?? 0));

    /// <summary>What no price says, and what makes a place possible or not.</summary>
    private static string Allows(PlaceTerms terms) =>
        string.Join('|', [terms.Provider, terms.Region, terms.HardwareClass, terms.IsPrivate ? "private" : "", string.Join(',', terms.AllowedClassifications), string.Join(',', terms.ExcludedLicences ?? [])]);

    private static bool HasMoved(decimal before, decimal now) => before == 0 ? now != 0 : Math.Abs(now - before) > before * Moved;

    private static decimal RequestsAMonth(MeasuredTraffic traffic) => new TrafficProfile(traffic.Average, traffic.Peak, traffic.HoursAWeek, 0, TrafficShape.Steady).RequestsAMonth;
}
