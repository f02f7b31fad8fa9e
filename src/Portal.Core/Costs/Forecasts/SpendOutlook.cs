using Portal.Statistics.Forecasting.Spend;

namespace Portal.Core.Costs.Forecasts;

/// <summary>What a span of days costs at its end.</summary>
/// <param name="Spent">So far.</param>
/// <param name="Expected">At the end, what is spent already among it; null where nothing can be forecast.</param>
/// <param name="Chance">That it ends above the amount that was asked about, 0 to 1; null likewise, or where none was.</param>
public sealed record SpanOutlook(DateOnly From, DateOnly Until, decimal Spent, SpendInterval? Expected, decimal? Chance);

/// <summary>A daily series with its forecast, asked about spans of days. Pure.</summary>
public sealed class SpendOutlook
{
    /// <summary>A forecast of more days than these says nothing.</summary>
    public const int MostDays = 400;

    /// <param name="end">The first day after those that are forecast.</param>
    public SpendOutlook(DailySpend spend, DateOnly end)
    {
        Spend = spend;
        var days = Math.Clamp(end.DayNumber - spend.Until.DayNumber, 0, MostDays);
        Forecast = SpendForecast.Of(Recent(spend), RecentDays(spend), days);
    }

    public DailySpend Spend { get; }

    public SpendForecast Forecast { get; }

    /// <summary>What a span costs at its end; nothing is expected of one that ends after the forecast.</summary>
    /// <param name="until">The first day after the span.</param>
    /// <param name="limit">An amount above which the span should not end.</param>
    public SpanOutlook Of(DateOnly from, DateOnly until, decimal? limit = null)
    {
        var (spent, first, last) = (Spend.Spent(from, until), Math.Max(1, Step(from)), Step(until) - 1);
        var ahead = After(Spend.Known(from, until), first, last, limit);
        if (ahead is null)
        {
            return new(from, until, spent, null, spent > limit ? 1 : null);
        }

        // Days that are not whole count as they are where they already cost more than was expected of them.
        var started = Spend.Since.Keys.Where(day => day >= from && day < until).Select(Step).DefaultIfEmpty(0).Max();
        var (expected, chance) = started >= first && After(spent, started + 1, last, limit) is { } begun && begun.Expected.Value > ahead.Value.Expected.Value ? begun : ahead.Value;
        return new(from, until, spent, expected, spent > limit ? 1 : chance);
    }

    /// <summary>What is known, and what the days to come add to it.</summary>
    private (SpendInterval Expected, decimal? Chance)? After(decimal known, int first, int last, decimal? limit) =>
        last <= Forecast.Days.Count && Forecast.Total(first, last) is { } rest ? (rest.Plus(known), limit is { } amount ? Forecast.ChanceAbove(amount - known, first, last) : null) : null;

    /// <summary>Which day to come it is, from 1; 0 and below for known ones.</summary>
    private int Step(DateOnly day) => day.DayNumber - Spend.Until.DayNumber + 1;

    private static DateOnly Recent(DailySpend spend) => spend.From.AddDays(Math.Max(0, spend.Days.Count - KnownSpend.HistoryDays));

    private static decimal[] RecentDays(DailySpend spend) => [.. spend.Days.Skip(Math.Max(0, spend.Days.Count - KnownSpend.HistoryDays))];
}
