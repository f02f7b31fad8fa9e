using MathNet.Numerics;
using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>Which of two models is right more often, on the same rows.</summary>
/// <remarks>Q. McNemar (1947). Only rows on which the models disagree tell them apart. With fewer than
/// <see cref="ExactBelow"/> of these the p-value is exact (binomial, one half), else it is of the chi-square with one degree of
/// freedom and Edwards' continuity correction, (|b − c| − 1)² / (b + c), and 1 when b = c.</remarks>
/// <param name="BothRight">Rows that both models predict rightly.</param>
/// <param name="OnlyFirstRight">b, rows that only the first predicts rightly.</param>
/// <param name="OnlySecondRight">c, rows that only the second predicts rightly.</param>
/// <param name="BothWrong">Rows that neither predicts rightly.</param>
/// <param name="Difference">Accuracy of the first minus accuracy of the second, in [−1, 1].</param>
/// <param name="Interval">Adjusted Wald interval of the difference (D. G. Bonett and R. M. Price, 2012).</param>
/// <param name="PValue">Two-sided p-value of equal accuracy; 1 when the models never disagree.</param>
/// <param name="Exact">Whether the p-value is the exact binomial one.</param>
public sealed record McNemar(
    long BothRight,
    long OnlyFirstRight,
    long OnlySecondRight,
    long BothWrong,
    double Difference,
    Interval Interval,
    double PValue,
    bool Exact)
{
    /// <summary>With this many disagreements or more the chi-square takes the place of the exact test.</summary>
    public const long ExactBelow = 25;

    /// <summary>Compares two models.</summary>
    /// <param name="firstRight">Whether the first model predicts the row rightly.</param>
    /// <param name="secondRight">Whether the second does; same length.</param>
    /// <param name="confidence">Share of such intervals that hold the true difference, in (0, 1).</param>
    /// <exception cref="ArgumentException">The lengths differ or there is no row.</exception>
    public static McNemar Measure(ReadOnlySpan<bool> firstRight, ReadOnlySpan<bool> secondRight, double confidence = 0.95)
    {
        if (firstRight.Length != secondRight.Length)
        {
            throw new ArgumentException($"There are {firstRight.Length} and {secondRight.Length} rows.", nameof(secondRight));
        }

        if (firstRight.IsEmpty)
        {
            throw new ArgumentException("A comparison needs at least one row.", nameof(firstRight));
        }

        Span<long> counts = stackalloc long[4];
        for (var row = 0; row < firstRight.Length; row++)
        {
            counts[(firstRight[row] ? 2 : 0) + (secondRight[row] ? 1 : 0)]++;
        }

        var (first, second) = (counts[2], counts[1]);
        var exact = first + second < ExactBelow;
        return new McNemar(
            counts[3],
            first,
            second,
            counts[0],
            (double)(first - second) / firstRight.Length,
            AdjustedWald(first, second, firstRight.Length, NormalDistribution.TwoSidedQuantile(confidence)),
            exact ? Binomial(first, second) : ChiSquare(first, second),
            exact);
    }

    private static double Binomial(long first, long second)
    {
        var total = (int)(first + second);
        double tail = 0;
        for (var hits = 0; hits <= Math.Min(first, second); hits++)
        {
            tail += SpecialFunctions.Binomial(total, hits) * Math.Pow(0.5, total);
        }

        return Math.Min(1, 2 * tail);
    }

    private static double ChiSquare(long first, long second)
    {
        var excess = Math.Max(0, Math.Abs(first - second) - 1);
        return NormalDistribution.TwoSidedPValue(excess / Math.Sqrt(first + second));
    }

    private static Interval AdjustedWald(long first, long second, long rows, double z)
    {
        var one = (first + 1.0) / (rows + 2);
        var other = (second + 1.0) / (rows + 2);
        var half = z * Math.Sqrt((one + other - (one - other) * (one - other)) / (rows + 2));
        return new Interval(Math.Max(-1, one - other - half), Math.Min(1, one - other + half));
    }
}
