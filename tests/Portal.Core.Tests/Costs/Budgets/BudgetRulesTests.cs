using System.Globalization;
using Portal.Core.Costs.Budgets;
using Portal.Core.Costs.Currencies;
using Portal.Core.Costs.Forecasts;
using Portal.Statistics.Forecasting.Spend;

namespace Portal.Core.Tests.Costs.Budgets;

public sealed class BudgetRulesTests
{
    private static readonly DateOnly s_march = new(2026, 3, 1);

    [Theory]
    [InlineData(BudgetPeriod.Month, "2026-02-28", "2026-02-01", "2026-03-01", "February 2026")]
    [InlineData(BudgetPeriod.Quarter, "2026-05-31", "2026-04-01", "2026-07-01", "Q2 2026")]
    [InlineData(BudgetPeriod.Quarter, "2026-12-31", "2026-10-01", "2027-01-01", "Q4 2026")]
    [InlineData(BudgetPeriod.Year, "2026-05-31", "2026-01-01", "2027-01-01", "2026")]
    public void Period_IsThatOfTheCalendar(BudgetPeriod period, string day, string start, string end, string name)
    {
        var from = BudgetPeriods.StartOf(period, DateOnly.Parse(day, CultureInfo.InvariantCulture));

        Assert.Equal((start, end, name), (from.ToString("O", CultureInfo.InvariantCulture), BudgetPeriods.EndOf(period, from).ToString("O", CultureInfo.InvariantCulture), BudgetPeriods.NameOf(period, from)));
    }

    [Theory]
    [InlineData(100.01, 0.9, BudgetVerdict.Exceeded)]
    [InlineData(100, 0.5, BudgetVerdict.Endangered)]
    [InlineData(50, 0.49, BudgetVerdict.Close)]
    [InlineData(50, 0.2, BudgetVerdict.Close)]
    [InlineData(99, 0.19, BudgetVerdict.Within)]
    [InlineData(99, null, BudgetVerdict.Unknown)]
    public void Verdict_FollowsWhatIsSpentAndTheChance(double spent, double? chance, BudgetVerdict verdict) => Assert.Equal(verdict, BudgetRules.Verdict(100, (decimal)spent, (decimal?)chance));

    [Theory]
    [InlineData(49.99, 0.4, "")]
    [InlineData(50, 0.4, "50")]
    [InlineData(80, 0.5, "0 50 80")]
    [InlineData(100, 0.9, "0 50 80 100")]
    [InlineData(130, 1.0, "50 80 100")] // what has happened is not expected any more
    [InlineData(10, null, "")]
    public void Thresholds_AreReachedFromTheirShareOn(double spent, double? chance, string reached) =>
        Assert.Equal(reached, string.Join(' ', BudgetRules.Reached([80, 50, 100], true, 100, new SpanOutlook(s_march, s_march.AddMonths(1), (decimal)spent, null, (decimal?)chance))));

    [Fact]
    public void Outlook_OfAMonth_IsWhatIsSpentAndWhatIsExpectedOfTheOtherDays()
    {
        var from = new DateOnly(2026, 1, 5);
        var days = Enumerable.Repeat(10m, 65).ToList(); // until 10 March
        var spend = new DailySpend("EUR", from, days, new Dictionary<DateOnly, decimal> { [new(2026, 3, 11)] = 500 }, [], null);
        var outlook = new SpendOutlook(spend, new(2026, 5, 1));

        var (march, april, both) = (outlook.Of(s_march, new(2026, 4, 1), 900), outlook.Of(new(2026, 4, 1), new(2026, 5, 1), 301), outlook.Of(s_march, new(2026, 5, 1)));

        Assert.Equal((600m, 800m, 0m), (march.Spent, march.Expected!.Value, march.Chance));
        Assert.Equal((0m, 300m, 0m), (april.Spent, april.Expected!.Value, april.Chance));
        Assert.Equal(600 + (10 * 50m), both.Expected!.Value);
        Assert.Equal(1, outlook.Of(s_march, new(2026, 4, 1), 599.99m).Chance);
        Assert.Null(both.Chance);
    }

    [Fact]
    public void Outlook_WithoutEnoughDays_SaysSo()
    {
        var outlook = new SpendOutlook(new DailySpend("EUR", s_march, [1, 2, 3], new Dictionary<DateOnly, decimal>(), [], null), new(2026, 4, 1));

        Assert.Null(outlook.Of(s_march, new(2026, 4, 1)).Expected);
        Assert.Equal(6, outlook.Of(s_march, new(2026, 4, 1)).Spent);
        Assert.Equal(SpendMethod.None, outlook.Forecast.Method);
        Assert.StartsWith("Nothing is forecast: 3 known days", ForecastSentences.Of(outlook, new(2026, 3, 4))[0], StringComparison.Ordinal);
    }

    /// <summary>The limit of a sum is the sum of its months' limits only by chance; what is known of a month adds up exactly.</summary>
    [Fact]
    public void Spent_OfASpan_AddsUpToTheLastDecimal()
    {
        var days = Enumerable.Range(0, 90).Select(day => 0.000000000000001m * (day + 1)).ToList();
        var spend = new DailySpend("USD", new(2026, 1, 1), days, new Dictionary<DateOnly, decimal>(), [new Money(5, "CHF")], null);

        Assert.Equal(days.Sum(), spend.Spent(new(2025, 1, 1), new(2027, 1, 1)));
        Assert.Equal(days.Skip(31).Take(28).Sum(), spend.Known(new(2026, 2, 1), new(2026, 3, 1)));
    }
}
