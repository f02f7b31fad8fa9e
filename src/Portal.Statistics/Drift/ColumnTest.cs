namespace Portal.Statistics.Drift;

/// <summary>What a column is judged by: its effect and the p-value that goes with it.</summary>
/// <param name="Measure">The effect's kind.</param>
/// <param name="Effect">Its size.</param>
/// <param name="Test">The test, in words.</param>
/// <param name="PValue">Its p-value.</param>
/// <param name="Bins">Bins or categories, of measures over these.</param>
internal sealed record ColumnTest(DriftMeasure Measure, double? Effect, string Test, double? PValue, int Bins)
{
    public static ColumnTest? Of(ColumnResult column) =>
        column.Numeric is { } numeric ? Of(numeric, column.IsScore)
        : column.Categorical is { IsIdentifier: false } categorical ? Of(categorical)
        : null;

    private static ColumnTest Of(NumericDriftResult result, bool isScore)
    {
        var bins = result.ReferenceBins.Zip(result.CurrentBins).Count(pair => pair.First + pair.Second > 0);
        if (isScore)
        {
            // Both must be significant, so the larger p-value counts.
            double? pValue = result.Bins is { } distances && result.KsPValue is { } ks ? Math.Max(distances.PsiPValue, ks) : null;
            return new ColumnTest(DriftMeasure.Psi, result.Bins?.Psi, "PSI and Kolmogorov–Smirnov", pValue, bins);
        }

        if (result.IsDiscrete && !result.IsReferenceConstant)
        {
            return new ColumnTest(DriftMeasure.JensenShannon, result.Bins?.JensenShannon, Name(result.Homogeneity), result.Homogeneity?.PValue, bins);
        }

        return result.IsHeavyTailed
            ? new ColumnTest(DriftMeasure.JensenShannon, result.Bins?.JensenShannon, "Kolmogorov–Smirnov", result.KsPValue, bins)
            : new ColumnTest(DriftMeasure.WassersteinNormalised, result.W1Normalised, "Kolmogorov–Smirnov", result.KsPValue, bins);
    }

    private static ColumnTest Of(CategoricalDriftResult result)
    {
        var (distances, test) = result.Judgement is { } judged ? (judged.Distances, judged.Test) : (result.Distances, result.Homogeneity);
        return new ColumnTest(
            DriftMeasure.JensenShannon,
            distances?.JensenShannon,
            Name(test),
            test?.PValue,
            result.Judgement?.Categories ?? result.Categories.Count(line => line.ReferenceRows + line.CurrentRows > 0));
    }

    private static string Name(HomogeneityTest? test) => test?.Method switch
    {
        HomogeneityMethod.Fisher => "Fisher's exact test",
        HomogeneityMethod.Permutation => "permutation test",
        _ => "chi-square test",
    };
}
