using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Explanation;

/// <summary>The score of a model with one column set to the same value in every row.</summary>
/// <param name="Mean">Mean score over the rows (J. H. Friedman, 2001).</param>
/// <param name="Low">The score that a tenth of the rows lies below.</param>
/// <param name="High">The score that a tenth of the rows lies above.</param>
public sealed record DependencePoint(double Mean, double Low, double High);

/// <summary>How a model's score depends on one column, the others staying as they are.</summary>
/// <remarks>As scikit-learn's <c>partial_dependence</c> by brute force. Where columns depend on each other, some of the rows made so
/// cannot exist.</remarks>
/// <param name="Points">One a value of the grid, in its order.</param>
/// <param name="Range">Highest minus lowest mean: how much the column moves the score.</param>
public sealed record PartialDependence(IReadOnlyList<DependencePoint> Points, double Range)
{
    /// <summary>Averages scores.</summary>
    /// <param name="scores">G × N finite scores: all rows with the first value of the grid, then all with the second, …</param>
    /// <param name="points">G, values of the grid, at least 1.</param>
    /// <exception cref="ArgumentException">The scores are no whole rows of the grid, there is none, or one is not finite.</exception>
    public static PartialDependence Measure(ReadOnlySpan<double> scores, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        if (scores.IsEmpty || scores.Length % points != 0)
        {
            throw new ArgumentException($"{scores.Length} scores are no whole rows for {points} values.", nameof(scores));
        }

        ResampledMean.Check(scores);
        var rows = scores.Length / points;
        var found = new DependencePoint[points];
        for (var point = 0; point < points; point++)
        {
            var sorted = scores.Slice(point * rows, rows).ToArray();
            Array.Sort(sorted);
            found[point] = new DependencePoint(ResampledMean.Of(sorted), Quantile.Of(sorted, 0.1), Quantile.Of(sorted, 0.9));
        }

        return new PartialDependence(found, found.Max(point => point.Mean) - found.Min(point => point.Mean));
    }
}
