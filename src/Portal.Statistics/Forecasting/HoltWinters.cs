using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting;

/// <summary>A series with a trend and an additive seasonal pattern, followed step by step and continued.</summary>
/// <remarks>C. C. Holt (1957) and P. R. Winters (1960), started from the first two seasons: level = mean of the first, trend = the
/// difference of both means / m, pattern = first season − level. The update is l' = α(y − s) + (1 − α)(l + b);
/// b' = β(l' − l) + (1 − β)b; s' = γ(y − l − b) + (1 − γ)s, where b is first multiplied by a damping φ: with φ below 1 the trend levels
/// off (E. S. Gardner and E. McKenzie, 1985), with 0 there is none. Intervals are those of the state space model with additive errors
/// (R. J. Hyndman and others, 2008).</remarks>
public sealed class HoltWinters
{
    private readonly double[] _fitted;
    private readonly double[] _season;
    private readonly int _phase;

    private HoltWinters(int period, Smoothing smoothing, State state, double[] fitted, double squaredErrors)
    {
        (Period, Smoothing, Level, Trend, Damping) = (period, smoothing, state.Level, state.Damping == 0 ? 0 : state.Trend, state.Damping);
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

    /// <summary>φ, by which the trend is multiplied with every step: 1 keeps it, 0 is none.</summary>
    public double Damping { get; }

    /// <summary>The forecast of each known step, made one step before it.</summary>
    public IReadOnlyList<double> Fitted => _fitted;

    /// <summary>σ², the mean squared error of these forecasts.</summary>
    public double SquaredError { get; }

    /// <summary>Follows a series with given parameters.</summary>
    /// <param name="values">The series in order of time, finite (see <see cref="MissingDays"/>), at least two seasons.</param>
    /// <param name="period">Steps of a season, at least 2.</param>
    /// <param name="smoothing">The parameters.</param>
    /// <param name="damping">φ, in [0, 1].</param>
    /// <returns>The series followed to its end; <see langword="null"/> with fewer than two seasons.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2 or a parameter outside 0 to 1.</exception>
    public static HoltWinters? Follow(ReadOnlySpan<double> values, int period, Smoothing smoothing, double damping = 1)
    {
        Check(period, damping);
        Smoothing.Check(smoothing);
        ForecastGuard.CheckFinite(values, nameof(values));
        if (values.Length < 2 * period)
        {
            return null;
        }

        var state = State.Start(values, period, damping);
        var fitted = new double[values.Length];
        var squares = state.Run(values, smoothing, fitted);
        return new HoltWinters(period, smoothing, state, fitted, squares);
    }

    /// <summary>Follows a series with the parameters whose one-step errors are smallest in sum of squares: the best of a grid,
    /// improved by the simplex of J. A. Nelder and R. Mead (1965).</summary>
    /// <param name="values">The series in order of time, finite, at least two seasons.</param>
    /// <param name="period">Steps of a season, at least 2.</param>
    /// <param name="damping">φ, in [0, 1].</param>
    /// <returns>As <see cref="Follow"/>.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The period is below 2.</exception>
    public static HoltWinters? Fit(ReadOnlySpan<double> values, int period, double damping = 1)
    {
        Check(period, damping);
        ForecastGuard.CheckFinite(values, nameof(values));
        if (values.Length < 2 * period)
        {
            return null;
        }

        var series = values.ToArray();
        double Errors(Smoothing smoothing) => State.Start(series, period, damping).Run(series, smoothing, null);
        return Follow(values, period, SmoothingSearch.Best(Errors, withTrend: damping > 0), damping);
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
            var value = Level + Damped(step) * Trend + _season[(_phase + step - 1) % Period];
            forecast[step - 1] = new ForecastStep(value, z * Math.Sqrt(variance));
            var response = Response(step);
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
            sum += Level + Damped(step) * Trend + _season[(_phase + step - 1) % Period];
            variance += SquaredError * carried * carried;
            carried += Response(step);
        }

        return new ForecastTotal(sum, Math.Sqrt(variance));
    }

    /// <summary>What an error of one step adds to the forecast <paramref name="steps"/> later, in parts of it:
    /// c = α + αβ·(φ + φ² + … φ^j) + γ when a whole number of seasons has passed.</summary>
    internal double Response(int steps) =>
        Smoothing.Level + Smoothing.Level * Smoothing.Trend * Damped(steps) + (steps % Period == 0 ? Smoothing.Season : 0);

    /// <summary>φ + φ² + … φ^steps.</summary>
    private double Damped(int steps) => Damping == 1 ? steps : Damping * (1 - Math.Pow(Damping, steps)) / (1 - Damping);

    private static void Check(int period, double damping)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        if (damping is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(damping), damping, "The damping must lie in 0 to 1.");
        }
    }

    private struct State
    {
        public double Level;
        public double Trend;
        public double Damping;
        public double[] Season;

        public static State Start(ReadOnlySpan<double> values, int period, double damping)
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

            return new State { Level = first, Trend = damping == 0 ? 0 : (second - first) / period, Damping = damping, Season = season };
        }

        /// <summary>Runs through the series and returns the sum of squared errors.</summary>
        public double Run(ReadOnlySpan<double> values, Smoothing smoothing, double[]? fitted)
        {
            double squares = 0;
            for (var i = 0; i < values.Length; i++)
            {
                ref var season = ref Season[i % Season.Length];
                var trend = Damping * Trend;
                var expected = Level + trend;
                var error = values[i] - (expected + season);
                if (fitted is not null)
                {
                    fitted[i] = expected + season;
                }

                squares += error * error;
                var level = smoothing.Level * (values[i] - season) + (1 - smoothing.Level) * expected;
                season = smoothing.Season * (values[i] - expected) + (1 - smoothing.Season) * season;
                Trend = smoothing.Trend * (level - Level) + (1 - smoothing.Trend) * trend;
                Level = level;
            }

            return squares;
        }
    }
}
