using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>Number, sum and sum of squares of some rows' values: enough for their mean and variance, and they add and subtract.</summary>
/// <remarks>Take an offset near the mean from the values first, or the squares lose their last digits.</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="Squares">Sum of their squares.</param>
public readonly record struct Moments(long Rows, double Sum, double Squares)
{
    /// <summary>The mean; not a number without rows.</summary>
    public double Mean => Sum / Rows;

    /// <summary>The variance with divisor n − 1, at least 0; 0 with fewer than two rows.</summary>
    public double Variance => Rows < 2 ? 0 : Math.Max(0, (Squares - Sum * Sum / Rows) / (Rows - 1));

    /// <summary>95 % interval of the mean, by Student's t distribution; <see langword="null"/> with fewer than two rows.</summary>
    public Interval? MeanInterval
    {
        get
        {
            if (Rows < 2)
            {
                return null;
            }

            var half = StudentT.TwoSidedQuantile95(Rows - 1) * Math.Sqrt(Variance / Rows);
            return new Interval(Mean - half, Mean + half);
        }
    }

    /// <summary>These rows and one more.</summary>
    /// <param name="value">Its value.</param>
    public Moments With(double value) => new(Rows + 1, Sum + value, Squares + value * value);

    /// <summary>These rows without those.</summary>
    /// <param name="whole">Some rows.</param>
    /// <param name="part">Some of them.</param>
    public static Moments operator -(Moments whole, Moments part) =>
        new(whole.Rows - part.Rows, whole.Sum - part.Sum, whole.Squares - part.Squares);

    /// <summary>As the operator.</summary>
    /// <param name="whole">Some rows.</param>
    /// <param name="part">Some of them.</param>
    public static Moments Subtract(Moments whole, Moments part) => whole - part;
}
