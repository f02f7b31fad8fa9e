namespace Portal.Statistics.Uncertainty;

/// <summary>How p-values of many tests are corrected.</summary>
public enum Correction
{
    /// <summary>Benjamini–Hochberg: of the findings called significant at 5 %, at most 5 % are expected to be false.</summary>
    FalseDiscoveryRate,

    /// <summary>Holm: the chance of even one false finding is at most 5 %.</summary>
    FamilyWise,

    /// <summary>Benjamini–Yekutieli: as <see cref="FalseDiscoveryRate"/>, however the tests depend on one another.</summary>
    FalseDiscoveryRateAnyDependence,

    /// <summary>Bonferroni: as <see cref="FamilyWise"/>, and less powerful.</summary>
    Bonferroni,
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
            Correction.FalseDiscoveryRate => StepUp(pValues, 1),
            Correction.FamilyWise => Holm(pValues),
            Correction.FalseDiscoveryRateAnyDependence => StepUp(pValues, HarmonicSum(pValues.Length)),
            Correction.Bonferroni => Bonferroni(pValues),
        };
    }

    /// <summary>As the other, of tests of which some are not defined: these have no adjusted p-value and do not count.</summary>
    /// <param name="pValues">All tests that were made; <see langword="null"/> or in [0, 1].</param>
    /// <param name="correction">The rule.</param>
    /// <exception cref="ArgumentException">A p-value is not in [0, 1].</exception>
    public static double?[] Adjust(IReadOnlyList<double?> pValues, Correction correction)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = Adjust([.. pValues.OfType<double>()], correction);
        var next = 0;
        return [.. pValues.Select(pValue => pValue is null ? null : (double?)adjusted[next++])];
    }

    private static double[] Bonferroni(ReadOnlySpan<double> pValues)
    {
        var adjusted = pValues.ToArray();
        for (var test = 0; test < adjusted.Length; test++)
        {
            adjusted[test] = Math.Min(1, adjusted[test] * adjusted.Length);
        }

        return adjusted;
    }

    private static double HarmonicSum(int terms)
    {
        var sum = 0.0;
        for (var term = terms; term >= 1; term--)
        {
            sum += 1.0 / term;
        }

        return sum;
    }

    /// <summary>Y. Benjamini and Y. Hochberg (1995): p·m / rank, and never above that of a larger p; times the sum of 1 / rank after
    /// Y. Benjamini and D. Yekutieli (2001).</summary>
    private static double[] StepUp(ReadOnlySpan<double> pValues, double factor)
    {
        var order = Order(pValues);
        var adjusted = new double[pValues.Length];
        var limit = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            limit = Math.Min(limit, pValues[order[rank - 1]] * order.Length / rank * factor);
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
