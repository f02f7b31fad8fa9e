namespace Portal.Statistics.Forecasting.Spend;

/// <summary>How a forecast was made.</summary>
public enum SpendMethod
{
    /// <summary>Not at all: too little is known.</summary>
    None,

    /// <summary>The mean of the known days: there are fewer than two weeks.</summary>
    Mean,

    /// <summary>The last week repeats itself. The baseline.</summary>
    SeasonalNaive,

    /// <summary>A level and a weekly pattern, both followed (Holt–Winters without a trend).</summary>
    Level,

    /// <summary>The same of the last four weeks alone: what was before is another story.</summary>
    RecentLevel,

    /// <summary>As <see cref="Level"/>, with a trend that levels off.</summary>
    DampedTrend,

    /// <summary>As <see cref="Level"/>, with a trend that goes on.</summary>
    Trend,
}
