namespace Portal.Statistics.Forecasting.Spend;

/// <summary>A fitted method, continued: an expected value for each day to come, and how errors of one day carry over to the next ones.</summary>
internal sealed class SpendModel
{
    public const int Week = 7;
    private const double Damping = 0.97;
    private const int Recent = 4 * Week;

    private readonly double[] _values;
    private readonly double _variance;

    /// <summary>At k: the sum of the effects of one error over its own day and the k − 1 after it; 0 at 0.</summary>
    private readonly double[] _carried;
    private readonly double[] _stepVariance;

    private SpendModel(SpendMethod method, double[] values, double variance, Func<int, double> response)
    {
        (Method, _values, _variance) = (method, values, variance);
        (_carried, _stepVariance) = (new double[values.Length + 1], new double[values.Length]);
        var squares = 0.0;
        for (var step = 0; step < values.Length; step++)
        {
            var effect = step == 0 ? 1 : response(step);
            _carried[step + 1] = _carried[step] + effect;
            squares += effect * effect;
            _stepVariance[step] = variance * squares;
        }
    }

    public SpendMethod Method { get; }

    public int Steps => _values.Length;

    /// <returns>Null where the series is too short for the method.</returns>
    public static SpendModel? Fit(SpendMethod method, SpendHistory history, int steps) => method switch
    {
        SpendMethod.Mean => OfMean(history.Cleaned, steps),
        SpendMethod.SeasonalNaive => OfNaive(history.Raw, steps),
        SpendMethod.Level => OfHoltWinters(method, history, 0, steps),
        SpendMethod.RecentLevel => OfHoltWinters(method, history, 0, steps, Recent),
        SpendMethod.DampedTrend => OfHoltWinters(method, history, Damping, steps),
        SpendMethod.Trend => OfHoltWinters(method, history, 1, steps),
        _ => null,
    };

    /// <param name="step">From 1.</param>
    public double Value(int step) => _values[step - 1];

    /// <param name="step">From 1.</param>
    public double Error(int step) => Math.Sqrt(_stepVariance[step - 1]);

    /// <summary>The sum of some steps with its standard error: an error of a day moves all days after it.</summary>
    /// <param name="first">From 1.</param>
    /// <param name="last">At most the last step.</param>
    public (double Value, double Error) Total(int first, int last)
    {
        double sum = 0, variance = 0;
        for (var step = 1; step <= last; step++)
        {
            sum += step >= first ? _values[step - 1] : 0;
            var moved = _carried[last - step + 1] - _carried[Math.Max(first - step, 0)];
            variance += _variance * moved * moved;
        }

        return (sum, Math.Sqrt(variance));
    }

    private static SpendModel? OfMean(double[] series, int steps)
    {
        if (series.Length < Week)
        {
            return null;
        }

        var mean = series.Average();
        var variance = series.Sum(value => (value - mean) * (value - mean)) / (series.Length - 1);
        return new(SpendMethod.Mean, Filled(steps, _ => mean), variance, _ => 1.0 / series.Length);
    }

    private static SpendModel? OfNaive(double[] series, int steps)
    {
        if (series.Length < 2 * Week)
        {
            return null;
        }

        double squares = 0;
        for (var day = Week; day < series.Length; day++)
        {
            squares += (series[day] - series[day - Week]) * (series[day] - series[day - Week]);
        }

        return new(
            SpendMethod.SeasonalNaive, Filled(steps, step => series[series.Length - Week + (step % Week)]), squares / (series.Length - Week), step => step % Week == 0 ? 1 : 0);
    }

    private static SpendModel? OfHoltWinters(SpendMethod method, SpendHistory history, double damping, int steps, int known = int.MaxValue) =>
        HoltWinters.Fit(history.Cleaned.AsSpan(Math.Max(0, history.Cleaned.Length - known)), Week, damping) is { } fitted
            ? new(method, [.. fitted.Forecast(steps).Select((step, at) => step.Value + history.Extra(at + 1))], fitted.SquaredError, fitted.Response)
            : null;

    private static double[] Filled(int steps, Func<int, double> value) => [.. Enumerable.Range(0, steps).Select(value)];
}
