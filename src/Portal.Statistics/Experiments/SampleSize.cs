using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>How many rows an experiment needs.</summary>
/// <param name="Unrounded">n₁ before rounding up.</param>
/// <param name="First">n₁, rows of the first arm.</param>
/// <param name="Second">n₂ = k·n₁, rows of the second arm.</param>
public sealed record SampleSize(double Unrounded, long First, long Second)
{
    /// <summary>For two rates (J. L. Fleiss, 1981, without continuity correction).</summary>
    /// <param name="rate">p₁, the first arm's rate, in (0, 1).</param>
    /// <param name="otherRate">p₂, the rate that is to be told apart from it, in (0, 1), not equal.</param>
    /// <param name="level">α, two-sided, in (0, 1).</param>
    /// <param name="power">The chance to find the difference when it is there, in (0, 1).</param>
    /// <param name="ratio">k, rows of the second arm for each row of the first, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range, or both rates are equal.</exception>
    public static SampleSize OfProportions(
        double rate, double otherRate, double level = 0.05, double power = 0.8, double ratio = 1)
    {
        NormalDistribution.Check(rate);
        NormalDistribution.Check(otherRate);
        CheckDifference(otherRate - rate);
        CheckRatio(ratio);
        var mean = (rate + ratio * otherRate) / (1 + ratio);
        var alike = NormalDistribution.TwoSidedQuantile(1 - level) * Math.Sqrt((1 + 1 / ratio) * mean * (1 - mean));
        var apart = NormalDistribution.Quantile(power) * Math.Sqrt(rate * (1 - rate) + otherRate * (1 - otherRate) / ratio);
        return Of(Math.Pow((alike + apart) / (rate - otherRate), 2), ratio);
    }

    /// <summary>For two means of a known spread (normal approximation).</summary>
    /// <param name="difference">The difference that is to be found, not 0, in the unit of the values.</param>
    /// <param name="standardDeviation">Spread of the values in each arm, above 0, likewise.</param>
    /// <param name="level">α, two-sided, in (0, 1).</param>
    /// <param name="power">The chance to find the difference when it is there, in (0, 1).</param>
    /// <param name="ratio">k, rows of the second arm for each row of the first, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static SampleSize OfMeans(
        double difference, double standardDeviation, double level = 0.05, double power = 0.8, double ratio = 1)
    {
        CheckDifference(difference);
        CheckRatio(ratio);
        CheckRatio(standardDeviation);
        var z = NormalDistribution.TwoSidedQuantile(1 - level) + NormalDistribution.Quantile(power);
        return Of((1 + 1 / ratio) * Math.Pow(z * standardDeviation / difference, 2), ratio);
    }

    private static SampleSize Of(double unrounded, double ratio) =>
        new(unrounded, Rows(unrounded), Rows(unrounded * ratio));

    /// <summary>A difference beyond all chance still takes a row to be seen.</summary>
    private static long Rows(double unrounded) => Math.Max(1, (long)Math.Ceiling(unrounded));

    private static void CheckDifference(double difference)
    {
        if (difference == 0 || !double.IsFinite(difference))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "The difference to be found must not be 0.");
        }
    }

    private static void CheckRatio(double ratio)
    {
        if (ratio <= 0 || !double.IsFinite(ratio))
        {
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The value must lie above 0.");
        }
    }
}
