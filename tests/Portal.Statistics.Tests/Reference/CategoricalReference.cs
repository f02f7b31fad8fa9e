using Portal.Statistics.Drift;

namespace Portal.Statistics.Tests.Reference;

internal sealed class CategoricalReference : IReferenceFile
{
    public string Name => "categorical";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        var result = CategoricalDrift.Measure(CategoricalBaseline.From(given.Column("ref").Labels), given.Column("cur").Labels);
        var (distances, test) = (result.Distances, result.Homogeneity);
        return new Dictionary<string, object?>
        {
            ["n_ref"] = result.ReferenceRows,
            ["n_cur"] = result.CurrentRows,
            ["missing_ref"] = result.ReferenceMissing,
            ["missing_cur"] = result.CurrentMissing,
            ["missing_p"] = result.Missing.ZPValue,
            ["new_categories"] = result.NewCategories,
            ["vanished_categories"] = result.VanishedCategories,
            ["new_share"] = result.NewShare,
            ["k"] = result.Categories.Count,
            ["chi2"] = test?.ChiSquare,
            ["chi2_dof"] = test?.DegreesOfFreedom,
            ["chi2_p"] = test?.ChiSquarePValue,
            ["cramers_v"] = test?.CramersV,
            ["min_expected"] = test?.LeastExpected,
            ["fisher_p"] = test is { Method: HomogeneityMethod.Fisher } ? test.PValue : null,
            ["tvd"] = distances?.TotalVariation,
            ["l_inf"] = distances?.LargestDifference,
            ["js2"] = distances?.JensenShannon,
            ["hellinger"] = distances?.Hellinger,
            ["psi"] = distances?.Psi,
            ["psi_smoothed"] = distances?.PsiSmoothed,
            ["psi_p"] = distances?.PsiPValue,
            ["status"] = ReferenceStatus.Of(result.Status),
        };
    }
}
