using System.Globalization;
using Portal.Core.Costs.Exploring;

namespace Portal.Core.Tests.Costs.Exploring;

public sealed class ExploreTimeTests
{
    [Theory]
    [InlineData(ExploreGrain.Day, "2026-02-27", "2026-03-02", "02-27 02-28 03-01")]
    [InlineData(ExploreGrain.Week, "2026-03-04", "2026-03-17", "03-04 03-09 03-16")] // from Mondays on; the first and last are cut
    [InlineData(ExploreGrain.Month, "2028-01-31", "2028-04-01", "01-31 02-01 03-01")]
    public void Periods_CoverTheTimeWithoutGaps(ExploreGrain grain, string from, string until, string starts)
    {
        var span = Span(from, until);

        var periods = ExploreTime.Periods(grain, span);

        Assert.Equal(starts, string.Join(' ', periods.Select(period => period.From.ToString("MM-dd", CultureInfo.InvariantCulture))));
        Assert.Equal((span.From, span.Until), (periods[0].From, periods[^1].Until));
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-04-01", null, "2026-02-01", "2026-03-01")] // whole months against whole months, whatever their length
    [InlineData("2028-02-01", "2028-03-01", null, "2028-01-01", "2028-02-01")]
    [InlineData("2026-01-01", "2026-07-01", null, "2025-07-01", "2026-01-01")]
    [InlineData("2026-03-10", "2026-03-20", null, "2026-02-28", "2026-03-10")]
    [InlineData("2026-11-01", "2026-12-01", "2026-11-21", "2026-10-01", "2026-10-22")] // a month that is not over: as many days
    [InlineData("2026-10-25", "2026-11-24", "2026-11-20", "2026-09-25", "2026-10-22")] // the last charges have not come yet
    [InlineData("2026-11-01", "2026-12-01", "2026-11-30", "2026-10-01", "2026-11-01")]
    [InlineData("2026-03-01", "2026-04-01", "2026-03-20", "2026-02-01", "2026-03-01")] // long over: what did not come will not come
    public void Time_IsComparedWithTheOneBefore(string from, string until, string? known, string beforeFrom, string beforeUntil) => Assert.Equal(
        Span(beforeFrom, beforeUntil), ExploreTime.Compared(Span(from, until), known is null ? null : Day(known), new(2026, 11, 23)));

    [Theory]
    [InlineData(ExploreGrain.Day, "2026-01-01", "2026-04-03", null)]
    [InlineData(ExploreGrain.Day, "2026-01-01", "2026-04-04", "until")]
    [InlineData(ExploreGrain.Week, "2026-01-01", "2026-07-10", "until")]
    [InlineData(ExploreGrain.Month, "2023-01-01", "2026-01-01", null)]
    [InlineData(ExploreGrain.Month, "2022-12-01", "2026-01-01", "until")]
    [InlineData(ExploreGrain.Day, "2026-01-01", "2026-01-01", "until")]
    [InlineData(ExploreGrain.Day, "0001-01-01", "0001-01-02", "from")]
    [InlineData(ExploreGrain.Month, "2026-01-01", "9999-12-31", "from")]
    public void Time_ThatNoPageCanShow_IsRefused(ExploreGrain grain, string from, string until, string? field) =>
        Assert.Equal(field, ExploreTime.Refuses(grain, Span(from, until))?.Fields.Keys.Single());

    private static ExploreSpan Span(string from, string until) => new(Day(from), Day(until));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
