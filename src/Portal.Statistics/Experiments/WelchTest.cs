using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>Two means of independent arms whose spread may differ, compared once: B. L. Welch's t test (1947).</summary>
/// <param name="Difference">First mean minus second, in the unit of the values.</param>
/// <param name="T">Welch's t.</param>
/// <param name="DegreesOfFreedom">Of Welch and F. E. Satterthwaite.</param>
/// <param name="Interval">95 % interval of the difference.</param>
/// <param name="PValue">Two-sided p-value of equal means.</param>
public sealed record WelchTest(double Difference, double T, double DegreesOfFreedom, Interval Interval, double PValue)
{
    /// <summary>Compares two arms.</summary>
    /// <param name="first">The first arm.</param>
    /// <param name="second">The second arm.</param>
    /// <returns>The comparison; <see langword="null"/> when an arm has fewer than two rows or both arms are constant.</returns>
    public static WelchTest? Measure(ArmMean first, ArmMean second)
    {
        if (first.Variance is not { } spread || second.Variance is not { } otherSpread || spread + otherSpread <= 0)
        {
            return null;
        }

        var (a, b) = (spread / first.Rows, otherSpread / second.Rows);
        var degrees = (a + b) * (a + b) / (a * a / (first.Rows - 1) + b * b / (second.Rows - 1));
        var (difference, error) = (first.Mean - second.Mean, Math.Sqrt(a + b));
        var half = error * StudentT.TwoSidedQuantile95(degrees);
        return new WelchTest(
            difference,
            difference / error,
            degrees,
            new Interval(difference - half, difference + half),
            StudentT.TwoSidedPValue(difference / error, degrees));
    }
}
