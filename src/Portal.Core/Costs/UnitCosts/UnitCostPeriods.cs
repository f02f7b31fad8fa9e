namespace Portal.Core.Costs.UnitCosts;

/// <summary>The periods of a trend. Pure.</summary>
internal static class UnitCostPeriods
{
    private const int Shown = 13;
    private const int Week = 7;

    /// <summary>The newest thirteen, the one of today last.</summary>
    public static IReadOnlyList<DateOnly> Starts(UnitPeriod period, DateOnly today) => [.. Enumerable.Range(1 - Shown, Shown).Select(by => Shift(period, StartOf(period, today), by))];

    public static DateOnly StartOf(UnitPeriod period, DateOnly day) => period == UnitPeriod.Month ? new(day.Year, day.Month, 1) : day.AddDays(-(((int)day.DayOfWeek + Week - 1) % Week));

    public static DateOnly Shift(UnitPeriod period, DateOnly start, int by) => period == UnitPeriod.Month ? start.AddMonths(by) : start.AddDays(Week * by);
}
