using Portal.Scoring.Contract;
using Portal.Statistics.Explanation;
using Portal.Statistics.Uncertainty;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>How much each feature matters: how much worse the model gets when it is shuffled, and how far the score moves when it is
/// changed a little or is missing.</summary>
/// <param name="headline">The headline metric of the sample with these scores; null when it is not defined.</param>
internal sealed class InfluenceOf(ScoreMeaning meaning, ProbedScores answers, double[] asIs, Func<double[], double?> headline)
{
    /// <summary>The metric of the sample as it is.</summary>
    public double? Base { get; } = headline(asIs);

    public IEnumerable<string> LeftOut => Base is null
        ? ["The headline metric is not defined on the sample, because of which rows it holds: importance is how far the score moves, whatever the truth."]
        : [];

    public IReadOnlyList<FeatureInfluence> Features(IReadOnlyList<ProbedColumn> columns)
    {
        var features = columns.Select(Feature).OfType<FeatureInfluence>();
        return
        [
            .. features.OrderByDescending(feature => feature.Drop ?? (Base is null ? feature.MeanChange : double.NegativeInfinity))
                .ThenByDescending(feature => feature.MeanChange).ThenBy(feature => feature.Feature, StringComparer.Ordinal),
        ];
    }

    /// <returns>Null when nothing was asked about it.</returns>
    private FeatureInfluence? Feature(ProbedColumn column)
    {
        var shuffled = answers.Of(ProbeKind.Shuffled, column.Name);
        if (shuffled.Count == 0)
        {
            return null;
        }

        double[][] moved = [.. answers.Of(ProbeKind.Lower, column.Name), .. answers.Of(ProbeKind.Higher, column.Name)];
        var importance = Importance(shuffled);
        return new FeatureInfluence(
            column.Name,
            shuffled.Count,
            importance?.MeanDrop,
            importance?.Interval?.Lower,
            importance?.Interval?.Upper,
            Shift(shuffled)!.Mean,
            moved.Length == 0 ? null : column.Step,
            Shift(moved),
            Shift(answers.Of(ProbeKind.Empty, column.Name)),
            answers.Refusal(ProbeKind.Empty, column.Name));
    }

    private PermutationImportance? Importance(IReadOnlyList<double[]> shuffled)
    {
        var metrics = shuffled.Select(headline).OfType<double>().ToArray();
        return Base is { } whole && metrics.Length == shuffled.Count
            ? PermutationImportance.Measure(whole, metrics, MetricNames.HigherIsBetter(MetricNames.HeadlineOf(meaning.Task)))
            : null;
    }

    private ScoreShift? Shift(IReadOnlyList<double[]> changed)
    {
        if (changed.Count == 0)
        {
            return null;
        }

        double[] sizes = [.. changed.SelectMany(after => meaning.Sizes(asIs, after)).Order()];
        var decisions = changed.SelectMany(after => meaning.Changed(asIs, after)).ToArray();
        return new ScoreShift(sizes.Average(), Quantile.Of(sizes, 0.95), decisions.Length == 0 ? null : decisions.Count(changed => changed) / (double)decisions.Length);
    }
}
