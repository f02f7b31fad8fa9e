using Portal.Statistics.Drift.Multivariate;

namespace Portal.Statistics.Tests.Reference;

internal sealed class MultivariateReference : IReferenceFile
{
    private static readonly PermutationPlan s_noPermutation = new() { Permutations = 0, MostRows = 100_000 };

    public string Name => "multivariate";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        if (given.Kind.Length > 0 || (given.Has("folds") && given.Integer("folds") != 5))
        {
            throw new NotSupportedException($"Nothing is known of {given.Kind} with other than five folds.");
        }

        var (reference, current) = (Table(given, "ref"), Table(given, "cur"));
        var discrepancy = MeanDiscrepancy.Measure(reference, current, s_noPermutation);
        var classifier = DomainClassifier.Measure(reference, current, s_noPermutation);
        var reconstruction = ReconstructionError.Measure(reference, current);
        return new Dictionary<string, object?>
        {
            ["mmd_sigma"] = discrepancy?.Bandwidth,
            ["mmd2_unbiased"] = discrepancy?.Squared,
            ["domain_auc"] = classifier?.RocAuc,
            ["pca_k"] = reconstruction?.Components,
            ["pca_error_ref"] = reconstruction?.ReferenceError,
            ["pca_error_cur"] = reconstruction?.CurrentError,
        };
    }

    private static FeatureTable Table(ReferenceCase given, string name)
    {
        var columns = given.Table(name);
        return FeatureTable.Of([.. columns.Select((_, index) => $"c{index}")], columns);
    }
}
