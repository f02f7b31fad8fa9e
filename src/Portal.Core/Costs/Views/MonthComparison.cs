using Portal.Core.Costs.Sums;

namespace Portal.Core.Costs.Views;

/// <summary>
/// A month against the one before. A month that is not over is compared with the same days of the last one, so that the first of a month
/// is not a saving of 97 %.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Until">The first day that is not compared any more.</param>
public sealed record MonthComparison(DateOnly Month, DateOnly Until)
{
    public DateOnly BeforeMonth => Month.AddMonths(-1);

    /// <summary>The first day of the last month that is not compared any more: all of it once this month is over.</summary>
    public DateOnly BeforeUntil => IsOver ? Month : Min(BeforeMonth.AddDays(Until.DayNumber - Month.DayNumber), Month);

    public bool IsOver => Until == Month.AddMonths(1);

    public bool IsThis(DateOnly day) => day >= Month && day < Until;

    public bool IsBefore(DateOnly day) => day >= BeforeMonth && day < BeforeUntil;

    /// <param name="last">The last day of which something is known; null for none.</param>
    public static MonthComparison Of(DateOnly month, DateOnly? last) =>
        new(month, last is { } day ? Min(day.AddDays(1), month.AddMonths(1)) : month);

    /// <summary>The share by which it grew; null where there was nothing before.</summary>
    public static decimal? Growth(decimal now, decimal before) => before > 0 ? (now - before) / before : null;

    private static DateOnly Min(DateOnly left, DateOnly right) => left < right ? left : right;
}

/// <summary>What a group cost in both.</summary>
public sealed record CostChange(string? Key, string Name, decimal Now, decimal Before)
{
    public decimal Change => Now - Before;

    /// <summary>What changed most, either way.</summary>
    /// <param name="days">By day, of both months.</param>
    public static IReadOnlyList<CostChange> Of(CostPivot days, MonthComparison comparison) =>
    [
        .. days.Groups.Select(group => new CostChange(
            group.Key,
            group.Name,
            days.Periods.Zip(group.Periods).Where(pair => comparison.IsThis(pair.First)).Sum(pair => pair.Second),
            days.Periods.Zip(group.Periods).Where(pair => comparison.IsBefore(pair.First)).Sum(pair => pair.Second)))
            .OrderByDescending(change => Math.Abs(change.Change)).ThenBy(change => change.Name, StringComparer.Ordinal),
    ];
}
