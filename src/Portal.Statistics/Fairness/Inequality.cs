using Portal.Statistics.Metrics;

namespace Portal.Statistics.Fairness;

/// <summary>How unequally decisions treat single people, whatever their group.</summary>
public static class Inequality
{
    /// <summary>The Theil index of the benefit ŷ − y + 1 (T. Speicher et al., 2018): 0 where everybody benefits alike. A person wrongly refused
    /// has a benefit of 0, one wrongly selected of 2, all others of 1; 0·log 0 = 0.</summary>
    /// <param name="decisions">The labelled rows.</param>
    /// <returns>The index, or <see langword="null"/> without rows or where nobody benefits.</returns>
    public static double? Theil(ConfusionMatrix decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var rightly = decisions.TruePositives + decisions.TrueNegatives;
        var benefit = rightly + 2 * decisions.FalsePositives;
        if (benefit == 0)
        {
            return null;
        }

        var mean = (double)benefit / decisions.Rows;
        return (rightly * Term(1 / mean) + decisions.FalsePositives * Term(2 / mean)) / decisions.Rows;
    }

    private static double Term(double share) => share * Math.Log(share);
}
