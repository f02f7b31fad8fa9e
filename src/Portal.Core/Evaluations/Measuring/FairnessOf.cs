using Portal.Core.Registry;
using Fair = Portal.Statistics.Fairness;

namespace Portal.Core.Evaluations.Measuring;

/// <summary>Who gets the favourable outcome, by group of each protected attribute: a question to binary decisions.</summary>
internal static class FairnessOf
{
    public static (List<AttributeFairness> Measured, List<string> Unmeasured) Decisions(double[] scores, TruthTable truth, ScoringRules rules)
    {
        var positiveIsFavourable = rules.PositiveClass == rules.FavourableClass;
        var predicted = Array.ConvertAll(scores, score => (score >= rules.DecisionThreshold) == positiveIsFavourable);
        var favourable = truth.Is(rules.FavourableClass);
        var (measured, unmeasured) = (new List<AttributeFairness>(), new List<string>());
        foreach (var attribute in truth.Attributes.OrderBy(attribute => attribute.Column.Name, StringComparer.Ordinal))
        {
            var name = attribute.Column.Name;
            if (attribute.Column.PrivilegedValue is not { } privileged)
            {
                unmeasured.Add($"The protected attribute `{name}` has no privileged group declared: its groups were not compared.");
            }
            else if (!attribute.Groups.Contains(privileged, StringComparer.Ordinal))
            {
                unmeasured.Add($"No row has the privileged value '{privileged}' of `{name}`: its groups were not compared.");
            }
            else
            {
                measured.Add(Attribute(name, Fair.GroupFairness.Measure(attribute.Groups, attribute.Codes, favourable, predicted, privileged)));
            }
        }

        return (measured, unmeasured);
    }

    private static AttributeFairness Attribute(string name, Fair.AttributeFairness fairness) => new(
        name,
        fairness.Privileged,
        fairness.MinimumOverMaximum,
        [.. fairness.Groups.Select(group => Group(group, fairness.Comparisons.FirstOrDefault(comparison => comparison.Group == group.Group)))]);

    private static GroupFairness Group(Fair.GroupOutcome group, Fair.GroupComparison? comparison) => new(
        group.Group,
        group.Rows,
        group.BaseRate,
        group.SelectionRate,
        group.SelectionInterval.Lower,
        group.SelectionInterval.Upper,
        group.TruePositiveRate,
        group.FalsePositiveRate,
        group.Accuracy,
        comparison?.DisparateImpactRatio,
        comparison?.DisparateImpactInterval?.Lower,
        comparison?.DisparateImpactInterval?.Upper,
        comparison?.PValue,
        group.Eligible);
}
