using Portal.Statistics.Drift;

namespace Portal.Statistics.Tests.Reference;

internal sealed class NumericReference : IReferenceFile
{
    public string Name => "numeric";

    public IReadOnlyDictionary<string, object?> Answer(ReferenceCase given)
    {
        var (reference, current) = (given.Column("ref").Numbers, given.Column("cur").Numbers);
        var result = NumericDrift.Measure(NumericBaseline.From(reference), current);
        var bins = result.Bins;
        return new Dictionary<string, object?>
        {
            ["n_ref"] = result.ReferenceRows,
            ["n_cur"] = result.CurrentRows,
            ["missing_ref"] = result.ReferenceMissing,
            ["missing_cur"] = result.CurrentMissing,
            ["nonfinite_ref"] = result.ReferenceNonFinite,
            ["nonfinite_cur"] = result.CurrentNonFinite,
            ["missing_p"] = result.Missing.ZPValue,
            ["ks_d"] = result.KsDistance,
            ["ks_p_exact"] = result.KsExactPValue,
            ["ks_p_limit"] = result.KsLimitPValue,
            ["ks_p_stephens"] = result.KsStephensPValue,
            ["w1"] = result.W1,
            ["w1_norm"] = result.W1Normalised,
            ["bin_edges"] = result.BinEdges,
            ["bin_kind"] = result.IsDiscrete ? "discrete" : "quantile",
            ["bin_counts_ref"] = result.ReferenceBins,
            ["bin_counts_cur"] = result.CurrentBins,
            ["psi"] = bins?.Psi,
            ["psi_smoothed"] = bins?.PsiSmoothed,
            ["psi_p"] = bins?.PsiPValue,
            ["js2"] = bins?.JensenShannon,
            ["hellinger"] = bins?.Hellinger,
            ["tvd"] = bins?.TotalVariation,
            ["ad_statistic"] = given.Asks("ad_statistic") ? AndersonDarling.Measure(reference, current)?.Statistic : null,
            ["status"] = ReferenceStatus.Of(result.Status),
        };
    }
}
