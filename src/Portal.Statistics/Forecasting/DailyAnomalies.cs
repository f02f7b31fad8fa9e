namespace Portal.Statistics.Forecasting;

/// <summary>Finds the unusual days of a series of costs or counts.</summary>
/// <remarks>Each day is compared with up to 28 days before it, the day itself excluded. Once three seasons lie before it, what is
/// compared is the day's distance from what the days before it let one expect (the trend and the season of their robust
/// <see cref="SeasonalDecomposition"/>, continued by one day), so that weekends and growth are no anomalies. The distances of the days
/// before are measured in the same way, each from its own past alone: in-sample remainders would be too small.</remarks>
public static class DailyAnomalies
{
    /// <summary>Days before the tested day that are looked at.</summary>
    public const int Window = 28;

    /// <summary>Tests the last day of a series against the days before it.</summary>
    /// <param name="values">The series up to and including the tested day, in order of time; not finite means missing. A 0 is data.</param>
    /// <param name="period">Days of a season, at least 2.</param>
    /// <exception cref="ArgumentException">There is no day.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2.</exception>
    public static DailyAnomaly Test(ReadOnlySpan<double> values, int period = 7)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("There is no day to test.", nameof(values));
        }

        return TestLast(values, 1, period)[0];
    }

    /// <summary>Tests the last days of a series, each against the days before it.</summary>
    /// <param name="values">The series up to and including the tested days, in order of time; not finite means missing. A 0 is data.</param>
    /// <param name="days">How many of the last days, at most all.</param>
    /// <param name="period">Days of a season, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2, or there are not so many days.</exception>
    public static IReadOnlyList<DailyAnomaly> TestLast(ReadOnlySpan<double> values, int days, int period = 7)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, values.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var first = values.Length - days;
        var expected = Expected(values, period, Math.Max(0, first - Window));
        var tested = new DailyAnomaly[days];
        for (var day = 0; day < days; day++)
        {
            tested[day] = Test(values, expected, first + day, period);
        }

        return tested;
    }

    /// <summary>Tests every day against the days before it.</summary>
    /// <param name="values">The series in order of time; not finite means missing. A 0 is data.</param>
    /// <param name="period">Days of a season, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2.</exception>
    public static IReadOnlyList<DailyAnomaly> TestAll(ReadOnlySpan<double> values, int period = 7) => TestLast(values, values.Length, period);

    private static DailyAnomaly Test(ReadOnlySpan<double> values, double?[] expected, int day, int period)
    {
        if (!double.IsFinite(values[day]))
        {
            return new DailyAnomaly(null, null, null, false);
        }

        var seasonal = day >= 3 * period && expected[day] is not null;
        var compared = new List<double>(Window);
        for (var past = Math.Max(0, day - Window); past < day; past++)
        {
            if (double.IsFinite(values[past]) && (!seasonal || expected[past] is not null))
            {
                compared.Add(seasonal ? values[past] - expected[past]!.Value : values[past]);
            }
        }

        if (compared.Count < period || RobustScale.Of([.. compared]) is not { } scale)
        {
            return new DailyAnomaly(values[day], null, null, false);
        }

        var usual = seasonal ? expected[day]!.Value : 0;
        var z = scale.Z(values[day] - usual)!.Value;
        return new DailyAnomaly(values[day], usual + scale.Median, z, Math.Abs(z) > RobustScale.Limit);
    }

    /// <summary>What the days before each day let one expect, from the third season on.</summary>
    private static double?[] Expected(ReadOnlySpan<double> values, int period, int from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        var expected = new double?[values.Length];
        for (var day = Math.Max(from, 2 * period); day < values.Length; day++)
        {
            expected[day] = MissingDays.Interpolate(values[..day]) is { } past ? Next(past, period) : null;
        }

        return expected;
    }

    /// <summary>What a series of at least two seasons without gaps lets expect of the day after it.</summary>
    internal static double Next(ReadOnlySpan<double> past, int period)
    {
        var parts = SeasonalDecomposition.Of(past, period, robust: true)!;
        return 2 * parts.Trend[past.Length - 1] - parts.Trend[past.Length - 2] + parts.Seasonal[past.Length - period];
    }
}
