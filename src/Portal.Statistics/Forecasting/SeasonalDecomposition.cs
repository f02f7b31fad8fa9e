using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting;

/// <summary>A series taken apart: value = trend + seasonal + remainder.</summary>
/// <remarks>STL by loess (R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, 1990): straight lines, seasonal window 7,
/// trend window the odd number at or above 1.5·m / (1 − 1.5/7), low-pass window the odd number above m, 5 inner passes.</remarks>
/// <param name="Trend">The slow part, one number a step.</param>
/// <param name="Seasonal">The part that returns every season.</param>
/// <param name="Remainder">What is left.</param>
public sealed record SeasonalDecomposition(
    IReadOnlyList<double> Trend, IReadOnlyList<double> Seasonal, IReadOnlyList<double> Remainder)
{
    private const int SeasonalWindow = 7;
    private const int InnerPasses = 5;
    private const int RobustPasses = 15;

    /// <summary>Takes a series apart.</summary>
    /// <param name="values">The series in order of time, finite (see <see cref="MissingDays"/>).</param>
    /// <param name="period">m, steps of a season, at least 2.</param>
    /// <param name="robust">Whether wild values lose their weight: 15 outer passes with bisquare weights. They then stay in the
    /// remainder, where they are seen, and out of trend and season.</param>
    /// <returns>The parts; <see langword="null"/> with fewer than two seasons.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2.</exception>
    public static SeasonalDecomposition? Of(ReadOnlySpan<double> values, int period, bool robust = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ForecastGuard.CheckFinite(values, nameof(values));
        if (values.Length < 2 * period)
        {
            return null;
        }

        var (trend, seasonal, weights) = (new double[values.Length], new double[values.Length], Array.Empty<double>());
        for (var pass = 0; pass <= (robust ? RobustPasses : 0); pass++)
        {
            for (var inner = 0; inner < InnerPasses; inner++)
            {
                Separate(values, period, weights, trend, seasonal);
            }

            weights = robust ? Bisquare(values, trend, seasonal) : weights;
        }

        var remainder = new double[values.Length];
        for (var i = 0; i < remainder.Length; i++)
        {
            remainder[i] = values[i] - trend[i] - seasonal[i];
        }

        return new SeasonalDecomposition(trend, seasonal, remainder);
    }

    private static void Separate(
        ReadOnlySpan<double> values, int period, double[] weights, double[] trend, double[] seasonal)
    {
        var detrended = new double[values.Length];
        for (var i = 0; i < detrended.Length; i++)
        {
            detrended[i] = values[i] - trend[i];
        }

        var cycles = Cycles(detrended, period, weights);
        var low = MovingMean(MovingMean(MovingMean(cycles, period), period), 3);
        var lowSmooth = new double[low.Length];
        LocalRegression.Smooth(low, NextOdd(period + 1), [], lowSmooth);
        var deseasonalised = new double[values.Length];
        for (var i = 0; i < deseasonalised.Length; i++)
        {
            seasonal[i] = cycles[period + i] - lowSmooth[i];
            deseasonalised[i] = values[i] - seasonal[i];
        }

        var window = NextOdd((int)Math.Ceiling(1.5 * period / (1 - 1.5 / SeasonalWindow)));
        LocalRegression.Smooth(deseasonalised, window, weights, trend);
    }

    /// <summary>Smooths the values of each place of the season by themselves, and continues them one season to both sides.</summary>
    private static double[] Cycles(double[] detrended, int period, double[] weights)
    {
        var cycles = new double[detrended.Length + 2 * period];
        for (var phase = 0; phase < period; phase++)
        {
            var own = Every(detrended, phase, period);
            double[] ownWeights = weights.Length == 0 ? [] : Every(weights, phase, period);
            var smooth = new double[own.Length];
            LocalRegression.Smooth(own, SeasonalWindow, ownWeights, smooth);
            var last = own.Length - 1;
            cycles[phase] = LocalRegression.At(
                own, SeasonalWindow, -1, 0, Math.Min(SeasonalWindow - 1, last), ownWeights) ?? smooth[0];
            for (var turn = 0; turn <= last; turn++)
            {
                cycles[(turn + 1) * period + phase] = smooth[turn];
            }

            cycles[(last + 2) * period + phase] = LocalRegression.At(
                own, SeasonalWindow, last + 1, Math.Max(0, last + 1 - SeasonalWindow), last, ownWeights) ?? smooth[last];
        }

        return cycles;
    }

    private static double[] Every(double[] values, int phase, int period)
    {
        var own = new double[(values.Length - phase - 1) / period + 1];
        for (var turn = 0; turn < own.Length; turn++)
        {
            own[turn] = values[turn * period + phase];
        }

        return own;
    }

    private static double[] MovingMean(double[] values, int window)
    {
        var means = new double[values.Length - window + 1];
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] - (i >= window ? values[i - window] : 0);
            if (i >= window - 1)
            {
                means[i - window + 1] = sum / window;
            }
        }

        return means;
    }

    /// <summary>A value six median remainders away, or farther, has no weight.</summary>
    private static double[] Bisquare(ReadOnlySpan<double> values, double[] trend, double[] seasonal)
    {
        var remainders = new double[values.Length];
        for (var i = 0; i < remainders.Length; i++)
        {
            remainders[i] = Math.Abs(values[i] - trend[i] - seasonal[i]);
        }

        double[] sorted = [.. remainders.Order()];
        var limit = 6 * Quantile.Of(sorted, 0.5);
        return [.. remainders.Select(remainder =>
            remainder <= 0.001 * limit ? 1
            : remainder <= 0.999 * limit ? Math.Pow(1 - remainder / limit * (remainder / limit), 2)
            : 0)];
    }

    private static int NextOdd(int number) => number % 2 == 0 ? number + 1 : number;
}
