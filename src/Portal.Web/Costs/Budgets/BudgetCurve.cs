using Portal.Core.Costs.Budgets;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Costs.Budgets;

/// <summary>A budget's period as a rising line: what is spent until each day, then what is expected until it.</summary>
public static class BudgetCurve
{
    public static IReadOnlyList<SpendPeriod> Periods(BudgetView view) => [.. Days(view).Select(SpendPeriod.Day)];

    public static IReadOnlyList<SpendSeries> Spent(BudgetView view) =>
        [new("spent", [.. Days(view).Select(day => day < Known(view) ? view.Outlook.Spend.Known(view.Standing.From, day.AddDays(1)) : (decimal?)null)])];

    public static IReadOnlyList<FanStep?> Expected(BudgetView view) => [.. Days(view).Select(day => day < Known(view) ? null : view.Outlook.Of(view.Standing.From, day.AddDays(1)).Expected is { } expected ? Fans.Of(expected) : null)];

    private static DateOnly Known(BudgetView view) => view.Outlook.Spend.Until;

    private static IEnumerable<DateOnly> Days(BudgetView view) => Enumerable.Range(0, view.Standing.Until.DayNumber - view.Standing.From.DayNumber).Select(view.Standing.From.AddDays);
}
