namespace Portal.Statistics.Uncertainty;

/// <summary>How p-values of many tests are corrected.</summary>
public enum Correction
{
    /// <summary>Benjamini–Hochberg: of the findings called significant at 5 %, at most 5 % are expected to be false.</summary>
    FalseDiscoveryRate,

    /// <summary>Holm: the chance of even one false finding is at most 5 %.</summary>
    FamilyWise,
}

/// <summary>Corrects p-values for the number of tests that were made.</summary>
public static class MultipleTesting
{
    /// <summary>Adjusted p-values in the order given, each at most 1: significant at 5 % when at or below 0.05.</summary>
    /// <param name="pValues">All tests that were made, not only the promising ones; each in [0, 1].</param>
    /// <param name="correction">The rule.</param>
    /// <exception cref="ArgumentException">A p-value is not in [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues, Correction correction)
    {
        foreach (var pValue in pValues)
        {
            if (pValue is not (>= 0 and <= 1))
            {
                throw new ArgumentException("A p-value lies outside 0 to 1.", nameof(pValues));
            }
        }

        return correction switch
        {
            Correction.FalseDiscoveryRate => BenjaminiHochberg(pValues),
            Correction.FamilyWise => Holm(pValues),
        };
    }

    /// <summary>Y. Benjamini and Y. Hochberg (1995): p·m / rank, and never above that of a larger p.</summary>
    private static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        var order = Order(pValues);
        var adjusted = new double[pValues.Length];
        var limit = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            limit = Math.Min(limit, pValues[order[rank - 1]] * order.Length / rank);
            adjusted[order[rank - 1]] = limit;
        }

        return adjusted;
    }

    /// <summary>S. Holm (1979): p·(m − rank + 1), and never below that of a smaller p.</summary>
    private static double[] Holm(ReadOnlySpan<double> pValues)
    {
        var order = Order(pValues);
        var adjusted = new double[pValues.Length];
        var limit = 0.0;
        for (var rank = 1; rank <= order.Length; rank++)
        {
            limit = Math.Min(1, Math.Max(limit, pValues[order[rank - 1]] * (order.Length - rank + 1)));
            adjusted[order[rank - 1]] = limit;
        }

        return adjusted;
    }

    private static int[] Order(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        return order;
    }
}
