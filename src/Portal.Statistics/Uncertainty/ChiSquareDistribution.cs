using MathNet.Numerics;

namespace Portal.Statistics.Uncertainty;

/// <summary>What tests ask of the chi-square distribution.</summary>
internal static class ChiSquareDistribution
{
    /// <summary>The share of the distribution above <paramref name="value"/>.</summary>
    public static double Above(double value, int degreesOfFreedom) =>
        value <= 0 ? 1
        : degreesOfFreedom == 1 ? NormalDistribution.TwoSidedPValue(Math.Sqrt(value))
        : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, value / 2);
}
