using Portal.Web.Shell;
using Portal.Web.Shell.Charts;

namespace Portal.Web.Tests.Shell.Charts;

public sealed class SpendChartTests : ShellContext
{
    private static readonly SpendPeriod[] s_days = [.. Enumerable.Range(0, 4).Select(day => SpendPeriod.Day(new DateOnly(2026, 3, 1).AddDays(day)))];

    [Fact]
    public void Stacked_MoreThanSix_IsTheLargestSixAndTheRest_AndTheTableAddsUp()
    {
        var series = Enumerable.Range(1, 9).Select(service => new SpendSeries($"Service {service}", [service * 10m, service * 1.5m, null, null])).ToList();

        var cut = Render<CostForecastChart>(p => p.Add(x => x.Periods, s_days).Add(x => x.Series, series).Add(x => x.Currency, "EUR").Add(x => x.YLabel, "EUR a day").Add(x => x.Finding, "Two days of nine services"));

        var rows = cut.FindAll("tbody tr");
        Assert.Equal("Two days of nine services", cut.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Equal(7, cut.FindAll(".key span").Count);
        Assert.Equal("3 others", cut.FindAll(".key span")[^1].TextContent);
        Assert.Equal(2 * 2 * 7, cut.FindAll("rect.pile").Count);
        Assert.Equal("450.00", rows[0].Children[^1].TextContent);
        Assert.Equal("–", rows[2].Children[^1].TextContent);
    }

    [Fact]
    public void Cumulative_HasTheFanFromTheLastKnownDayAndTheBudget()
    {
        FanStep?[] forecast = [null, null, new(30, 28, 32, 26, 34), new(40, 36, 44, 30, 50)];

        var cut = Render<CostForecastChart>(p => p
            .Add(x => x.Periods, s_days).Add(x => x.Series, [new SpendSeries("spent", [10m, 20m, null, null])]).Add(x => x.Forecast, forecast).Add(x => x.Budget, 45m).Add(x => x.Look, SpendLook.Cumulative)
            .Add(x => x.Currency, "EUR").Add(x => x.YLabel, "EUR").Add(x => x.Finding, "Forty of forty-five"));

        Assert.Equal(2, cut.FindAll("path.fan80").Count);
        Assert.Equal(2, cut.FindAll("line.budget").Count);
        Assert.Contains("forecast 40", cut.Find("svg").TextContent, StringComparison.Ordinal);
        Assert.Contains("budget 45", cut.Find("svg").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Wed 4 Mar 2026", "–", "40.00", "36.00 to 44.00", "30.00 to 50.00"], cut.FindAll("tbody tr")[3].Children.Select(cell => cell.TextContent));
        Assert.Contains("L", cut.Find("path.series").GetAttribute("d"), StringComparison.Ordinal);
    }

    [Fact]
    public void Waterfall_BarsBeginWhereTheLastOneEnded_AlsoBelowZero()
    {
        WaterfallStep[] steps = [new("February", 100, IsTotal: true), new("More use", 60), new("Lower prices", -120), new("March", 40, IsTotal: true)];

        var cut = Render<Waterfall>(p => p.Add(x => x.Steps, steps).Add(x => x.Currency, "USD").Add(x => x.Finding, "From 100 to 40"));

        Assert.Equal([("0", "250"), ("250", "150"), ("100", "300"), ("0", "100")], cut.FindAll("rect").Select(bar => (bar.GetAttribute("x")!, bar.GetAttribute("width")!)));
        Assert.Equal(["fall total", "fall more", "fall less", "fall total"], cut.FindAll("rect").Select(bar => bar.ClassName!));
        Assert.Contains("−USD 120.00", cut.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0456, "0.046")]
    [InlineData(1234.5, "1,235")]
    [InlineData(12_345, "12.3k")]
    [InlineData(-2_500_000, "−2.5M")]
    public void Money_OfAnAxis_IsShort(double amount, string text) => Assert.Equal(text, MoneyFigures.Compact((decimal)amount));
}
