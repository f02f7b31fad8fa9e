using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>What tests and intervals ask of the standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>The z with a share <paramref name="confidence"/> of the standard normal distribution within ±z.</summary>
    public static double TwoSidedQuantile(double confidence)
    {
        Check(confidence);
        return confidence == 0.95 ? WilsonInterval.Z95 : Normal.InvCDF(0, 1, 0.5 + confidence / 2);
    }

    /// <summary>The share of the standard normal distribution outside ±|z|.</summary>
    public static double TwoSidedPValue(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The share of the standard normal distribution below <paramref name="z"/>.</summary>
    public static double Below(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;

    /// <summary>The z with a share <paramref name="share"/> of the standard normal distribution below it.</summary>
    public static double Quantile(double share)
    {
        Check(share);
        return Normal.InvCDF(0, 1, share);
    }

    public static void Check(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1.");
        }
    }
}
