using Portal.Statistics.Counters;

namespace Portal.Statistics.Fairness;

/// <summary>A point that a group reaches with a threshold.</summary>
/// <param name="FalsePositiveRate">Share of the truly unfavourable that is selected.</param>
/// <param name="TruePositiveRate">Share of the truly favourable that is selected.</param>
/// <param name="Threshold">Scores at or above it are selected; <see langword="null"/> where nobody is.</param>
internal readonly record struct HullPoint(double FalsePositiveRate, double TruePositiveRate, double? Threshold);

/// <summary>What a group reaches with thresholds and with mixtures of two: the upper hull of its ROC curve, from (0, 0) to (1, 1).</summary>
internal sealed class RocHull
{
    private readonly List<HullPoint> _points = [new(0, 0, null)];

    private RocHull(string group, long positives, long negatives) => (Group, Positives, Negatives) = (group, positives, negatives);

    public string Group { get; }

    public long Positives { get; }

    public long Negatives { get; }

    /// <returns>The hull, or <see langword="null"/> where the group's labelled rows are of one outcome or have no score.</returns>
    public static RocHull? Of(GroupTally tally)
    {
        if (tally.Histogram is not { } histogram)
        {
            return null;
        }

        var hull = new RocHull(tally.Group, histogram.Rows(Outcome.Positive), histogram.Rows(Outcome.Negative));
        if (hull.Positives == 0 || hull.Negatives == 0)
        {
            return null;
        }

        var positives = histogram.Of(Outcome.Positive);
        var negatives = histogram.Of(Outcome.Negative);
        long above = 0, negativesAbove = 0;
        for (var cell = histogram.Grid.Cells - 1; cell >= 0; cell--)
        {
            above += positives[cell];
            negativesAbove += negatives[cell];
            if (positives[cell] + negatives[cell] > 0)
            {
                hull.Add(new HullPoint((double)negativesAbove / hull.Negatives, (double)above / hull.Positives, histogram.Grid.LowerEnd(cell)));
            }
        }

        return hull;
    }

    /// <summary>The best true positive rate at a false positive rate, and the two thresholds whose mixture gives it.</summary>
    public (double Rate, HullPoint High, HullPoint Low, double ShareOfLow) At(double falsePositiveRate) =>
        Mix(point => point.FalsePositiveRate, falsePositiveRate);

    /// <summary>The mixture that reaches a true positive rate with the lowest false positive rate.</summary>
    public (double Rate, HullPoint High, HullPoint Low, double ShareOfLow) Reaching(double truePositiveRate)
    {
        var (_, high, low, share) = Mix(point => point.TruePositiveRate, truePositiveRate);
        return (high.FalsePositiveRate + share * (low.FalsePositiveRate - high.FalsePositiveRate), high, low, share);
    }

    private (double Rate, HullPoint High, HullPoint Low, double ShareOfLow) Mix(Func<HullPoint, double> along, double target)
    {
        var next = _points.FindIndex(1, point => along(point) >= target);
        var low = _points[next < 0 ? ^1 : next];
        var high = _points[next < 0 ? ^2 : next - 1];
        var length = along(low) - along(high);
        var share = length > 0 ? Math.Clamp((target - along(high)) / length, 0, 1) : 1;
        return (high.TruePositiveRate + share * (low.TruePositiveRate - high.TruePositiveRate), high, low, share);
    }

    private void Add(HullPoint point)
    {
        while (_points.Count > 1 && !Bends(_points[^2], _points[^1], point))
        {
            _points.RemoveAt(_points.Count - 1);
        }

        _points.Add(point);
    }

    /// <summary>Whether the way turns right at the middle point, which is then above the straight line.</summary>
    private static bool Bends(HullPoint first, HullPoint middle, HullPoint last) =>
        (middle.FalsePositiveRate - first.FalsePositiveRate) * (last.TruePositiveRate - first.TruePositiveRate)
        < (last.FalsePositiveRate - first.FalsePositiveRate) * (middle.TruePositiveRate - first.TruePositiveRate);
}
