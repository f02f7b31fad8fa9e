using Portal.Statistics.Drift;

namespace Portal.Statistics.Fairness;

/// <summary>Whether groups taken together have one rate.</summary>
/// <remarks>Every group is compared with the one that happens to be highest, which of many equal groups is always somebody: ten equal groups
/// of 100 rows would fail the four-fifths screen in one window of seven. An alarm therefore needs this test as well, which picks no group; with
/// two groups it is the same test again.</remarks>
internal static class EqualRates
{
    /// <returns>The p-value of one common rate; <see langword="null"/> with fewer than two groups.</returns>
    public static double? PValue(IReadOnlyCollection<GroupRate> rates)
    {
        if (rates.Count < 2)
        {
            return null;
        }

        // All or none of the rows hit in every group: the rates are equal.
        return HomogeneityTest.Of([.. rates.Select(rate => rate.Rows - rate.Hits)], [.. rates.Select(rate => rate.Hits)])?.PValue ?? 1;
    }
}
