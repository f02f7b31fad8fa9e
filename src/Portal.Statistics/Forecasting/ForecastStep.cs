using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting;

/// <summary>One step to come.</summary>
/// <param name="Value">The expected value, in the unit of the series.</param>
/// <param name="HalfWidth">Half the width of its interval, likewise.</param>
public readonly record struct ForecastStep(double Value, double HalfWidth)
{
    /// <summary>The interval that holds the value to come with the confidence that was asked for.</summary>
    public Interval Interval => new(Value - HalfWidth, Value + HalfWidth);
}

/// <summary>The sum of the steps to come.</summary>
/// <param name="Value">The expected sum, in the unit of the series.</param>
/// <param name="StandardError">Standard deviation of the sum; 0 when nothing is to come or the past was predicted exactly.</param>
public readonly record struct ForecastTotal(double Value, double StandardError)
{
    /// <summary>The chance that what is spent already and the sum to come lie above a budget (normal errors).</summary>
    /// <param name="spent">What is spent already, in the unit of the series.</param>
    /// <param name="budget">The limit, likewise.</param>
    /// <returns>In [0, 1].</returns>
    public double ChanceAbove(double spent, double budget)
    {
        var excess = spent + Value - budget;
        return StandardError > 0 ? NormalDistribution.Below(excess / StandardError) : excess > 0 ? 1 : 0;
    }
}
