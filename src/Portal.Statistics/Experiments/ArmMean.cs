using Portal.Statistics.Drift;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Experiments;

/// <summary>What a test of means needs of one arm. Arms of several nodes and windows add up without loss of digits.</summary>
/// <remarks>Two passes, and arms joined by the rule of T. F. Chan, G. H. Golub and R. J. LeVeque (1979).</remarks>
/// <param name="Rows">Number of rows.</param>
/// <param name="Mean">Mean of the values; 0 without rows.</param>
/// <param name="SquaredDeviations">Σ (x − mean)², at least 0; exactly 0 when all values are equal.</param>
public readonly record struct ArmMean(long Rows, double Mean, double SquaredDeviations)
{
    /// <summary>The variance with divisor n − 1; <see langword="null"/> with fewer than two rows.</summary>
    public double? Variance => Rows < 2 ? null : SquaredDeviations / (Rows - 1);

    /// <summary>Measures the values of an arm.</summary>
    /// <param name="values">Finite values, any number of them.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ArmMean Of(ReadOnlySpan<double> values)
    {
        ForecastGuard.CheckFinite(values, nameof(values));
        var moments = default(RunningMoments);
        moments.Add(values);
        return new ArmMean(moments.Rows, moments.Mean, moments.Squares);
    }

    /// <summary>An arm whose variance is known.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="mean">Their mean, finite.</param>
    /// <param name="variance">Their variance with divisor n − 1, finite, at least 0.</param>
    public static ArmMean Known(long rows, double mean, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (!double.IsFinite(mean) || !double.IsFinite(variance) || variance < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "Mean and variance must be finite, the variance at least 0.");
        }

        return new ArmMean(rows, rows == 0 ? 0 : mean, rows < 2 ? 0 : variance * (rows - 1));
    }

    /// <summary>Both arms' rows as one arm.</summary>
    /// <param name="other">Other rows.</param>
    public ArmMean Merge(ArmMean other)
    {
        if (Rows == 0 || other.Rows == 0)
        {
            return Rows == 0 ? other : this;
        }

        var (rows, delta) = (Rows + other.Rows, other.Mean - Mean);
        return new ArmMean(
            rows,
            Mean + delta * other.Rows / rows,
            SquaredDeviations + other.SquaredDeviations + delta * delta * Rows / rows * other.Rows);
    }
}
