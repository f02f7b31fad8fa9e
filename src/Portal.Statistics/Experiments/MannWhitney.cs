using Portal.Statistics.Metrics;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Experiments;

/// <summary>Whether values of one arm tend to be larger than those of another, by ranks: a check on a test of means that a few wild
/// values cannot spoil.</summary>
/// <remarks>H. B. Mann and D. R. Whitney (1947), normal approximation with the correction for ties and for continuity.</remarks>
/// <param name="U">Pairs in which the first arm's value is larger, ties counting half.</param>
/// <param name="Superiority">U / (n·m): the chance that a value of the first arm is larger, in [0, 1].</param>
/// <param name="PValue">Two-sided p-value of no tendency; <see langword="null"/> when all values of both arms are equal.</param>
public sealed record MannWhitney(double U, double Superiority, double? PValue)
{
    /// <summary>Compares two arms.</summary>
    /// <param name="first">Finite values of the first arm.</param>
    /// <param name="second">Finite values of the second arm.</param>
    /// <returns>The comparison; <see langword="null"/> when an arm is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static MannWhitney? Measure(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return null;
        }

        var ofFirst = new bool[first.Length + second.Length];
        ofFirst.AsSpan(0, first.Length).Fill(true);
        var ranked = RankedScores.Of([.. first, .. second], ofFirst);
        double pairs = (double)first.Length * second.Length, all = first.Length + second.Length;
        var superiority = ranked.RocAuc()!.Value;
        var u = superiority * pairs;
        var variance = pairs / 12 * (all + 1 - Ties(ranked) / (all * (all - 1)));
        var excess = Math.Max(u, pairs - u) - pairs / 2 - 0.5;
        return new MannWhitney(
            u, superiority, variance > 0 ? Math.Min(1, 2 * NormalDistribution.Below(-excess / Math.Sqrt(variance))) : null);
    }

    /// <summary>Σ t³ − t over groups of equal values.</summary>
    private static double Ties(RankedScores ranked)
    {
        double sum = 0;
        long before = 0;
        for (var step = 0; step < ranked.Count; step++)
        {
            var upTo = ranked.TruePositives(step) + ranked.FalsePositives(step);
            double tied = upTo - before;
            sum += tied * tied * tied - tied;
            before = upTo;
        }

        return sum;
    }
}
