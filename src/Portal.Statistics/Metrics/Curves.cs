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

        var points = new List<CurvePoint>(ranked.Count + 1) { new(0, 0, null) };
        for (var step = 0; step < ranked.Count; step++)
        {
            points.Add(new CurvePoint(
                (double)ranked.FalsePositives(step) / ranked.Negatives,
                (double)ranked.TruePositives(step) / ranked.Positives,
                ranked.Threshold(step)));
        }

        return Thin(points, maximumPoints, point => point.X + point.Y, 2);
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

        var points = new List<CurvePoint>(ranked.Count);
        for (var step = 0; step < ranked.Count; step++)
        {
            var tp = ranked.TruePositives(step);
            points.Add(new CurvePoint(
                (double)tp / ranked.Positives,
                (double)tp / (tp + ranked.FalsePositives(step)),
                ranked.Threshold(step)));
            if (tp == ranked.Positives)
            {
                break;
            }
        }

        return Thin(points, maximumPoints, point => point.X, 1);
    }

    /// <summary>Keeps the first and the last point and, between them, the first one in each of equal stretches of a measure
    /// that never falls along the curve.</summary>
    private static List<CurvePoint> Thin(List<CurvePoint> points, int maximum, Func<CurvePoint, double> along, double length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 2);
        if (points.Count <= maximum)
        {
            return points;
        }

        var stretch = length / (maximum - 1);
        var kept = new List<CurvePoint>(maximum) { points[0] };
        var last = (int)(along(points[0]) / stretch);
        foreach (var point in points.Skip(1).SkipLast(1))
        {
            var current = (int)(along(point) / stretch);
            if (current > last && kept.Count < maximum - 1)
            {
                kept.Add(point);
                last = current;
            }
        }

        kept.Add(points[^1]);
        return kept;
    }
}
