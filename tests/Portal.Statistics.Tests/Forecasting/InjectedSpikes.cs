using Portal.Statistics.Forecasting.Spend;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Forecasting;

/// <summary>Spikes put into generated series, and what the search for anomalies makes of them.</summary>
/// <param name="Spikes">That were put in.</param>
/// <param name="Found">Of these.</param>
/// <param name="False">Days that were flagged and are none of them.</param>
/// <param name="Days">That were tested.</param>
internal sealed record InjectedSpikes(int Spikes, int Found, int False, int Days)
{
    private const int Known = 84;
    private const int Tested = 56;
    private const int Apart = 14;

    public decimal Precision => Found + False == 0 ? 1 : (decimal)Found / (Found + False);

    public decimal Recall => Spikes == 0 ? 1 : (decimal)Found / Spikes;

    public decimal FalseAlarmsPer100Days => 100m * False / Days;

    public static InjectedSpikes operator +(InjectedSpikes left, InjectedSpikes right) => new(left.Spikes + right.Spikes, left.Found + right.Found, left.False + right.False, left.Days + right.Days);

    /// <param name="size">Of a spike, as a share of what the day would have cost; 0 for a quiet series.</param>
    /// <param name="money">The least distance that is told.</param>
    public static InjectedSpikes In(GeneratedSpend.Kind kind, decimal size, int series, ulong seed, decimal money = 50)
    {
        var sum = new InjectedSpikes(0, 0, 0, 0);
        for (var one = 0; one < series; one++)
        {
            sum += InOne(kind, size, seed + (ulong)one, money);
        }

        return sum;
    }

    private static InjectedSpikes InOne(GeneratedSpend.Kind kind, decimal size, ulong seed, decimal money)
    {
        var amounts = GeneratedSpend.Of(kind, Known + Tested, seed);
        var (random, spikes) = (new RandomStream(seed ^ 0xA5A5), new HashSet<int>());
        for (var from = Known; size > 0 && from < Known + Tested; from += Apart)
        {
            var day = from + random.NextIndex(Apart);
            amounts[day] *= 1 + size;
            spikes.Add(day);
        }

        var flagged = SpendAnomalies.Test(GeneratedSpend.Start, amounts, Tested, new(money)).Select(found => found.Day.DayNumber - GeneratedSpend.Start.DayNumber).ToList();
        return new(spikes.Count, flagged.Count(spikes.Contains), flagged.Count(day => !spikes.Contains(day)), Tested);
    }
}
