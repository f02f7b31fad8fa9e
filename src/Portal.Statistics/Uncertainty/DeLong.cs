using Portal.Statistics.Metrics;

namespace Portal.Statistics.Uncertainty;

/// <summary>An area under the ROC curve with its sampling error.</summary>
/// <param name="RocAuc">The area, ties counting half, in [0, 1].</param>
/// <param name="Variance">DeLong's variance of the area.</param>
/// <param name="Interval">Interval made on the logit scale, log(a / (1 − a)), and turned back: it stays inside (0, 1).
/// <see langword="null"/> when the variance is 0, as when every positive row scores above every negative one: the method then sees
/// no uncertainty, which does not mean that there is none.</param>
public sealed record RocAucEstimate(double RocAuc, double Variance, Interval? Interval);

/// <summary>The areas under the ROC curve of two models on the same rows, compared.</summary>
/// <param name="First">The first model.</param>
/// <param name="Second">The second model.</param>
/// <param name="Covariance">Covariance of both areas.</param>
/// <param name="Difference">First minus second.</param>
/// <param name="Interval">Interval of the difference, symmetric on the scale of the area.</param>
/// <param name="PValue">Two-sided p-value of no difference (normal approximation). 1 when both rank all pairs alike;
/// <see langword="null"/> when the areas differ and their difference has no variance.</param>
public sealed record RocAucDifference(
    RocAucEstimate First,
    RocAucEstimate Second,
    double Covariance,
    double Difference,
    Interval Interval,
    double? PValue);

/// <summary>Sampling error of areas under the ROC curve without assumptions about the scores.</summary>
/// <remarks>E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson (1988), in O(n log n) by the mid-ranks of X. Sun and W. Xu (2014).
/// Rows count as independent: for many rows of the same person use a bootstrap of persons instead.</remarks>
public static class DeLong
{
    /// <summary>Estimates the area of one model.</summary>
    /// <param name="scores">One finite score a row, higher meaning more likely positive.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <param name="confidence">Share of such intervals that hold the true area, in (0, 1).</param>
    /// <returns>The estimate; <see langword="null"/> with fewer than two rows of a class, which have no variance.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static RocAucEstimate? Measure(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> positives, double confidence = 0.95)
    {
        ScoreGuard.Check(scores, positives);
        return Measure(RankedScores.Of(scores, positives), confidence);
    }

    /// <summary>As <see cref="Measure(ReadOnlySpan{double}, ReadOnlySpan{bool}, double)"/>, for rows already ordered.</summary>
    /// <param name="ranked">The rows.</param>
    /// <param name="confidence">Share of such intervals that hold the true area, in (0, 1).</param>
    /// <returns>The estimate; <see langword="null"/> with fewer than two rows of a class, which have no variance.</returns>
    public static RocAucEstimate? Measure(RankedScores ranked, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        var z = NormalDistribution.TwoSidedQuantile(confidence);
        return ranked.Positives < 2 || ranked.Negatives < 2 ? null : Estimate(ranked.RocAuc()!.Value, Variance(ranked), z);
    }

    /// <summary>Compares two models that scored the same rows.</summary>
    /// <param name="first">The first model's score of each row.</param>
    /// <param name="second">The second model's score of each row; same length.</param>
    /// <param name="positives">Whether the row is positive in truth; same length.</param>
    /// <param name="confidence">Share of such intervals that hold the true difference, in (0, 1).</param>
    /// <returns>The comparison; <see langword="null"/> with fewer than two rows of a class.</returns>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a score is not finite.</exception>
    public static RocAucDifference? Compare(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> positives, double confidence = 0.95)
    {
        var z = NormalDistribution.TwoSidedQuantile(confidence);
        ScoreGuard.Check(first, positives);
        ScoreGuard.Check(second, positives);
        if (Placements.Of(first, positives) is not { } one || Placements.Of(second, positives) is not { } other)
        {
            return null;
        }

        var estimate = Estimate(one.RocAuc, Placements.Covariance(one, one), z);
        var otherEstimate = Estimate(other.RocAuc, Placements.Covariance(other, other), z);
        var covariance = Placements.Covariance(one, other);
        var difference = estimate.RocAuc - otherEstimate.RocAuc;
        var error = Math.Sqrt(Placements.VarianceOfDifference(one, other));
        double? pValue = error > 0 ? NormalDistribution.TwoSidedPValue(difference / error) : difference == 0 ? 1 : null;
        return new RocAucDifference(
            estimate, otherEstimate, covariance, difference, new Interval(difference - z * error, difference + z * error), pValue);
    }

    /// <summary>Rows of one score have one placement: the share of the other class that they are ranked rightly against.</summary>
    private static double Variance(RankedScores ranked)
    {
        var area = ranked.RocAuc()!.Value;
        var (ofPositives, ofNegatives) = (0.0, 0.0);
        long positivesAbove = 0, negativesAbove = 0;
        for (var step = 0; step < ranked.Count; step++)
        {
            var (positives, negatives) = (ranked.TruePositives(step) - positivesAbove, ranked.FalsePositives(step) - negativesAbove);
            var ofPositive = (ranked.Negatives - negativesAbove - negatives / 2.0) / ranked.Negatives - area;
            var ofNegative = (positivesAbove + positives / 2.0) / ranked.Positives - area;
            ofPositives += positives * ofPositive * ofPositive;
            ofNegatives += negatives * ofNegative * ofNegative;
            (positivesAbove, negativesAbove) = (positivesAbove + positives, negativesAbove + negatives);
        }

        return ofPositives / (ranked.Positives - 1) / ranked.Positives + ofNegatives / (ranked.Negatives - 1) / ranked.Negatives;
    }

    private static RocAucEstimate Estimate(double area, double variance, double z)
    {
        if (variance <= 0 || area is <= 0 or >= 1)
        {
            return new RocAucEstimate(area, variance, null);
        }

        var centre = Math.Log(area / (1 - area));
        var half = z * Math.Sqrt(variance) / (area * (1 - area));
        return new RocAucEstimate(area, variance, new Interval(Logistic(centre - half), Logistic(centre + half)));
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
