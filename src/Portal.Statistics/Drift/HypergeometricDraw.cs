using MathNet.Numerics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>Deals rows of several categories to one of two sides, all deals equally likely.</summary>
internal static class HypergeometricDraw
{
    private static readonly double[] s_logFactorials = LogFactorials();

    /// <param name="stream">Where chance comes from.</param>
    /// <param name="totals">Rows of each category.</param>
    /// <param name="taken">Rows that the side gets in all.</param>
    /// <param name="drawn">How many it gets of each category.</param>
    public static void Deal(ref RandomStream stream, ReadOnlySpan<long> totals, long taken, Span<long> drawn)
    {
        long left = 0;
        foreach (var total in totals)
        {
            left += total;
        }

        for (var category = 0; category < totals.Length; category++)
        {
            drawn[category] = Next(ref stream, totals[category], left - totals[category], taken);
            taken -= drawn[category];
            left -= totals[category];
        }
    }

    /// <summary>How many of <paramref name="marked"/> rows are among <paramref name="taken"/> drawn from these and <paramref name="others"/>.</summary>
    /// <remarks>The distribution function is searched outwards from the most likely number: some standard deviations' steps.</remarks>
    public static long Next(ref RandomStream stream, long marked, long others, long taken)
    {
        var (least, most) = (Math.Max(0, taken - others), Math.Min(marked, taken));
        if (least == most)
        {
            return least;
        }

        var mode = Math.Clamp((long)((taken + 1.0) * (marked + 1.0) / (marked + others + 2.0)), least, most);
        var chance = Math.Exp(Chosen(marked, mode) + Chosen(others, taken - mode) - Chosen(marked + others, taken));
        var left = stream.NextUnit() - chance;
        var (up, down, upChance, downChance) = (mode, mode, chance, chance);
        while (left >= 0 && (up < most || down > least))
        {
            if (up < most)
            {
                upChance *= (double)(marked - up) * (taken - up) / ((up + 1.0) * (others - taken + up + 1.0));
                up++;
                left -= upChance;
                if (left < 0)
                {
                    return up;
                }
            }

            if (down > least)
            {
                downChance *= down * (others - taken + (double)down) / ((marked - down + 1.0) * (taken - down + 1.0));
                down--;
                left -= downChance;
                if (left < 0)
                {
                    return down;
                }
            }

            if (upChance + downChance == 0)
            {
                break;
            }
        }

        return mode;
    }

    private static double Chosen(long of, long some) => LogFactorial(of) - LogFactorial(some) - LogFactorial(of - some);

    private static double LogFactorial(long n) => n < s_logFactorials.Length ? s_logFactorials[n] : SpecialFunctions.GammaLn(n + 1.0);

    private static double[] LogFactorials()
    {
        var logs = new double[8192];
        for (var n = 1; n < logs.Length; n++)
        {
            logs[n] = logs[n - 1] + Math.Log(n);
        }

        return logs;
    }
}
