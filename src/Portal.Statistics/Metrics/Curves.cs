namespace Portal.Statistics.Metrics;

/// <summary>The curves that people look at, thinned to what a chart can show.</summary>
/// <remarks>Thinning is deterministic: the same scores give the same points, so that a curve may be part of evidence. It never
/// enters a metric; areas are computed from all rows.</remarks>
public static class Curves
{
    /// <summary>Points that a chart of some hundred pixels can tell apart.</summary>
    public const int DefaultPoints = 120;

    /// <summary>The ROC curve from (0, 0) to (1, 1), by falling threshold.</summary>
    /// <param name="ranked">The ordered rows.</param>
    /// <param name="maximumPoints">At most this many points, at least 2.</param>
    /// <returns>The points; empty when only one class is present.</returns>
    public static IReadOnlyList<CurvePoint> Roc(RankedScores ranked, int maximumPoints = DefaultPoints)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
        {
            return [];
        }

        return Thin(ranked.Count + 1, Point, maximumPoints, point => point.X + point.Y, 2);

        CurvePoint Point(int index) => index == 0 ? new(0, 0, null) : new(
            (double)ranked.FalsePositives(index - 1) / ranked.Negatives,
            (double)ranked.TruePositives(index - 1) / ranked.Positives,
            ranked.Threshold(index - 1));
    }

    /// <summary>The precision–recall curve by falling threshold, from the highest score to recall 1.</summary>
    /// <param name="ranked">The ordered rows.</param>
    /// <param name="maximumPoints">At most this many points, at least 2.</param>
    /// <returns>The points; empty when only one class is present.</returns>
    public static IReadOnlyList<CurvePoint> PrecisionRecall(RankedScores ranked, int maximumPoints = DefaultPoints)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        if (ranked.Positives == 0 || ranked.Negatives == 0)
        {
            return [];
        }

        var steps = 1;
        while (ranked.TruePositives(steps - 1) < ranked.Positives)
        {
            steps++;
        }

        return Thin(steps, Point, maximumPoints, point => point.X, 1);

        CurvePoint Point(int index)
        {
            var tp = ranked.TruePositives(index);
            return new((double)tp / ranked.Positives, (double)tp / (tp + ranked.FalsePositives(index)), ranked.Threshold(index));
        }
    }

    /// <summary>Keeps the first and the last point and, between them, the first one in each of equal stretches of a measure
    /// that never falls along the curve. A point is made when it is looked at: there may be millions.</summary>
    private static List<CurvePoint> Thin(int count, Func<int, CurvePoint> point, int maximum, Func<CurvePoint, double> along, double length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 2);
        if (count <= maximum)
        {
            return [.. Enumerable.Range(0, count).Select(point)];
        }

        var stretch = length / (maximum - 1);
        var kept = new List<CurvePoint>(maximum) { point(0) };
        var last = (int)(along(kept[0]) / stretch);
        for (var index = 1; index < count - 1 && kept.Count < maximum - 1; index++)
        {
            var next = point(index);
            var current = (int)(along(next) / stretch);
            if (current > last)
            {
                kept.Add(next);
                last = current;
            }
        }

        kept.Add(point(count - 1));
        return kept;
    }
}
