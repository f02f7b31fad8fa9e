using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>The metrics of arms, from their rows.</summary>
internal static class ArmMetrics
{
    /// <summary>Of an arm by itself: each unit is one version's.</summary>
    public static Dictionary<ExperimentMetric, ExperimentArm> Of(ArmRows rows, IReadOnlyCollection<ExperimentMetric> metrics)
    {
        var arms = metrics.ToDictionary(metric => metric, _ => default(ArmMean));
        foreach (var answer in rows.Answers.Values)
        {
            foreach (var metric in metrics)
            {
                var value = answer.Of(metric, rows.Version.FavourableIsPositive);
                if (IsUsable(value))
                {
                    arms[metric] = arms[metric].With(value);
                }
            }
        }

        return arms.ToDictionary(arm => arm.Key, arm => Arm(arm.Key, arm.Value));
    }

    /// <summary>Beyond this the squares of values and their sums would not be finite: one row would spoil the whole arm.</summary>
    public const double Largest = 1e60;

    public static bool IsUsable(double value) => Math.Abs(value) <= Largest;

    /// <summary>The arm with one more value.</summary>
    public static ArmMean With(this ArmMean arm, double value) => arm.Merge(new ArmMean(1, value, 0));

    /// <summary>The same with one more metric.</summary>
    public static Dictionary<ExperimentMetric, ExperimentArm> With(Dictionary<ExperimentMetric, ExperimentArm> arms, ExperimentMetric metric, ArmMean values) =>
        new(arms) { [metric] = Arm(metric, values) };

    private static ExperimentArm Arm(ExperimentMetric metric, ArmMean values) =>
        metric.IsRate() ? ExperimentArm.OfRate(values.Rows, (long)Math.Round(values.Mean * values.Rows)) : ExperimentArm.OfMean(values);
}
