using Portal.Statistics.Experiments;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Two versions on the rows that both have scored.</summary>
internal static class ShadowPairs
{
    /// <summary>Beyond it the mean's own interval is as good as resampling.</summary>
    private const int MostResampled = 20_000;

    private const int Samples = 1000;
    private const double Z95 = 1.959963984540054;

    public static ChallengerFigures Compare(ArmRows champion, ArmRows challenger, IReadOnlyCollection<ExperimentMetric> metrics)
    {
        // In an order of their own, so that the same rows give the same numbers however they came.
        var pairs = champion.Answers.Where(row => challenger.Answers.ContainsKey(row.Key)).OrderBy(row => row.Key).Select(row => (First: row.Value, Second: challenger.Answers[row.Key])).ToList();
        var (ofChampion, ofChallenger) = (new Dictionary<ExperimentMetric, ExperimentArm>(), new Dictionary<ExperimentMetric, ExperimentArm>());
        foreach (var metric in metrics)
        {
            (ofChampion[metric], ofChallenger[metric]) = Paired(pairs, metric, champion.Version.FavourableIsPositive, challenger.Version.FavourableIsPositive);
        }

        return new ChallengerFigures(challenger.Answers.Count, ofChampion, ofChallenger, Look(challenger.Version.Number, pairs));
    }

    private static (ExperimentArm Champion, ExperimentArm Challenger) Paired(List<(ArmAnswer First, ArmAnswer Second)> pairs, ExperimentMetric metric, bool firstPositive, bool secondPositive)
    {
        var (first, second, difference) = (default(ArmMean), default(ArmMean), default(ArmMean));
        foreach (var (one, other) in pairs)
        {
            var (a, b) = (one.Of(metric, firstPositive), other.Of(metric, secondPositive));
            if (ArmMetrics.IsUsable(a) && ArmMetrics.IsUsable(b))
            {
                (first, second, difference) = (first.With(a), second.With(b), difference.With(b - a));
            }
        }

        return (ExperimentArm.OfMean(first with { SquaredDeviations = 0 }), ExperimentArm.OfMean(second with { SquaredDeviations = difference.SquaredDeviations }));
    }

    private static ShadowLook Look(int version, List<(ArmAnswer First, ArmAnswer Second)> pairs)
    {
        var decided = pairs.Where(pair => !double.IsNaN(pair.First.Decision + pair.Second.Decision)).ToList();
        var scored = pairs.Where(pair => ArmMetrics.IsUsable(pair.First.Value) && ArmMetrics.IsUsable(pair.Second.Value)).ToList();
        var look = new ShadowLook(
            version, pairs.Count, pairs.Count(pair => !double.IsNaN(pair.First.Truth)),
            decided.Count == 0 ? null : (double)decided.Count(pair => pair.First.Decision.Equals(pair.Second.Decision)) / decided.Count,
            scored.Count == 0 ? null : scored.Average(pair => pair.Second.Value - pair.First.Value),
            scored.Count == 0 ? null : scored.Average(pair => Math.Abs(pair.Second.Value - pair.First.Value)));
        var labelled = decided.Where(pair => !double.IsNaN(pair.First.Truth)).ToList();
        return labelled.Count > 0 ? WithAccuracy(look, labelled) : WithError(look, [.. scored.Where(pair => decided.Count == 0 && ArmMetrics.IsUsable(pair.First.Truth))]);
    }

    private static ShadowLook WithAccuracy(ShadowLook look, List<(ArmAnswer First, ArmAnswer Second)> labelled)
    {
        bool[] first = [.. labelled.Select(pair => pair.First.Decision.Equals(pair.First.Truth))];
        bool[] second = [.. labelled.Select(pair => pair.Second.Decision.Equals(pair.First.Truth))];
        var test = McNemar.Measure(second, first);
        return look with
        {
            LabelledPairs = labelled.Count, OnlyChallengerRight = test.OnlyFirstRight, OnlyChampionRight = test.OnlySecondRight, McNemarP = test.PValue,
            Gain = test.Difference, GainLow = test.Interval.Lower, GainHigh = test.Interval.Upper,
        };
    }

    private static ShadowLook WithError(ShadowLook look, List<(ArmAnswer First, ArmAnswer Second)> labelled)
    {
        if (labelled.Count == 0)
        {
            return look;
        }

        double[] first = [.. labelled.Select(pair => -Math.Abs(pair.First.Value - pair.First.Truth))];
        double[] second = [.. labelled.Select(pair => -Math.Abs(pair.Second.Value - pair.First.Truth))];
        if (labelled.Count <= MostResampled)
        {
            var drawn = PairedBootstrap.OfMeans(second, first, new BootstrapPlan { Samples = Samples });
            return look with { Gain = drawn.Difference, GainLow = drawn.Interval?.Lower, GainHigh = drawn.Interval?.Upper };
        }

        var gains = ArmMean.Of([.. second.Zip(first, (challenger, champion) => challenger - champion)]);
        var half = Z95 * Math.Sqrt(gains.Variance!.Value / gains.Rows);
        return look with { Gain = gains.Mean, GainLow = gains.Mean - half, GainHigh = gains.Mean + half };
    }
}
