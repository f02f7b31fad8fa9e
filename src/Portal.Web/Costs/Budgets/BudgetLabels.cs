using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Web.Shell;
using Portal.Web.Shell.Components;

namespace Portal.Web.Costs.Budgets;

/// <summary>Budgets as pages say them.</summary>
public static class BudgetLabels
{
    public static string Url(BudgetId id) => $"/costs/budgets/{id}";

    public static Tone ToneOf(BudgetVerdict verdict) => verdict switch
    {
        BudgetVerdict.Within => Tone.Passed,
        BudgetVerdict.Close or BudgetVerdict.Endangered => Tone.Missing,
        BudgetVerdict.Exceeded => Tone.Failed,
        _ => Tone.Queued,
    };

    public static string Word(BudgetVerdict verdict) => verdict switch
    {
        BudgetVerdict.Within => "Within",
        BudgetVerdict.Close => "May be exceeded",
        BudgetVerdict.Endangered => "Likely exceeded",
        BudgetVerdict.Exceeded => "Exceeded",
        _ => "Not known yet",
    };

    /// <summary>"38 % spent, 96 % expected at the end".</summary>
    public static string Burn(decimal amount, decimal spent, decimal? expected) =>
        $"{MoneyFigures.Percent(spent / amount, 0)} spent{(expected is { } end ? $", {MoneyFigures.Percent(end / amount, 0)} expected at the end" : "")}";

    /// <summary>Why a request is let through or not.</summary>
    public static string Reason(AllowanceView view) => view.Budgets switch
    {
        [] => "No budget with a hard stop covers this.",
        [{ Stops: true } first, ..] => $"The budget {first.Name} is spent: {MoneyFigures.Of(first.Spent, first.Currency)} of {MoneyFigures.Of(first.Amount, first.Currency)} in {BudgetPeriods.NameOf(first.Period, first.From)}. It begins anew on {Day(first.Until)}.",
        [{ } first, ..] => $"{MoneyFigures.Of(first.Left, first.Currency)} are left of the budget {first.Name} in {BudgetPeriods.NameOf(first.Period, first.From)}.",
    };

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Figures.Culture);

    public static string Threshold(int threshold) => threshold == BudgetAlert.Forecast ? "Expected overrun" : $"{Figures.Count(threshold)} %";
}
