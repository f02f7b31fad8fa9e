using Portal.Statistics.Fairness;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Drift;

/// <summary>How the share of rows of some kind changed, of missing ones above all.</summary>
/// <param name="ReferenceRate">The share in the reference, in [0, 1]; <see langword="null"/> without rows.</param>
/// <param name="CurrentRate">The share in the window.</param>
/// <param name="ZPValue">Two-sided p-value of the pooled two-proportion z test; 1 when all rows of both sides are of one kind.</param>
/// <param name="PValue">What decisions use: Fisher's exact p-value where fewer than 5 rows are expected in a cell, else that of z.</param>
public sealed record RateChange(double? ReferenceRate, double? CurrentRate, double? ZPValue, double? PValue)
{
    private const double FewExpected = 5;

    internal static RateChange Of(long hits, long rows, long otherHits, long otherRows)
    {
        double? rate = rows == 0 ? null : (double)hits / rows;
        double? otherRate = otherRows == 0 ? null : (double)otherHits / otherRows;
        if (rate is null || otherRate is null)
        {
            return new RateChange(rate, otherRate, null, null);
        }

        var (all, found) = ((double)rows + otherRows, (double)hits + otherHits);
        var z = RateComparison.PValue(otherHits, otherRows, hits, rows) ?? 1;
        var isFew = Math.Min(found, all - found) * Math.Min(rows, otherRows) / all < FewExpected;
        return new RateChange(rate, otherRate, z, isFew ? FisherExact.TwoSidedPValue(hits, rows, otherHits, otherRows) : z);
    }
}
