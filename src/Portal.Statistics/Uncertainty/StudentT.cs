using MathNet.Numerics;

namespace Portal.Statistics.Uncertainty;

/// <summary>What tests and intervals ask of Student's t distribution.</summary>
internal static class StudentT
{
    public static double TwoSidedPValue(double t, double degreesOfFreedom) =>
        SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));

    /// <summary>The t with 95 % of the distribution within ±t.</summary>
    public static double TwoSidedQuantile95(double degreesOfFreedom) =>
        MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
}
