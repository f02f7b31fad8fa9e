using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting.Spend;

/// <summary>Money that a daily series will cost: each day with its interval, and any run of days together. Amounts are of one currency.</summary>
/// <remarks>
/// Candidates are Holt–Winters with a weekly pattern and no trend (of the whole series or its last four weeks), a damped one or a full one, and the last week repeated. Payments that
/// return on a day of the month are taken out before and put back after; single wild days are tamed. A rolling origin over the series
/// itself measures the error and chooses between them, newer errors weighing more; where repeating the last week was best, it is what is used.
/// </remarks>
public sealed class SpendForecast
{
    /// <summary>Fewer known days than these, and nothing is forecast.</summary>
    public const int FewestDays = SpendModel.Week;

    /// <summary>From so many known days on a forecast is held against the series itself.</summary>
    public const int BackTestedFrom = 35;

    private const double Narrow = 0.8;
    private const double Wide = 0.95;

    private readonly SpendModel? _model;
    private readonly bool _neverNegative;
    private readonly double _stepScale;
    private readonly double _totalScale;

    private SpendForecast(DateOnly start, double[] values, SpendModel? model, RollingOrigin? test)
    {
        (_model, Method, Known) = (model, model?.Method ?? SpendMethod.None, values.Length);
        _neverNegative = values.All(value => value >= 0);
        (_stepScale, _totalScale) = test is null || model is null ? (1, 1) : (test.StepScale(model.Method), test.TotalScale(model.Method));
        BackTest = test?.Result();
        Days = [.. Enumerable.Range(1, model?.Steps ?? 0).Select(step => new SpendDay(start.AddDays(values.Length - 1 + step), Interval(model!.Value(step), _stepScale * model.Error(step))))];
    }

    /// <summary>How it was made.</summary>
    public SpendMethod Method { get; }

    /// <summary>Days that were known.</summary>
    public int Known { get; }

    /// <summary>The days to come, from the one after the last known one on; empty where nothing can be forecast.</summary>
    public IReadOnlyList<SpendDay> Days { get; }

    /// <summary>How good it would have been; null with fewer than five weeks.</summary>
    public SpendBackTest? BackTest { get; }

    /// <summary>Forecasts the days after a series.</summary>
    /// <param name="start">The first known day.</param>
    /// <param name="amounts">What each day cost, without gaps; a day without costs is 0.</param>
    /// <param name="days">How many days to come, at least 0.</param>
    public static SpendForecast Of(DateOnly start, ReadOnlySpan<decimal> amounts, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var values = SpendNumbers.Of(amounts);
        var test = RollingOrigin.Run(start, values);
        var method = values.Length < FewestDays ? SpendMethod.None
            : values.Length < 2 * SpendModel.Week ? SpendMethod.Mean
            : test is null ? SpendMethod.Level
            : test.Best;
        return new(start, values, SpendModel.Fit(method, SpendHistory.Of(start, values), days), test);
    }

    /// <summary>The sum of some of the days to come; its interval is not the sum of theirs, because errors carry over.</summary>
    /// <param name="first">From 1.</param>
    /// <param name="last">At most the last of <see cref="Days"/>; below <paramref name="first"/> for none, which costs 0.</param>
    /// <returns>Null where nothing can be forecast.</returns>
    public SpendInterval? Total(int first, int last)
    {
        if (last < first)
        {
            return new SpendInterval(0, 0, 0, 0, 0);
        }

        if (_model is null)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Days.Count);
        var (value, error) = _model.Total(first, last);
        return Interval(value, _totalScale * error);
    }

    /// <summary>The chance, from 0 to 1, that some of the days to come cost more than an amount together.</summary>
    /// <param name="amount">The limit.</param>
    /// <param name="first">From 1.</param>
    /// <param name="last">As in <see cref="Total"/>.</param>
    /// <returns>Null where nothing can be forecast.</returns>
    public decimal? ChanceAbove(decimal amount, int first, int last)
    {
        if (last < first)
        {
            return amount < 0 ? 1 : 0;
        }

        if (_model is null)
        {
            return null;
        }

        var (value, error) = _model.Total(first, last);
        return SpendNumbers.Money(new ForecastTotal(value, _totalScale * error).ChanceAbove(0, SpendNumbers.Of(amount)));
    }

    /// <summary>What never was below zero is not expected there.</summary>
    private SpendInterval Interval(double value, double error)
    {
        var (narrow, wide) = (NormalDistribution.TwoSidedQuantile(Narrow) * error, NormalDistribution.TwoSidedQuantile(Wide) * error);
        decimal Kept(double amount) => SpendNumbers.Money(_neverNegative ? Math.Max(0, amount) : amount);
        return new(Kept(value), Kept(value - narrow), Kept(value + narrow), Kept(value - wide), Kept(value + wide));
    }
}
