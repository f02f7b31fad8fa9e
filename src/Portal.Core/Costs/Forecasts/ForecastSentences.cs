using System.Globalization;
using Portal.Statistics.Forecasting.Spend;

namespace Portal.Core.Costs.Forecasts;

/// <summary>How a forecast was made, how good it was, and what it cannot say: in sentences. Pure.</summary>
public static class ForecastSentences
{
    private const int Stale = 5;
    private const decimal Hundred = 100;

    public static IReadOnlyList<string> Of(SpendOutlook outlook, DateOnly today)
    {
        var sentences = new List<string> { Method(outlook.Forecast) };
        if (BackTest(outlook.Forecast) is { } tested)
        {
            sentences.Add(tested);
        }

        if (outlook.Spend.Days.Count > 0 && today.DayNumber - outlook.Spend.Until.DayNumber >= Stale)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"The newest costs are of {outlook.Spend.Until.AddDays(-1):d MMMM yyyy}: everything after that day is expected, not known."));
        }

        if (outlook.Spend.Missing is { } missing)
        {
            sentences.Add(missing.Sentence);
        }

        return sentences;
    }

    public static string Method(SpendForecast forecast) => forecast.Method switch
    {
        SpendMethod.None => string.Create(CultureInfo.InvariantCulture, $"Nothing is forecast: {forecast.Known} known days are fewer than the {SpendForecast.FewestDays} that a forecast needs."),
        SpendMethod.Mean => string.Create(CultureInfo.InvariantCulture, $"With {forecast.Known} known days there is no weekly pattern yet: each day is expected to cost the mean of them."),
        SpendMethod.SeasonalNaive => "The last week is repeated: on this series nothing did better than that.",
        SpendMethod.Level => "A level and a weekly pattern are followed and continued, without a trend.",
        SpendMethod.RecentLevel => "A level and a weekly pattern of the last four weeks are followed and continued: what was before is another story.",
        SpendMethod.DampedTrend => "A level, a weekly pattern and a trend that levels off are followed and continued.",
        SpendMethod.Trend => "A level, a weekly pattern and a trend are followed and continued.",
        _ => throw new ArgumentOutOfRangeException(nameof(forecast), forecast.Method, null),
    };

    /// <summary>Null where it was not held against the series.</summary>
    public static string? BackTest(SpendForecast forecast) => forecast switch
    {
        { Method: SpendMethod.None } => null,
        { BackTest: null } => string.Create(CultureInfo.InvariantCulture, $"With {forecast.Known} known days its error is not measured yet; that begins with {SpendForecast.BackTestedFrom} days. Until then the intervals are what the method claims."),
        { BackTest: { Error: { } error, BaselineError: { } baseline } test } => string.Create(
            CultureInfo.InvariantCulture,
            $"Made {test.Origins} times from earlier days on, {test.Horizon} days ahead, it erred by {Hundred * error:0.0} % of what was spent; repeating the last week by {Hundred * baseline:0.0} %. The 80 % intervals held {Hundred * test.Coverage80:0} % of the days, the 95 % intervals {Hundred * test.Coverage95:0} %."),
        _ => "In the time that it was held against nothing was spent, so its error has no measure.",
    };
}
