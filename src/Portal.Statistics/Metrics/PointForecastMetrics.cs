namespace Portal.Statistics.Metrics;

/// <summary>How far forecasts of a series lie from the truth, free of the series' unit.</summary>
/// <param name="Rows">Number of forecast periods.</param>
/// <param name="MeanAbsoluteScaledError">Mean absolute error over that of the seasonal naive forecast inside the history (R. J. Hyndman
/// and A. B. Koehler, 2006): below 1 is better than repeating the last season. <see langword="null"/> when the history never
/// changes from season to season.</param>
/// <param name="SymmetricPercentageError">Mean of 2·|forecast − truth| / (|forecast| + |truth|) as a share, in [0, 2] (S. Makridakis,
/// 1993, as the M4 competition); a period in which both are 0 counts 0.</param>
public sealed record PointForecastMetrics(long Rows, double? MeanAbsoluteScaledError, double SymmetricPercentageError)
{
    /// <summary>Measures forecasts.</summary>
    /// <param name="forecasts">One finite forecast a period.</param>
    /// <param name="actual">The true value of each period; same length.</param>
    /// <param name="history">The series that was known when the forecast was made, more than one season long.</param>
    /// <param name="season">Periods of a season; 1 for none.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no period, the history is no longer than a season, or a value is
    /// not finite.</exception>
    public static PointForecastMetrics Measure(
        ReadOnlySpan<double> forecasts, ReadOnlySpan<double> actual, ReadOnlySpan<double> history, int season = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        RegressionMetrics.Check(forecasts, actual);
        ForecastGuard.CheckFinite(history, nameof(history));
        if (history.Length <= season)
        {
            throw new ArgumentException($"A history of {history.Length} is no longer than a season of {season}.", nameof(history));
        }

        double errors = 0, shares = 0, naive = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            var error = Math.Abs(forecasts[row] - actual[row]);
            errors += error;
            shares += error == 0 ? 0 : 2 * error / (Math.Abs(forecasts[row]) + Math.Abs(actual[row]));
        }

        for (var period = season; period < history.Length; period++)
        {
            naive += Math.Abs(history[period] - history[period - season]);
        }

        naive /= history.Length - season;
        return new PointForecastMetrics(
            actual.Length, naive > 0 ? errors / actual.Length / naive : null, shares / actual.Length);
    }
}
