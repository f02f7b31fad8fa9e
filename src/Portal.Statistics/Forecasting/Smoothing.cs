namespace Portal.Statistics.Forecasting;

/// <summary>How quickly additive Holt–Winters forgets; each part in [0, 1], 0 never and 1 at once.</summary>
/// <param name="Level">α, of the level.</param>
/// <param name="Trend">β, of the trend.</param>
/// <param name="Season">γ, of the seasonal pattern.</param>
public readonly record struct Smoothing(double Level, double Trend, double Season)
{
    internal static void Check(Smoothing smoothing)
    {
        if (smoothing.Level is not (>= 0 and <= 1) || smoothing.Trend is not (>= 0 and <= 1) || smoothing.Season is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "Each smoothing parameter must lie in 0 to 1.");
        }
    }
}
