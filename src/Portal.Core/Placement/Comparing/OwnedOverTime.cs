using Portal.Core.Costs.Economics;

namespace Portal.Core.Placement.Comparing;

/// <summary>What has been paid by the end of a month, from the purchase on, in the comparison's currency.</summary>
/// <param name="Month">0 is the purchase itself.</param>
/// <param name="OwnedToday">What owning took, later money being worth less.</param>
/// <param name="RentedToday">What renting took, the same way.</param>
public sealed record OwnedMonth(int Month, decimal Owned, decimal Rented, decimal OwnedToday, decimal RentedToday);

/// <summary>F4 month by month: the purchase and what running it costs, against rent. The two sums meet where the break-even of F4 lies. Pure.</summary>
public static class OwnedOverTime
{
    public const int LeastMonths = 12;
    public const int MostMonths = 120;

    /// <returns>Month 0 and on: the life of what is owned, and a quarter more than it takes to be paid back.</returns>
    public static IReadOnlyList<OwnedMonth> Of(OwnedBreakEven own, decimal annualRate)
    {
        var months = Math.Clamp(Math.Max(own.LifeMonths, Math.Max(Beyond(own.Month), Beyond(own.DiscountedMonth))), LeastMonths, MostMonths);
        var (now, interest, worth) = (new OwnedMonth(0, own.Purchase, 0, own.Purchase, 0), annualRate / Calendar.MonthsAYear, 1m);
        var all = new List<OwnedMonth> { now };
        for (var month = 1; month <= months; month++)
        {
            worth /= 1 + interest;
            now = new(month, now.Owned + own.Running, now.Rented + own.Rented, now.OwnedToday + (own.Running * worth), now.RentedToday + (own.Rented * worth));
            all.Add(now);
        }

        return all;
    }

    private static int Beyond(int? month) => month is { } paid ? Math.Min(MostMonths, paid + (paid / 4) + 1) : 0;
}
