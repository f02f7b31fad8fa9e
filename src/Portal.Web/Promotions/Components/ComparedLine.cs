using Portal.Core.Evaluations;
using Portal.Web.Evaluations;
using Portal.Web.Shell;

namespace Portal.Web.Promotions.Components;

/// <summary>One measure of two versions.</summary>
/// <param name="Words">What the difference means, in rows where it can be said in rows.</param>
/// <param name="Breach">The value is under four fifths.</param>
public sealed record ComparedLine(string Measure, string Value, string Before, string Difference, string Words, bool Breach = false);

/// <summary>The measures that deciders look at, beside those of the version that is live.</summary>
public static class ComparedLines
{
    private static readonly string[] s_shares =
    [
        MetricNames.Accuracy, MetricNames.Recall, MetricNames.Precision, MetricNames.Mape, MetricNames.RecallAt10, MetricNames.PrecisionAt10, MetricNames.PinballSkill,
        MetricNames.CoverageError, MetricNames.SubsetAccuracy, MetricNames.HammingLoss, MetricNames.RecallAt1, MetricNames.RecallAt5, MetricNames.ExactMatch,
    ];

    public static IReadOnlyList<ComparedLine> Of(EvaluationResults now, EvaluationResults live) =>
    [
        .. TaskFigures.Compared(now.Task).Where(metric => now.Metrics.ContainsKey(metric) || live.Metrics.ContainsKey(metric)).Select(metric => Line(metric, s_shares.Contains(metric), now, live)),
        .. now.Fairness.Where(attribute => attribute.LowestImpactRatio is not null).Select(attribute => Impact(attribute, live)),
    ];

    private static ComparedLine Line(string metric, bool share, EvaluationResults now, EvaluationResults live)
    {
        var (value, before) = (Value(now, metric), Value(live, metric));
        var difference = value - before;
        return new ComparedLine(
            MetricNames.InWords(metric),
            share ? Figures.Percent(value) : Figures.Measure(value),
            share ? Figures.Percent(before) : Figures.Measure(before),
            share ? Points(difference) : Figures.SignedMeasure(difference),
            InWords(metric, now, live));
    }

    private static ComparedLine Impact(AttributeFairness attribute, EvaluationResults live)
    {
        var before = live.Fairness.FirstOrDefault(other => other.Attribute == attribute.Attribute);
        return new ComparedLine(
            $"Impact ratio, {attribute.Attribute}", Figures.Number(attribute.LowestImpactRatio), Figures.Number(before?.LowestImpactRatio),
            Figures.Signed(attribute.LowestImpactRatio - before?.LowestImpactRatio), Rejected(attribute, before), attribute.LowestImpactRatio < FairnessLimits.FourFifths);
    }

    /// <summary>"of 102 with afam = yes 29 without the favourable outcome instead of 13", for the group that fares worst.</summary>
    private static string Rejected(AttributeFairness now, AttributeFairness? live)
    {
        var worst = now.Groups.Where(group => group is { EnoughRows: true, SelectionRate: not null }).MinBy(group => group.SelectionRate);
        if (worst is null)
        {
            return "";
        }

        var others = live?.Groups.FirstOrDefault(group => group.Group == worst.Group);
        var instead = others is { SelectionRate: not null } && others.Rows == worst.Rows ? $" instead of {Figures.Count(Selected(others))}" : "";
        return $"{Figures.Count(Selected(worst))} of {Figures.Count(worst.Rows)} with {now.Attribute} = {worst.Group} get the favourable outcome{instead}";
    }

    private static long Selected(GroupFairness group) => (long)Math.Round(group.SelectionRate!.Value * group.Rows);

    private static string InWords(string metric, EvaluationResults now, EvaluationResults live)
    {
        if (now.Binary is not { Confusion: var a } binary || live.Binary is not { Confusion: var b })
        {
            return Direction(metric);
        }

        return metric switch
        {
            MetricNames.Accuracy => Right(a.TruePositives + a.TrueNegatives - b.TruePositives - b.TrueNegatives, now.Rows),
            MetricNames.Recall => $"{Figures.Count(a.TruePositives)} of {Figures.Count(binary.Positives)} found instead of {Figures.Count(b.TruePositives)}",
            MetricNames.Precision => $"{Figures.Count(a.FalsePositives, "false alarm")} instead of {Figures.Count(b.FalsePositives)}",
            _ => Direction(metric),
        };
    }

    private static string Direction(string metric) =>
        metric == MetricNames.MeanError ? "best near 0" : MetricNames.HigherIsBetter(metric) ? "higher is better" : "lower is better";

    private static string Right(long more, long rows) => more switch
    {
        0 => $"as many right of {Figures.Count(rows)}",
        > 0 => $"{Figures.Count(more)} more right of {Figures.Count(rows)}",
        _ => $"{Figures.Count(-more)} fewer right of {Figures.Count(rows)}",
    };

    private static string Points(double? difference) => difference is null ? Figures.None : Figures.Signed(difference * 100, 1) + " points";

    private static double? Value(EvaluationResults results, string metric) => results.Metrics.TryGetValue(metric, out var value) ? value : null;
}
