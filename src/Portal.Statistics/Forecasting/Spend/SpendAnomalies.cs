namespace Portal.Statistics.Forecasting.Spend;

/// <summary>A day whose costs were not to be expected.</summary>
/// <param name="Day">The day.</param>
/// <param name="Amount">What it cost.</param>
/// <param name="Expected">What the days before let expect.</param>
/// <param name="Score">The modified z of the distance; how unusual it is, not how much.</param>
public sealed record SpendAnomaly(DateOnly Day, decimal Amount, decimal Expected, decimal Score)
{
    /// <summary>Below 0 where less was spent than expected.</summary>
    public decimal Excess => Amount - Expected;
}

/// <summary>What counts as an anomaly.</summary>
/// <param name="Money">At least so much away from what was expected, in the currency of the series.</param>
/// <param name="Share">And at least this share of what was expected.</param>
public sealed record SpendAnomalyLimits(decimal Money, decimal Share = 0.2m);

/// <summary>
/// Finds days of unusual costs: the modified z of <see cref="DailyAnomalies"/> above its limit, where the distance is worth a person's
/// time. What returns on a day of the month is expected once it has returned.
/// </summary>
public static class SpendAnomalies
{
    /// <summary>So many days before a tested one are enough to know what is usual.</summary>
    public const int Looked = 91;

    /// <summary>Before so many days are known nothing is called unusual: there is no weekly pattern yet.</summary>
    public const int Fewest = (3 * SpendModel.Week) + SpendModel.Week;

    /// <summary>The largest score that is told: beside days that are all equal, another one is infinitely far away.</summary>
    private const double HighestScore = 1_000;

    /// <summary>Tests the last days of a series, each against the days before it.</summary>
    /// <param name="start">The first day.</param>
    /// <param name="amounts">What each day cost, without gaps; a day without costs is 0.</param>
    /// <param name="days">How many of the last days are tested.</param>
    /// <param name="limits">What is worth telling.</param>
    public static IReadOnlyList<SpendAnomaly> Test(DateOnly start, ReadOnlySpan<decimal> amounts, int days, SpendAnomalyLimits limits)
    {
        var most = Math.Min(days, amounts.Length - Fewest);
        if (most <= 0)
        {
            return [];
        }

        var cut = Math.Max(0, amounts.Length - most - Looked);
        var first = start.AddDays(cut);
        var kept = amounts[cut..];
        var values = SpendNumbers.Of(kept);
        var monthly = MonthlyDays.Of(first, values[..^most]);
        for (var day = 0; day < values.Length; day++)
        {
            values[day] -= monthly.Extra(first.AddDays(day));
        }

        var found = new List<SpendAnomaly>();
        foreach (var (at, usual, z) in SpendWalk.Through(values, values.Length - most))
        {
            var day = first.AddDays(at);
            var one = Found(day, kept[at], usual + monthly.Extra(day), z);
            if (Math.Abs(z) > RobustScale.Limit && IsWorth(one, limits))
            {
                found.Add(one);
            }
        }

        return found;
    }

    private static SpendAnomaly Found(DateOnly day, decimal amount, double expected, double z) =>
        new(day, amount, SpendNumbers.Money(expected), SpendNumbers.Money(Math.Clamp(z, -HighestScore, HighestScore)));

    private static bool IsWorth(SpendAnomaly anomaly, SpendAnomalyLimits limits) =>
        Math.Abs(anomaly.Excess) >= limits.Money && Math.Abs(anomaly.Excess) >= limits.Share * Math.Abs(anomaly.Expected);
}
