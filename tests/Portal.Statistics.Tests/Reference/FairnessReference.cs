using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;
using Portal.Statistics.Slices;

namespace Portal.Statistics.Tests.Reference;

internal sealed class FairnessReference : IReferenceFile
{
    public string Name => "fairness";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        var attributes = given.NamedColumns("sensitive").Select(column => Attribute(column.Key, column.Value.Labels)).ToArray();
        var (labels, codes) = GroupLabels.Cross(attributes);
        var selected = given.Column("y_pred").Flags;
        Outcome[] outcomes = [.. given.Column("y_true").Flags.Select(favourable => favourable ? Outcome.Positive : Outcome.Negative)];
        var scores = given.Has("score") ? given.Column("score").Numbers : [];
        var counts = new FairnessCounts();
        counts.Add(labels, codes.Span, selected, outcomes, scores);
        var report = FairnessReport.Measure(counts, new FairnessOptions
        {
            MinimumRows = given.Integer("min_group"),
            Privileged = given.Has("privileged") ? Privileged(given, attributes, labels, codes.Span) : null,
        });
        var scoring = scores.Length == 0 ? null : ScoringRates.Of(labels, codes.Span, scores);
        var answer = Figures(report, scoring);
        if (given.Has("bootstrap"))
        {
            var plan = given.Root.GetProperty("bootstrap");
            var gap = GapBootstrap.OfRows(
                labels.Count, codes.Span, selected, outcomes, plan.GetProperty("B").GetInt32(), plan.GetProperty("seed").GetUInt64());
            answer["bootstrap_dp_difference_q025"] = gap[FairnessMeasure.DemographicParity].Interval?.Lower;
            answer["bootstrap_dp_difference_q975"] = gap[FairnessMeasure.DemographicParity].Interval?.Upper;
        }

        return answer;
    }

    private static Dictionary<string, object?> Figures(FairnessReport report, ScoringRates? scoring) => new()
    {
        ["by_group"] = report.Groups.ToDictionary(
            group => group.Group,
            object? (group) => Group(group, scoring?.Groups.Single(rate => rate.Group == group.Group).Rate.Value)),
        ["scoring_rate_impact_ratio"] = scoring?.Groups.ToDictionary(group => group.Group, object? (group) => group.Ratio),
        ["all_groups"] = Parities(report, measure => measure.All),
        ["eligible_groups"] = Parities(report, measure => measure.Eligible),
        ["reference_group"] = report.Impact.Reference,
        ["impact"] = report.Impact.Groups.Where(group => group.Eligible).ToDictionary(group => group.Group, object? (group) => Impact(group)),
        ["statistical_parity_difference_signed"] = report.Signed?.StatisticalParityDifference,
        ["disparate_impact_signed"] = report.Signed?.DisparateImpact,
        ["equal_opportunity_difference_signed"] = report.Signed?.EqualOpportunityDifference,
        ["average_odds_difference_signed"] = report.Signed?.AverageOddsDifference,
        ["theil_index"] = report.Theil,
        ["reweighing"] = report.Weights.ToDictionary(weight => $"{weight.Group}|{(weight.Favourable ? 1 : 0)}", object? (weight) => weight.Weight),
    };

    private static Dictionary<string, object?> Group(GroupReport group, double? scoringRate) => new()
    {
        ["n"] = group.Rows,
        ["n_positive"] = group.Positives,
        ["selection_rate"] = group.Selection.Value,
        ["base_rate"] = group.Base.Value,
        ["tpr"] = group.TruePositive.Value,
        ["fpr"] = group.FalsePositive.Value,
        ["fnr"] = group.FalseNegative.Value,
        ["tnr"] = group.TrueNegative.Value,
        ["ppv"] = group.PositivePredictive.Value,
        ["npv"] = group.NegativePredictive.Value,
        ["for"] = group.FalseOmission.Value,
        ["accuracy"] = group.Accuracy.Value,
        ["treatment_ratio"] = group.TreatmentRatio,
        ["selection_rate_ci95_low"] = group.Selection.Interval?.Lower,
        ["selection_rate_ci95_high"] = group.Selection.Interval?.Upper,
        ["eligible"] = group.Eligible,
        ["ece_10_equal_width"] = group.CalibrationError,
        ["mean_score"] = group.MeanScore,
        ["scoring_rate"] = scoringRate,
    };

    private static Dictionary<string, object?> Parities(FairnessReport report, Func<MeasureReport, Parity> of)
    {
        (string Name, FairnessMeasure Measure)[] names =
        [
            ("demographic_parity", FairnessMeasure.DemographicParity),
            ("equal_opportunity", FairnessMeasure.EqualOpportunity),
            ("predictive_equality", FairnessMeasure.PredictiveEquality),
            ("predictive_parity", FairnessMeasure.PredictiveParity),
            ("accuracy_parity", FairnessMeasure.AccuracyParity),
            ("for_parity", FairnessMeasure.FalseOmissionParity),
            ("equalized_odds", FairnessMeasure.EqualisedOdds),
        ];
        return names.SelectMany(item => new[]
        {
            KeyValuePair.Create($"{item.Name}_difference", (object?)of(report.Measures[item.Measure]).Difference),
            KeyValuePair.Create($"{item.Name}_ratio", (object?)of(report.Measures[item.Measure]).Ratio),
        }).ToDictionary();
    }

    private static Dictionary<string, object?> Impact(GroupImpact impact) => new()
    {
        ["impact_ratio"] = impact.Ratio,
        ["below_four_fifths"] = impact.BelowFourFifths,
        ["p_value"] = impact.PValue,
        ["p_adjusted"] = impact.AdjustedPValue,
        ["test"] = impact.Test switch { RateTest.Fisher => "fisher", RateTest.PooledZ => "z", null => null },
        ["difference_ci95_low"] = impact.DifferenceInterval?.Lower,
        ["difference_ci95_high"] = impact.DifferenceInterval?.Upper,
        ["ratio_ci95_low"] = impact.RatioInterval?.Lower,
        ["ratio_ci95_high"] = impact.RatioInterval?.Upper,
    };

    private static SliceColumn Attribute(string name, string?[] labels)
    {
        string[] values = [.. labels.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        var codes = values.Index().ToDictionary(value => value.Item, value => value.Index, StringComparer.Ordinal);
        return new SliceColumn(name, values, labels.Select(label => label is null ? -1 : codes[label]).ToArray());
    }

    /// <summary>The groups whose value of one attribute is the privileged one.</summary>
    private static HashSet<string> Privileged(ReferenceCase given, SliceColumn[] attributes, IReadOnlyList<string> labels, ReadOnlySpan<int> codes)
    {
        var named = given.Root.GetProperty("privileged");
        var attribute = Array.Find(attributes, column => column.Name == named[0].GetString())!;
        var code = attribute.Values.ToList().IndexOf(named[1].GetString()!);
        var groups = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < codes.Length; row++)
        {
            if (attribute.Codes.Span[row] == code)
            {
                groups.Add(labels[codes[row]]);
            }
        }

        return groups;
    }
}
