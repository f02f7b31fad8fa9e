using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Portal.Statistics.Drift;

/// <summary>The smallest effect that a comparison of so many rows finds in 4 of 5 windows, at a p-value of 0.05 before adjustment.</summary>
internal static class DetectableEffect
{
    /// <summary>Told below so many rows on a side.</summary>
    public const long FewRows = 500;

    private const double Power = 0.8;

    /// <summary>The limit distribution's 5 % point, and what lifts the distance above it in 4 of 5 windows: its deviation where F is ½ is
    /// half of 1 / √(nm / (n + m)).</summary>
    private const double KsReach = 1.358098818 + 0.5 * 0.8416212336;

    public static double? Of(DriftMeasure measure, int bins, long rows, long others)
    {
        if (Math.Min(rows, others) is 0 or >= FewRows)
        {
            return null;
        }

        var scale = 1.0 / rows + 1.0 / others;
        return measure switch
        {
            DriftMeasure.WassersteinNormalised => Shift(Math.Min(KsReach * Math.Sqrt(scale), 0.999)),
            DriftMeasure.JensenShannon when bins > 1 => Math.Min(1, Math.Sqrt(Noncentrality(bins - 1) * scale / (8 * Math.Log(2)))),
            DriftMeasure.Psi when bins > 1 => Noncentrality(bins - 1) * scale,
            _ => null,
        };
    }

    /// <summary>The shift of a bell curve, in its deviations, that moves F by the given distance: 2Φ(shift / 2) − 1.</summary>
    private static double Shift(double distance) => 2 * Normal.InvCDF(0, 1, (1 + distance) / 2);

    /// <summary>How far from no drift a chi-square test finds what it looks for, in the unit of its statistic.</summary>
    internal static double Noncentrality(int degreesOfFreedom)
    {
        var limit = ChiSquared.InvCDF(degreesOfFreedom, 0.95);
        var (low, high) = (0.0, 20.0 + 4 * degreesOfFreedom);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(limit, degreesOfFreedom, middle) > 1 - Power ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The noncentral chi-square distribution as a mixture of central ones.</summary>
    private static double Below(double value, int degreesOfFreedom, double noncentrality)
    {
        var (weight, sum) = (Math.Exp(-noncentrality / 2), 0.0);
        for (var more = 0; more < 400; more++)
        {
            sum += weight * SpecialFunctions.GammaLowerRegularized(degreesOfFreedom / 2.0 + more, value / 2);
            weight *= noncentrality / 2 / (more + 1);
        }

        return sum;
    }
}
