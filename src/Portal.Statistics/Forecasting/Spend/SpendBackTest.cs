namespace Portal.Statistics.Forecasting.Spend;

/// <summary>
/// How good forecasts of this very series would have been, made again and again from earlier days on (rolling origin). At each of them
/// the method and the width of the intervals were chosen by what was known then alone.
/// </summary>
/// <param name="Origins">How many forecasts were made.</param>
/// <param name="Horizon">Days of each.</param>
/// <param name="Error">WAPE: sum of the absolute errors over the sum of what was spent; null where nothing was.</param>
/// <param name="BaselineError">The same of repeating the last week.</param>
/// <param name="ScaledError">MASE: the mean absolute error over that of repeating the last week inside the history; null where that never errs.</param>
/// <param name="BaselineScaledError">The same of repeating the last week.</param>
/// <param name="Coverage80">Share of days that lay inside the 80 % interval.</param>
/// <param name="Coverage95">Share of days that lay inside the 95 % interval.</param>
/// <param name="TotalCoverage80">Share of forecasts whose sum lay inside its 80 % interval.</param>
/// <param name="TotalCoverage95">Share of forecasts whose sum lay inside its 95 % interval.</param>
public sealed record SpendBackTest(
    int Origins, int Horizon, decimal? Error, decimal? BaselineError, decimal? ScaledError, decimal? BaselineScaledError,
    decimal Coverage80, decimal Coverage95, decimal TotalCoverage80, decimal TotalCoverage95)
{
    /// <summary>Whether it erred less than repeating the last week.</summary>
    public bool BeatsBaseline => Error < BaselineError;
}
