using Portal.Statistics.Forecasting;
using Portal.Statistics.Forecasting.Spend;
using Portal.Statistics.Tests.Reference;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Forecasting;

public sealed class SpendForecastTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261;

    /// <summary>Held against days that nothing has seen; the whole table is printed by the benchmark "forecast".</summary>
    [Theory]
    [InlineData(GeneratedSpend.Kind.Workweek)]
    [InlineData(GeneratedSpend.Kind.Growing)]
    [InlineData(GeneratedSpend.Kind.Subscription)]
    [InlineData(GeneratedSpend.Kind.Spiky)]
    public void SeasonalSeries_AreForecastBetterThanByRepeatingTheLastWeek(object kind)
    {
        var held = HeldOutSpend.Of((GeneratedSpend.Kind)kind, 4, Seed);

        output.WriteLine($"{kind}: WAPE {held.Error:P1} against {held.NaiveError:P1}, 80 % interval held {held.In80:P0}");
        Assert.True(held.Error < held.NaiveError, $"{held.Error} against {held.NaiveError}");
        Assert.InRange(held.In80, 0.6m, 1m);
    }

    /// <summary>Eight weeks after a jump most of the back-test lies on the jump: then the last week is at least not beaten by something worse.</summary>
    [Fact]
    public void Series_WithANewLevel_AreForecastNoWorseThanByRepeatingTheLastWeek()
    {
        var held = HeldOutSpend.Of(GeneratedSpend.Kind.Shifted, 4, Seed);

        Assert.True(held.Error <= held.NaiveError * 1.02m, $"{held.Error} against {held.NaiveError}");
    }

    [Fact]
    public void BackTest_OfASeasonalSeries_SaysItsOwnErrorAndThatOfTheBaseline()
    {
        var forecast = SpendForecast.Of(GeneratedSpend.Start, GeneratedSpend.Of(GeneratedSpend.Kind.Workweek, 182, Seed), 45);

        var test = forecast.BackTest!;
        Assert.Equal((12, 28, 45), (test.Origins, test.Horizon, forecast.Days.Count));
        Assert.True(test.BeatsBaseline);
        Assert.InRange(test.Error!.Value, 0.03m, 0.08m);
        Assert.InRange(test.BaselineError!.Value, 0.06m, 0.11m);
        Assert.InRange(test.ScaledError!.Value, 0.4m, 0.9m);
        Assert.InRange(test.Coverage80, 0.65m, 0.95m);
        Assert.NotEqual(SpendMethod.SeasonalNaive, forecast.Method);
        Assert.Equal(new DateOnly(2025, 9, 1).AddDays(182), forecast.Days[0].Day);
    }

    /// <summary>What changes its whole pattern every week is best left alone.</summary>
    [Fact]
    public void Series_ThatOnlyTheLastWeekForetells_FallsBackToTheBaseline()
    {
        var random = new RandomStream(Seed);
        var amounts = new decimal[140];
        for (var day = 0; day < amounts.Length; day++)
        {
            amounts[day] = day < 7 ? random.NextIndex(1000) : day % 35 < 7 && day >= 35 ? random.NextIndex(5000) : amounts[day - 7];
        }

        var forecast = SpendForecast.Of(GeneratedSpend.Start, amounts, 14);

        Assert.Equal(SpendMethod.SeasonalNaive, forecast.Method);
        Assert.Equal([.. amounts[^7..], .. amounts[^7..]], forecast.Days.Select(day => day.Spend.Value));
    }

    [Theory]
    [InlineData(0, SpendMethod.None, false)]
    [InlineData(6, SpendMethod.None, false)]
    [InlineData(7, SpendMethod.Mean, false)]
    [InlineData(13, SpendMethod.Mean, false)]
    [InlineData(14, SpendMethod.Level, false)]
    [InlineData(34, SpendMethod.Level, false)]
    public void ShortSeries_GetWhatCanBeSaid(int known, SpendMethod method, bool tested)
    {
        var forecast = SpendForecast.Of(GeneratedSpend.Start, GeneratedSpend.Of(GeneratedSpend.Kind.Flat, known, Seed), 10);

        Assert.Equal((method, tested, method == SpendMethod.None ? 0 : 10), (forecast.Method, forecast.BackTest is not null, forecast.Days.Count));
        Assert.Equal(method == SpendMethod.None, forecast.Total(1, 10) is null);
        Assert.Equal(0, forecast.Total(1, 0)!.Value);
        Assert.All(forecast.Days, day => Assert.InRange(day.Spend.Value, 900, 1100));
    }

    [Fact]
    public void Subscription_OnTheFirst_IsExpectedOnTheNextFirst()
    {
        var forecast = SpendForecast.Of(GeneratedSpend.Start, GeneratedSpend.Of(GeneratedSpend.Kind.Subscription, 182, Seed), 31);

        var first = forecast.Days.Single(day => day.Day.Day == 1);
        var before = forecast.Days.Single(day => day.Day == first.Day.AddDays(-7));
        Assert.InRange(first.Spend.Value - before.Spend.Value, 1300m, 1700m);
    }

    [Fact]
    public void Total_IsTheSumOfItsDays_AndWiderThanIfTheyErredAlone()
    {
        var forecast = SpendForecast.Of(GeneratedSpend.Start, GeneratedSpend.Of(GeneratedSpend.Kind.Wandering, 182, Seed), 30);

        var (total, later) = (forecast.Total(1, 30)!, forecast.Total(11, 30)!);

        Assert.InRange(forecast.Days.Sum(day => day.Spend.Value) - total.Value, -0.001m, 0.001m);
        Assert.InRange(forecast.Days.Skip(10).Sum(day => day.Spend.Value) - later.Value, -0.001m, 0.001m);
        Assert.True(total.Low95 < total.Low80 && total.Low80 < total.Value && total.Value < total.High80 && total.High80 < total.High95);
        Assert.True(forecast.ChanceAbove(total.Value, 1, 30) is > 0.49m and < 0.51m);
        Assert.True(forecast.ChanceAbove(total.High95, 1, 30) is > 0.02m and < 0.03m);
        Assert.Equal(1, forecast.ChanceAbove(-1, 1, 0));
    }

    [Fact]
    public void Equal_Days_AreForecastExactly_AndNothingIsBelowZero()
    {
        var flat = SpendForecast.Of(GeneratedSpend.Start, Enumerable.Repeat(120.5m, 100).ToArray(), 5);
        var idle = SpendForecast.Of(GeneratedSpend.Start, new decimal[60], 5);
        var rare = SpendForecast.Of(GeneratedSpend.Start, [.. Enumerable.Range(0, 90).Select(day => day % 13 == 0 ? 40m : 0m)], 30);

        Assert.All(flat.Days, day => Assert.Equal(new SpendInterval(120.5m, 120.5m, 120.5m, 120.5m, 120.5m), day.Spend));
        Assert.Equal(0, idle.Total(1, 5)!.High95);
        Assert.Null(idle.BackTest!.Error);
        Assert.All(rare.Days, day => Assert.True(day.Spend.Low95 >= 0));
    }

    [Fact]
    public void DampedTrend_LevelsOff_AndWithoutATrendThereIsNone()
    {
        double[] rising = [.. Enumerable.Range(0, 70).Select(day => 100.0 + day)];

        var (level, damped, full) = (HoltWinters.Fit(rising, 7, 0)!, HoltWinters.Follow(rising, 7, new Smoothing(0.5, 0.2, 0.1), 0.9)!, HoltWinters.Fit(rising, 7)!);

        Assert.Equal(0, level.Trend);
        Assert.True(damped.Forecast(60)[59].Value - damped.Forecast(60)[52].Value < 0.1);
        Assert.Equal(170 + 29, full.Forecast(30)[29].Value, 0.1);
    }
}
