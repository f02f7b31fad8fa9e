using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Portal.Statistics.Metrics;

/// <summary>What a probability loses by what really happened: its negative logarithm, and its squared distance.</summary>
internal static class ScoringRule
{
    private const double Clip = 1e-15;

    /// <summary>Rows that are looked at in one piece.</summary>
    private const int Piece = 512;

    /// <summary>Both losses, added up over the rows.</summary>
    /// <remarks>In eight sums that take rows in turn, added up at the end: always eight and always in this order, so that the same
    /// rows give the same bits however wide the processor's registers are.</remarks>
    /// <param name="scores">The probability of the positive class, one a row.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    public static (double Log, double Squared) Sums(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives)
    {
        Span<double> likelihoods = stackalloc double[Piece];
        Span<double> distances = stackalloc double[Piece];
        var (log, squared) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var start = 0; start < scores.Length; start += Piece)
        {
            var rows = Math.Min(Piece, scores.Length - start);
            if (rows < Piece)
            {
                // What is left over at the end weighs nothing.
                likelihoods.Fill(1);
                distances.Clear();
            }

            Compare(scores.Slice(start, rows), positives.Slice(start, rows), likelihoods, distances);
            var eights = MemoryMarshal.Cast<double, Vector512<double>>(likelihoods);
            var off = MemoryMarshal.Cast<double, Vector512<double>>(distances);
            for (var i = 0; i < eights.Length; i++)
            {
                log -= Vector512.Log(eights[i]);
                squared += off[i] * off[i];
            }
        }

        return (Vector512.Sum(log), Vector512.Sum(squared));
    }

    private static void Compare(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, Span<double> likelihoods, Span<double> distances)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var score = Math.Min(Math.Max(scores[i], Clip), 1 - Clip);
            likelihoods[i] = positives[i] ? score : 1 - score;
            distances[i] = scores[i] - (positives[i] ? 1 : 0);
        }
    }
}
