using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Budgets.Stops;
using Portal.Core.Costs.Forecasts;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Views;
using Portal.Core.Tenancy;
using Portal.Statistics.Forecasting.Spend;

namespace Portal.Web.Costs.Budgets;

/// <param name="Team">Names; left away for all.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Thresholds">Percents; 50, 80 and 100 without it.</param>
/// <param name="TellsForecast">Whether people are told when the period is expected to end above the amount.</param>
/// <param name="Owner">An e-mail address; the caller without it.</param>
/// <param name="Roles">Whose holders are told as well.</param>
/// <param name="HardStop">Whoever lets requests through should refuse them when the amount is spent. The portal says so and stops nothing itself.</param>
/// <param name="Reason">Kept in the audit trail.</param>
public sealed record BudgetBody(
    string Name, BudgetPeriod Period, decimal Amount, string Currency, string Reason, string? Team = null, string? Model = null, string? Environment = null, CostBasis Basis = CostBasis.Billed,
    CostMeasure Measure = CostMeasure.Effective, IReadOnlyList<int>? Thresholds = null, bool TellsForecast = true, string? Owner = null, IReadOnlyList<Role>? Roles = null, bool HardStop = false, string Notes = "")
{
    public BudgetDraft ToDraft() => new(Name, Period, Amount, Currency, Team, Model, Environment, Basis, Measure, Thresholds, TellsForecast, Owner, Roles, HardStop, Notes);
}

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record EndBudgetBody(string Reason);

public sealed record CreatedBudgetResponse(Guid Id);

/// <param name="Spent">When it was last looked at.</param>
/// <param name="Expected">At the end of the period; null where nothing can be forecast.</param>
/// <param name="Chance">That the period ends above the amount, 0 to 1.</param>
/// <param name="StopsNow">A hard stop whose amount is spent: refuse what would cost more. Of the last minute; the allowance is of the moment.</param>
/// <param name="StoppedSince">Null while it does not stop.</param>
/// <param name="LeftOut">Currencies whose costs are in no figure, because a rate is missing.</param>
public sealed record BudgetItem(
    Guid Id, string Name, string? Team, string? Model, string? Environment, BudgetPeriod Period, decimal Amount, string Currency, CostBasis Basis, CostMeasure Measure, IReadOnlyList<int> Thresholds,
    bool TellsForecast, string Owner, IReadOnlyList<Role> Roles, bool HardStop, bool StopsNow, DateTimeOffset? StoppedSince, string Notes, BudgetVerdict Verdict, decimal? Spent, decimal? Expected, decimal? Low80, decimal? High80, decimal? Chance,
    string LeftOut, DateTimeOffset? MeasuredAt, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    public static BudgetItem Of(BudgetRow row) => new(
        row.Id.Value, row.Name, row.Team, row.Model, row.Environment, row.Period, row.Amount, row.Currency, row.Basis, row.Measure, row.Thresholds, row.TellsForecast, row.OwnerEmail, row.Roles, row.HardStop,
        row.StopsNow, row.StoppedSince, row.Notes, row.Verdict, row.Reading.MeasuredAt is null ? null : row.Reading.Spent, row.Reading.Expected, row.Reading.Low80, row.Reading.High80, row.Reading.Chance, row.Reading.LeftOut,
        row.Reading.MeasuredAt, row.CreatedAt, row.EndedAt);
}

/// <param name="Threshold">Percent; 0 for the forecast.</param>
public sealed record BudgetAlertItem(DateOnly Period, int Threshold, decimal Spent, decimal? Expected, decimal Amount, string Currency, DateTimeOffset RaisedAt);

public sealed record BudgetVersionItem(int Number, string Says, string Reason, string ChangedBy, DateTimeOffset ChangedAt);

/// <param name="EndedAt">Null while it lasts.</param>
/// <param name="Spent">When it began.</param>
public sealed record BudgetStopItem(DateTimeOffset BeganAt, DateTimeOffset? EndedAt, decimal Spent, decimal Amount, string Currency, string Why);

/// <param name="Standing">Of this moment, where the list's is of the last look.</param>
/// <param name="Limits">How the forecast was made, and what it cannot say.</param>
/// <param name="Stop">What its hard stop says at this moment; null without one.</param>
/// <param name="Stops">When it stopped, the newest first.</param>
public sealed record BudgetResponse(
    BudgetItem Budget, SpanResponse Standing, BudgetVerdict Verdict, bool StopsNow, IReadOnlyList<string> Limits, IReadOnlyList<BudgetAlertItem> Alerts, IReadOnlyList<BudgetVersionItem> Versions, AllowanceBudget? Stop,
    IReadOnlyList<BudgetStopItem> Stops)
{
    public static BudgetResponse Of(BudgetView view) => new(
        BudgetItem.Of(view.Budget), SpanResponse.Of(view.Standing), view.Verdict, view.StopsNow, view.Limits,
        [.. view.Alerts.Select(alert => new BudgetAlertItem(alert.Period, alert.Threshold, alert.Spent, alert.Expected, alert.Amount, alert.Currency, alert.RaisedAt))],
        [.. view.Versions.Select(version => new BudgetVersionItem(version.Number, version.Sentence, version.Reason, version.ChangedBy, version.ChangedAt))],
        view.Stop is { } stop ? AllowanceBudget.Of(stop, view.Stops.FirstOrDefault(one => one.EndedAt is null)?.BeganAt) : null,
        [.. view.Stops.Select(one => new BudgetStopItem(one.BeganAt, one.EndedAt, one.Spent, one.Amount, one.Currency, one.Why))]);
}

/// <param name="Until">The first day after it.</param>
/// <param name="Expected">At its end, with what is spent; null where nothing can be forecast.</param>
/// <param name="Chance">That it ends above the amount, 0 to 1, where there is one.</param>
public sealed record SpanResponse(DateOnly From, DateOnly Until, decimal Spent, SpendInterval? Expected, decimal? Chance)
{
    public static SpanResponse Of(SpanOutlook span) => new(span.From, span.Until, span.Spent, span.Expected, span.Chance);
}

/// <param name="KnownFrom">The first day on which anything was spent.</param>
/// <param name="KnownUntil">The first day after those that are known.</param>
/// <param name="Known">What each known day cost, exactly.</param>
/// <param name="Days">Those to come.</param>
/// <param name="BackTest">How good such forecasts of this series were; null with fewer than five weeks.</param>
/// <param name="NotConverted">Amounts in currencies without a rate, which are in no total.</param>
public sealed record ForecastResponse(
    string Currency, DateOnly KnownFrom, DateOnly KnownUntil, IReadOnlyList<decimal> Known, SpendMethod Method, IReadOnlyList<SpendDay> Days, IReadOnlyList<SpanResponse> Months, SpendBackTest? BackTest,
    IReadOnlyList<string> Limits, IReadOnlyList<MoneyResponse> NotConverted)
{
    public static ForecastResponse Of(SpendForecastView view) => new(
        view.Spend.Currency, view.Spend.From, view.Spend.Until, view.Spend.Days, view.Forecast.Method, view.Forecast.Days, [.. view.Months.Select(SpanResponse.Of)], view.Forecast.BackTest, view.Limits,
        [.. view.Spend.Apart.Select(money => new MoneyResponse(money.Amount, money.Currency))]);
}
