using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Statistics.Explanation;

namespace Portal.Core.Evaluations.Explaining;

/// <summary>How the score depends on the values of the features that move it most.</summary>
internal static class DependenceOf
{
    /// <summary>One for each feature of which several values were tried, in the order of importance.</summary>
    public static IEnumerable<DependenceCurve> Curves(
        ScoreMeaning meaning, ProbedScores answers, IReadOnlyList<FeatureInfluence> features, IReadOnlyList<ProbedColumn> columns)
    {
        foreach (var feature in features)
        {
            var values = answers.Set(feature.Feature);
            if (values.Count > 1)
            {
                yield return Curve(meaning, values, columns.First(column => column.Name == feature.Feature));
            }
        }
    }

    private static DependenceCurve Curve(ScoreMeaning meaning, IReadOnlyList<(string Value, double[] Scores)> values, ProbedColumn column)
    {
        var (dependence, label) = meaning.HasDirection
            ? (Measure(values, meaning.Scores), null)
            : Enumerable.Range(0, meaning.Width)
                .Select(at => (Dependence: Measure(values, numbers => meaning.Column(numbers, at)), Label: (string?)meaning.Rules.ClassLabels[at]))
                .MaxBy(one => one.Dependence.Range);
        return new DependenceCurve(
            column.Name,
            label,
            column.IsNumber,
            [.. values.Zip(dependence.Points, (value, point) => new DependenceValue(value.Value, point.Mean, point.Low, point.High))]);
    }

    private static PartialDependence Measure(IReadOnlyList<(string Value, double[] Scores)> values, Func<double[], double[]> take) =>
        PartialDependence.Measure([.. values.SelectMany(value => take(value.Scores))], values.Count);
}
