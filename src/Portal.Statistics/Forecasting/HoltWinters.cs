using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting;

/// <summary>A series with a trend and an additive seasonal pattern, followed step by step and continued.</summary>
/// <remarks>C. C. Holt (1957) and P. R. Winters (1960), started from the first two seasons: level = mean of the first, trend = the
/// difference of both means / m, pattern = first season − level. The update is l' = α(y − s) + (1 − α)(l + b);
/// b' = β(l' − l) + (1 − β)b; s' = γ(y − l − b) + (1 − γ)s. Intervals are those of the state space model with additive errors
/// (R. J. Hyndman and others, 2008).</remarks>
public sealed class HoltWinters
{
    private readonly double[] _fitted;
    private readonly double[] _season;
    private readonly int _phase;

    private HoltWinters(int period, Smoothing smoothing, State state, double[] fitted, double squaredErrors)
    {
        (Period, Smoothing, Level, Trend) = (period, smoothing, state.Level, state.Trend);
        (_season, _fitted, _phase) = (state.Season, fitted, fitted.Length % period);
        SquaredError = squaredErrors / fitted.Length;
    }

    /// <summary>m, the number of steps of a season.</summary>
    public int Period { get; }

    /// <summary>The parameters that were used.</summary>
    public Smoothing Smoothing { get; }

    /// <summary>The level after the last step, in the unit of the series.</summary>
    public double Level { get; }

    /// <summary>The trend after the last step, in units a step.</summary>
    public double Trend { get; }

    /// <summary>The forecast of each known step, made one step before it.</summary>
    public IReadOnlyList<double> Fitted => _fitted;

    /// <summary>σ², the mean squared error of these forecasts.</summary>
    public double SquaredError { get; }

    /// <summary>Follows a series with given parameters.</summary>
    /// <param name="values">The series in order of time, finite (see <see cref="MissingDays"/>), at least two seasons.</param>
    /// <param name="period">Steps of a season, at least 2.</param>
    /// <param name="smoothing">The parameters.</param>
    /// <returns>The series followed to its end; <see langword="null"/> with fewer than two seasons.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2 or a parameter outside 0 to 1.</exception>
    public static HoltWinters? Follow(ReadOnlySpan<double> values, int period, Smoothing smoothing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        Smoothing.Check(smoothing);
        ForecastGuard.CheckFinite(values, nameof(values));
        if (values.Length < 2 * period)
        {
            return null;
        }

        var state = State.Start(values, period);
        var fitted = new double[values.Length];
        var squares = state.Run(values, smoothing, fitted);
        return new HoltWinters(period, smoothing, state, fitted, squares);
    }

    /// <summary>Follows a series with the parameters whose one-step errors are smallest in sum of squares: the best of a grid,
    /// improved by the simplex of J. A. Nelder and R. Mead (1965).</summary>
    /// <param name="values">The series in order of time, finite, at least two seasons.</param>
    /// <param name="period">Steps of a season, at least 2.</param>
    /// <returns>As <see cref="Follow"/>.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2.</exception>
    public static HoltWinters? Fit(ReadOnlySpan<double> values, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ForecastGuard.CheckFinite(values, nameof(values));
        if (values.Length < 2 * period)
        {
            return null;
        }

        var series = values.ToArray();
        double Errors(Smoothing smoothing) => State.Start(series, period).Run(series, smoothing, null);
        return Follow(values, period, SmoothingSearch.Best(Errors));
    }

    /// <summary>Continues the series.</summary>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <param name="confidence">Share of such intervals that hold the value to come, in (0, 1).</param>
    /// <returns>One value with its interval for each step to come.</returns>
    public IReadOnlyList<ForecastStep> Forecast(int steps, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var z = NormalDistribution.TwoSidedQuantile(confidence);
        var forecast = new ForecastStep[steps];
        var variance = SquaredError;
        for (var step = 1; step <= steps; step++)
        {
            var value = Level + step * Trend + _season[(_phase + step - 1) % Period];
            forecast[step - 1] = new ForecastStep(value, z * Math.Sqrt(variance));
            var response = Smoothing.Response(step, Period);
            variance += SquaredError * response * response;
        }

        return forecast;
    }

    /// <summary>The sum of the next steps, with the spread of that sum: errors of early steps carry over to the later ones.</summary>
    /// <param name="steps">Number of steps, at least 0.</param>
    public ForecastTotal Total(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        double sum = 0, variance = 0, carried = 1;
        for (var step = 1; step <= steps; step++)
        {
            sum += Level + step * Trend + _season[(_phase + step - 1) % Period];
            variance += SquaredError * carried * carried;
            carried += Smoothing.Response(step, Period);
        }

        return new ForecastTotal(sum, Math.Sqrt(variance));
    }

    private struct State
    {
        public double Level;
        public double Trend;
        public double[] Season;

        public static State Start(ReadOnlySpan<double> values, int period)
        {
            double first = 0, second = 0;
            for (var i = 0; i < period; i++)
            {
                first += values[i] / period;
                second += values[period + i] / period;
            }

            var season = new double[period];
            for (var i = 0; i < period; i++)
            {
                season[i] = values[i] - first;
            }

            return new State { Level = first, Trend = (second - first) / period, Season = season };
        }

        /// <summary>Runs through the series and returns the sum of squared errors.</summary>
        public double Run(ReadOnlySpan<double> values, Smoothing smoothing, double[]? fitted)
        {
            double squares = 0;
            for (var i = 0; i < values.Length; i++)
            {
                ref var season = ref Season[i % Season.Length];
                var expected = Level + Trend;
                var error = values[i] - (expected + season);
                if (fitted is not null)
                {
                    fitted[i] = expected + season;
                }

                squares += error * error;
                var level = smoothing.Level * (values[i] - season) + (1 - smoothing.Level) * expected;
                season = smoothing.Season * (values[i] - expected) + (1 - smoothing.Season) * season;
                Trend = smoothing.Trend * (level - Level) + (1 - smoothing.Trend) * Trend;
                Level = level;
            }

            return squares;
        }
    }
}
