namespace Portal.Statistics.Metrics;

/// <summary>The interval between two quantiles that leave equal shares outside.</summary>
/// <param name="LowerLevel">Level of the lower quantile, such as 0.05.</param>
/// <param name="UpperLevel">Level of the upper one, such as 0.95.</param>
/// <param name="Coverage">Share of rows whose truth lies inside, ends included; it should be <see cref="Nominal"/>.</param>
/// <param name="CoverageInterval">Wilson's 95 % interval of that share.</param>
/// <param name="MeanWidth">Mean of upper minus lower quantile, in the target's unit; negative where they cross.</param>
public sealed record CentralInterval(
    double LowerLevel, double UpperLevel, double Coverage, Interval CoverageInterval, double MeanWidth)
{
    /// <summary>The share that the interval promises.</summary>
    public double Nominal => UpperLevel - LowerLevel;
}

/// <summary>How good forecasts of several quantiles are.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Levels">The levels of the quantiles, rising.</param>
/// <param name="Pinball">Mean pinball loss of each level, in the target's unit (R. Koenker and G. Bassett, 1978; scikit-learn's
/// <c>mean_pinball_loss</c>); lower is better. At level 0.5 it is half the mean absolute error.</param>
/// <param name="MeanPinball">Unweighted mean over levels.</param>
/// <param name="Crps">Twice <see cref="MeanPinball"/>: approximates the continuous ranked probability score when the levels are spread
/// evenly over (0, 1), such as 0.05, 0.15 … 0.95 (T. Gneiting and R. Ranjan, 2011).</param>
/// <param name="Intervals">One for each pair of levels q and 1 − q, the widest first.</param>
/// <param name="CrossingRows">Rows in which a quantile lies above one of a higher level: no distribution has such quantiles.</param>
public sealed record QuantileForecastMetrics(
    long Rows,
    IReadOnlyList<double> Levels,
    IReadOnlyList<double> Pinball,
    double MeanPinball,
    double Crps,
    IReadOnlyList<CentralInterval> Intervals,
    long CrossingRows)
{
    /// <summary>Measures forecasts.</summary>
    /// <param name="quantiles">N × Q finite quantiles in the target's unit, row after row, in order of the levels.</param>
    /// <param name="levels">The Q levels in (0, 1), rising, at least one.</param>
    /// <param name="actual">The true value of each of the N rows.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, there is no row or level, a value is not finite, or the levels are
    /// not rising numbers between 0 and 1.</exception>
    public static QuantileForecastMetrics Measure(
        ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels, ReadOnlySpan<double> actual)
    {
        Check(quantiles, levels, actual);
        var pinball = new double[levels.Length];
        long crossing = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            var own = quantiles.Slice(row * levels.Length, levels.Length);
            var crosses = false;
            for (var level = 0; level < levels.Length; level++)
            {
                var above = actual[row] - own[level];
                pinball[level] += Math.Max(levels[level] * above, (levels[level] - 1) * above);
                crosses |= level > 0 && own[level] < own[level - 1];
            }

            crossing += crosses ? 1 : 0;
        }

        for (var level = 0; level < pinball.Length; level++)
        {
            pinball[level] /= actual.Length;
        }

        return new QuantileForecastMetrics(
            actual.Length, [.. levels], pinball, pinball.Average(), 2 * pinball.Average(), Central(quantiles, levels, actual), crossing);
    }

    private static List<CentralInterval> Central(
        ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels, ReadOnlySpan<double> actual)
    {
        var intervals = new List<CentralInterval>();
        for (var lower = 0; lower < levels.Length && levels[lower] < 0.5; lower++)
        {
            for (var upper = levels.Length - 1; upper > lower; upper--)
            {
                if (Math.Abs(levels[lower] + levels[upper] - 1) < 1e-9)
                {
                    intervals.Add(Between(quantiles, levels, actual, lower, upper));
                }
            }
        }

        return intervals;
    }

    private static CentralInterval Between(
        ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels, ReadOnlySpan<double> actual, int lower, int upper)
    {
        long inside = 0;
        double width = 0;
        for (var row = 0; row < actual.Length; row++)
        {
            var (low, high) = (quantiles[row * levels.Length + lower], quantiles[row * levels.Length + upper]);
            inside += low <= actual[row] && actual[row] <= high ? 1 : 0;
            width += high - low;
        }

        return new CentralInterval(
            levels[lower],
            levels[upper],
            (double)inside / actual.Length,
            WilsonInterval.Of(inside, actual.Length)!.Value,
            width / actual.Length);
    }

    private static void Check(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels, ReadOnlySpan<double> actual)
    {
        if (actual.IsEmpty || levels.IsEmpty)
        {
            throw new ArgumentException("A metric needs at least one row and one level.", nameof(actual));
        }

        if (quantiles.Length != (long)actual.Length * levels.Length)
        {
            throw new ArgumentException(
                $"There are {quantiles.Length} quantiles for {actual.Length} rows of {levels.Length} levels.", nameof(quantiles));
        }

        for (var level = 0; level < levels.Length; level++)
        {
            if (levels[level] is not (> 0 and < 1) || (level > 0 && levels[level] <= levels[level - 1]))
            {
                throw new ArgumentException("The levels must rise and lie between 0 and 1.", nameof(levels));
            }
        }

        ForecastGuard.CheckFinite(quantiles, nameof(quantiles));
        ForecastGuard.CheckFinite(actual, nameof(actual));
    }
}
