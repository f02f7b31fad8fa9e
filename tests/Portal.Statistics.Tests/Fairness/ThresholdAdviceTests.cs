using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Fairness;

public sealed class ThresholdAdviceTests
{
    [Fact]
    public void EqualOpportunity_GroupsWithOtherScores_ReachTheSameTruePositiveRate()
    {
        var advice = ThresholdAdvice.Of(Scored(), ThresholdGoal.EqualOpportunity)!;

        Assert.Equal(advice.Groups[0].TruePositiveRate, advice.Groups[1].TruePositiveRate, 12);
        Assert.True(advice.Groups[0].HighThreshold > advice.Groups[1].HighThreshold);
        Assert.All(advice.Groups, group => Assert.True(group.HighThreshold >= group.LowThreshold && group.ShareOfLow is >= 0 and <= 1));
    }

    [Fact]
    public void EqualisedOdds_GroupsWithOtherScores_ShareAPointThatEachReaches()
    {
        var advice = ThresholdAdvice.Of(Scored(), ThresholdGoal.EqualisedOdds)!;

        Assert.Equal(advice.Groups[0].TruePositiveRate, advice.Groups[1].TruePositiveRate, 12);
        Assert.Equal(advice.Groups[0].FalsePositiveRate, advice.Groups[1].FalsePositiveRate, 12);
        Assert.Equal(0, advice.Groups.Min(group => group.Forgone), 12);
        Assert.InRange(advice.AccuracyThen, 0.6, 1);
    }

    [Fact]
    public void EqualOpportunity_PerfectScores_MistakesNobody()
    {
        var counts = new FairnessCounts();
        foreach (var group in (string[])["a", "b"])
        {
            counts.Add([group], [0, 0, 0, 0], [true, true, false, false], [Outcome.Positive, Outcome.Positive, Outcome.Negative, Outcome.Negative], [0.9, 0.8, 0.2, 0.1]);
        }

        var advice = ThresholdAdvice.Of(counts, ThresholdGoal.EqualisedOdds)!;

        Assert.All(advice.Groups, group => Assert.True(group is { TruePositiveRate: 1, FalsePositiveRate: 0, SelectionRate: 0.5 }));
        Assert.Equal((1, 1), (advice.AccuracyNow, advice.AccuracyThen));
    }

    [Fact]
    public void Of_ScoresWithoutLabels_HasNoAdvice()
    {
        var counts = new FairnessCounts();
        counts.Add(["a", "b"], [0, 1], [true, false], [], [0.9, 0.1]);

        Assert.Null(ThresholdAdvice.Of(counts, ThresholdGoal.EqualisedOdds));
        Assert.Null(ThresholdAdvice.Of(new FairnessCounts(), ThresholdGoal.EqualOpportunity));
    }

    /// <summary>Group b's scores are too low by a factor.</summary>
    private static FairnessCounts Scored()
    {
        var stream = new RandomStream(3);
        var (codes, selected, outcomes, scores) = (new int[4_000], new bool[4_000], new Outcome[4_000], new double[4_000]);
        for (var row = 0; row < codes.Length; row++)
        {
            var chance = stream.NextUnit();
            codes[row] = row % 2;
            outcomes[row] = stream.NextUnit() < chance ? Outcome.Positive : Outcome.Negative;
            scores[row] = codes[row] == 0 ? chance : 0.6 * chance;
            selected[row] = scores[row] >= 0.5;
        }

        var counts = new FairnessCounts();
        counts.Add(["a", "b"], codes, selected, outcomes, scores);
        return counts;
    }
}
