using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Reference;

internal sealed class MultipleTestingReference : IReferenceFile
{
    private static readonly (string Name, Correction Rule)[] s_rules =
    [
        ("bh", Correction.FalseDiscoveryRate),
        ("by", Correction.FalseDiscoveryRateAnyDependence),
        ("bonferroni", Correction.Bonferroni),
        ("holm", Correction.FamilyWise),
    ];

    public string Name => "multiple_testing";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        double?[] pValues = [.. given.Column("p").Numbers.Select(value => double.IsNaN(value) ? null : (double?)value)];
        var alpha = given.Number("alpha");
        var answer = new Dictionary<string, object?>();
        foreach (var (name, rule) in s_rules)
        {
            var adjusted = MultipleTesting.Adjust(pValues, rule);
            answer[$"{name}_adjusted"] = adjusted;
            answer[$"{name}_reject"] = adjusted.Select(value => value is { } known ? (bool?)(known <= alpha) : null);
        }

        return answer;
    }
}
