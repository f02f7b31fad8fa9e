using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Forecasting;

/// <summary>What the distance from the median is measured in.</summary>
public enum ScaleKind
{
    /// <summary>The median absolute deviation.</summary>
    MedianDeviation,

    /// <summary>The mean absolute deviation, because more than half of the values are equal.</summary>
    MeanDeviation,

    /// <summary>Nothing: all values are equal, and every one of them has z = 0.</summary>
    Constant,
}

/// <summary>Where values usually lie and how far they usually stray, undisturbed by a few wild ones.</summary>
/// <remarks>The modified z of B. Iglewicz and D. C. Hoaglin (1993): 0.67448975·(x − median) / MAD; with MAD = 0 the mean absolute
/// deviation takes its place, (x − median) / (1.2533141·mean |x − median|).</remarks>
/// <param name="Median">The median, in the unit of the values.</param>
/// <param name="MedianDeviation">Median of |x − median|, unscaled, in the unit of the values.</param>
/// <param name="MeanDeviation">Mean of |x − median|, likewise.</param>
/// <param name="Values">Number of values that are not missing, at least 1.</param>
public sealed record RobustScale(double Median, double MedianDeviation, double MeanDeviation, int Values)
{
    /// <summary>A value whose |z| lies above this is an anomaly.</summary>
    public const double Limit = 3.5;

    private const double NormalMedianDeviation = 0.6744897501960817;
    private const double NormalMeanDeviation = 1.2533141373155;

    /// <summary>What z is measured in.</summary>
    public ScaleKind Kind =>
        MedianDeviation > 0 ? ScaleKind.MedianDeviation : MeanDeviation > 0 ? ScaleKind.MeanDeviation : ScaleKind.Constant;

    /// <summary>Measures values.</summary>
    /// <param name="values">The values in any order; not-a-number and infinite ones count as missing.</param>
    /// <returns>The scale; <see langword="null"/> when every value is missing.</returns>
    public static RobustScale? Of(ReadOnlySpan<double> values)
    {
        var sorted = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                sorted.Add(value);
            }
        }

        if (sorted.Count == 0)
        {
            return null;
        }

        sorted.Sort();
        var median = MedianOf(sorted);
        List<double> deviations = [.. sorted.Select(value => Math.Abs(value - median))];
        deviations.Sort();
        return new RobustScale(median, MedianOf(deviations), deviations.Average(), sorted.Count);
    }

    /// <summary>How unusual a value is: 0 at the median.</summary>
    /// <param name="value">The value.</param>
    /// <returns>z; <see langword="null"/> when the value is missing (not finite). Beside values that are all equal another value is
    /// infinitely far away.</returns>
    public double? Z(double value)
    {
        if (!double.IsFinite(value))
        {
            return null;
        }

        var distance = value - Median;
        return Kind switch
        {
            ScaleKind.MedianDeviation => NormalMedianDeviation * distance / MedianDeviation,
            ScaleKind.MeanDeviation => distance / (NormalMeanDeviation * MeanDeviation),
            ScaleKind.Constant => distance == 0 ? 0 : distance > 0 ? double.PositiveInfinity : double.NegativeInfinity,
        };
    }

    private static double MedianOf(List<double> sorted) =>
        Quantile.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sorted), 0.5);
}
