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

    private readonly DateOnly _end;

    /// <param name="end">The first day after those that are forecast.</param>
    public SpendOutlook(DailySpend spend, DateOnly end)
    {
        (Spend, _end) = (spend, end);
        var days = Math.Clamp(end.DayNumber - spend.Until.DayNumber, 0, MostDays);
        Forecast = SpendForecast.Of(Recent(spend), RecentDays(spend), days);
    }

    public DailySpend Spend { get; }

    public SpendForecast Forecast { get; }

    /// <param name="until">The first day after the span.</param>
    /// <param name="limit">An amount above which the span should not end.</param>
    public SpanOutlook Of(DateOnly from, DateOnly until, decimal? limit = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, _end);
        var (spent, known) = (Spend.Spent(from, until), Spend.Known(from, until));
        var (first, last) = (Math.Max(1, from.DayNumber - Spend.Until.DayNumber + 1), until.DayNumber - Spend.Until.DayNumber);
        if (last > Forecast.Days.Count || Forecast.Total(first, last) is not { } rest)
        {
            return new(from, until, spent, null, spent > limit ? 1 : null);
        }

        var chance = limit is { } amount ? (spent > amount ? 1 : Forecast.ChanceAbove(amount - known, first, last)) : null;
        return new(from, until, spent, AtLeast(rest.Plus(known), spent), chance);
    }

    /// <summary>What is spent is spent, whatever was expected.</summary>
    private static SpendInterval AtLeast(SpendInterval expected, decimal spent) => expected.Low95 >= spent || spent < 0
        ? expected
        : new(Math.Max(expected.Value, spent), Math.Max(expected.Low80, spent), Math.Max(expected.High80, spent), Math.Max(expected.Low95, spent), Math.Max(expected.High95, spent));

    private static DateOnly Recent(DailySpend spend) => spend.From.AddDays(Math.Max(0, spend.Days.Count - KnownSpend.HistoryDays));

    private static decimal[] RecentDays(DailySpend spend) => [.. spend.Days.Skip(Math.Max(0, spend.Days.Count - KnownSpend.HistoryDays))];
}
