using Portal.Statistics.Forecasting.Spend;

namespace Portal.Statistics.Tests.Forecasting;

public sealed class SpendAnomaliesTests(ITestOutputHelper output)
{
    private const ulong Seed = 4_711;

    /// <summary>Few series, for a quick answer; the whole table is printed by the benchmark "anomalies".</summary>
    [Fact]
    public void Spikes_OfTheirOwnSize_AreFound_AndQuietDaysAreLeftAlone()
    {
        var spikes = InjectedSpikes.In(GeneratedSpend.Kind.Workweek, 1m, 5, Seed);
        var quiet = InjectedSpikes.In(GeneratedSpend.Kind.Workweek, 0, 3, Seed);

        output.WriteLine($"{spikes.Spikes} spikes: recall {spikes.Recall:P1}, precision {spikes.Precision:P1}; {quiet.FalseAlarmsPer100Days:0.0} false alarms in 100 quiet days");
        Assert.Equal(20, spikes.Spikes);
        Assert.True(spikes.Recall >= 0.9m);
        Assert.True(spikes.Precision >= 0.8m);
        Assert.InRange(quiet.FalseAlarmsPer100Days, 0, 3);
    }

    [Fact]
    public void Anomaly_SaysWhatWasExpected_AlsoOfADayThatCostTooLittle()
    {
        var amounts = Enumerable.Range(0, 60).Select(day => day % 7 >= 5 ? 100m + (day % 3) : 400m + (day % 3)).ToArray();
        (amounts[57], amounts[59]) = (5m, 901m);

        var found = SpendAnomalies.Test(GeneratedSpend.Start, amounts, 3, new(50));

        Assert.Equal([GeneratedSpend.Start.AddDays(57), GeneratedSpend.Start.AddDays(59)], found.Select(one => one.Day));
        Assert.Equal((5m, 901m), (found[0].Amount, found[1].Amount));
        Assert.InRange(found[0].Expected, 395, 410);
        Assert.InRange(found[1].Excess, 490, 510);
        Assert.True(found[0].Score < -3.5m && found[1].Score > 3.5m);
    }

    [Fact]
    public void Limits_KeepSmallMoneyAndSmallSharesAway()
    {
        var amounts = Enumerable.Range(0, 60).Select(day => 1000m + (day % 7 * 100) + (day % 2)).ToArray();
        amounts[59] += 60;

        Assert.Empty(SpendAnomalies.Test(GeneratedSpend.Start, amounts, 1, new(100, 0)));
        Assert.Empty(SpendAnomalies.Test(GeneratedSpend.Start, amounts, 1, new(10)));
        Assert.Single(SpendAnomalies.Test(GeneratedSpend.Start, amounts, 1, new(10, 0.01m)));
    }

    [Fact]
    public void Subscription_ThatHasReturned_IsNoAnomaly_AndAShortSeriesHasNone()
    {
        var amounts = GeneratedSpend.Of(GeneratedSpend.Kind.Subscription, 182, Seed);
        var until = new DateOnly(2026, 2, 1).DayNumber - GeneratedSpend.Start.DayNumber + 1;

        Assert.DoesNotContain(SpendAnomalies.Test(GeneratedSpend.Start, amounts.AsSpan(0, until), 1, new(50)), one => one.Day.Day == 1);
        Assert.Empty(SpendAnomalies.Test(GeneratedSpend.Start, amounts.AsSpan(0, 28), 28, new(1)));
        Assert.Empty(SpendAnomalies.Test(GeneratedSpend.Start, [], 3, new(1)));
    }
}
