using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting.Spend;

/// <summary>Makes the forecasts of a back-test, and learns from them which method to take and how wide its intervals have to be.</summary>
internal sealed class RollingOrigin
{
    private const int ShortestHistory = 28;
    private const int ShortestHorizon = SpendModel.Week;
    private const int LongestHorizon = 28;
    private const int MostOrigins = 12;

    /// <summary>An origin weighs so much of the one a week later: what held before a new level does not decide for ever.</summary>
    private const double Fading = 0.8;

    /// <summary>How many origins the model's own claim about its width weighs.</summary>
    private const double Claim = 4;

    private static readonly SpendMethod[] s_methods = [SpendMethod.Level, SpendMethod.RecentLevel, SpendMethod.DampedTrend, SpendMethod.Trend, SpendMethod.SeasonalNaive];

    private readonly Dictionary<SpendMethod, Record> _records = s_methods.ToDictionary(method => method, _ => new Record());
    private double _errors, _naiveErrors, _spent, _inside;
    private int _origins, _days, _in80, _in95, _total80, _total95;

    private RollingOrigin(int horizon) => Horizon = horizon;

    public int Horizon { get; }

    /// <returns>Null with fewer than five weeks.</returns>
    public static RollingOrigin? Run(DateOnly start, double[] values)
    {
        var horizon = Math.Clamp((values.Length - ShortestHistory) / 2, ShortestHorizon, LongestHorizon);
        var origins = Math.Min(MostOrigins, ((values.Length - horizon - ShortestHistory) / SpendModel.Week) + 1);
        if (values.Length < ShortestHistory + horizon)
        {
            return null;
        }

        var test = new RollingOrigin(horizon);
        for (var origin = origins - 1; origin >= 0; origin--)
        {
            test.Add(start, values, values.Length - horizon - (origin * SpendModel.Week));
        }

        return test;
    }

    /// <summary>The method with the smallest errors so far, the newer the heavier; without any, one that does little.</summary>
    public SpendMethod Best => _origins == 0 ? SpendMethod.Level : s_methods.MinBy(method => _records[method].Absolute);

    /// <summary>By how much the standard errors of a method's days are to be widened.</summary>
    public double StepScale(SpendMethod method) => Scale(_records[method].Steps);

    /// <summary>By how much the standard errors of a method's sums are to be widened.</summary>
    public double TotalScale(SpendMethod method) => Scale(_records[method].Totals);

    public SpendBackTest Result()
    {
        var mean = _inside / _origins;
        return new(
            _origins, Horizon, SpendNumbers.Measure(_errors / _spent), SpendNumbers.Measure(_naiveErrors / _spent),
            SpendNumbers.Measure(_errors / _days / mean), SpendNumbers.Measure(_naiveErrors / _days / mean),
            (decimal)_in80 / _days, (decimal)_in95 / _days, (decimal)_total80 / _origins, (decimal)_total95 / _origins);
    }

    private void Add(DateOnly start, double[] values, int known)
    {
        var history = SpendHistory.Of(start, values[..known]);
        var actual = values[known..(known + Horizon)];
        var models = s_methods.ToDictionary(method => method, method => SpendModel.Fit(method, history, Horizon)!);
        Judge(models[Best], actual);
        foreach (var record in _records.Values)
        {
            record.Fade(Fading);
        }

        _naiveErrors += Absolute(models[SpendMethod.SeasonalNaive], actual);
        _spent += actual.Sum(Math.Abs);
        _inside += NaiveInside(history.Raw);
        _days += Horizon;
        _origins++;
        foreach (var (method, model) in models)
        {
            _records[method].Add(model, actual, Absolute(model, actual));
        }
    }

    /// <summary>What was forecast against what came, with the width that was known before.</summary>
    private void Judge(SpendModel model, double[] actual)
    {
        _errors += Absolute(model, actual);
        var (narrow, wide) = (NormalDistribution.TwoSidedQuantile(0.8), NormalDistribution.TwoSidedQuantile(0.95));
        for (var step = 1; step <= actual.Length; step++)
        {
            var (distance, error) = (Math.Abs(actual[step - 1] - model.Value(step)), StepScale(model.Method) * model.Error(step));
            _in80 += distance <= narrow * error ? 1 : 0;
            _in95 += distance <= wide * error ? 1 : 0;
        }

        var (sum, spread) = model.Total(1, actual.Length);
        var apart = Math.Abs(actual.Sum() - sum);
        _total80 += apart <= narrow * TotalScale(model.Method) * spread ? 1 : 0;
        _total95 += apart <= wide * TotalScale(model.Method) * spread ? 1 : 0;
    }

    private static double Scale(List<double> squares) => Math.Sqrt((Claim + squares.Sum()) / (Claim + squares.Count));

    private static double Absolute(SpendModel model, double[] actual) => actual.Select((value, at) => Math.Abs(value - model.Value(at + 1))).Sum();

    private static double NaiveInside(double[] values) => Enumerable.Range(SpendModel.Week, values.Length - SpendModel.Week).Average(day => Math.Abs(values[day] - values[day - SpendModel.Week]));

    /// <summary>What one method did at the origins so far.</summary>
    private sealed class Record
    {
        /// <summary>One origin that went quite wrong widens, but not without end.</summary>
        private const double Most = 16;

        public double Absolute { get; private set; }

        public List<double> Steps { get; } = [];

        public List<double> Totals { get; } = [];

        public void Fade(double share) => Absolute *= share;

        public void Add(SpendModel model, double[] actual, double absolute)
        {
            Absolute += absolute;
            Steps.Add(Math.Min(Most, actual.Select((value, at) => Squared(value - model.Value(at + 1), model.Error(at + 1))).Average()));
            var (sum, spread) = model.Total(1, actual.Length);
            Totals.Add(Math.Min(Most, Squared(actual.Sum() - sum, spread)));
        }

        private static double Squared(double distance, double error) => error > 0 ? distance * distance / (error * error) : distance == 0 ? 0 : Most;
    }
}
