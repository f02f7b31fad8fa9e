using System.Globalization;

namespace Portal.Core.Costs.Budgets;

/// <summary>Calendar periods of budgets, in UTC. Pure.</summary>
public static class BudgetPeriods
{
    private const int MonthsAQuarter = 3;

    public static DateOnly StartOf(BudgetPeriod period, DateOnly day) => period switch
    {
        BudgetPeriod.Month => new(day.Year, day.Month, 1),
        BudgetPeriod.Quarter => new(day.Year, day.Month - ((day.Month - 1) % MonthsAQuarter), 1),
        BudgetPeriod.Year => new(day.Year, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };

    /// <summary>The first day after it.</summary>
    public static DateOnly EndOf(BudgetPeriod period, DateOnly start) => period switch
    {
        BudgetPeriod.Month => start.AddMonths(1),
        BudgetPeriod.Quarter => start.AddMonths(MonthsAQuarter),
        BudgetPeriod.Year => start.AddYears(1),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };

    /// <summary>"March 2026", "Q1 2026", "2026".</summary>
    public static string NameOf(BudgetPeriod period, DateOnly start) => period switch
    {
        BudgetPeriod.Month => start.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        BudgetPeriod.Quarter => string.Create(CultureInfo.InvariantCulture, $"Q{((start.Month - 1) / MonthsAQuarter) + 1} {start.Year}"),
        BudgetPeriod.Year => start.Year.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };
}
