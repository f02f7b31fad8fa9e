using Portal.Statistics.Counters;
using Portal.Statistics.Fairness;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Fairness;

public sealed class GapBootstrapTests
{
    private const int Samples = 4_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void OfCells_BesideRows_GivesTheSameDistribution()
    {
        var stream = new RandomStream(11);
        var (codes, selected, outcomes) = (new int[1_200], new bool[1_200], new Outcome[1_200]);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = stream.NextIndex(8) == 0 ? 1 : 0;
            outcomes[row] = stream.NextUnit() < 0.4 ? Outcome.Positive : Outcome.Negative;
            selected[row] = stream.NextUnit() < (codes[row] == 0 ? 0.5 : 0.35) + (outcomes[row] == Outcome.Positive ? 0.2 : 0);
        }

        var counts = new FairnessCounts();
        counts.Add(["a", "b"], codes, selected, outcomes);

        var byRows = GapBootstrap.OfRows(2, codes, selected, outcomes, Samples, 1, Token);
        var byCells = GapBootstrap.OfCells(counts.Groups, null, Samples, 900_000, Token);

        // The error of a simulated 2.5 % quantile is some 4 % of the spread, of which the interval is four.
        Assert.All(byRows, pair =>
        {
            var (rows, cells) = (pair.Value.Interval!.Value, byCells[pair.Key].Interval!.Value);
            var tolerance = 0.05 * (rows.Upper - rows.Lower);
            Assert.Equal(rows.Lower, cells.Lower, tolerance);
            Assert.Equal(rows.Upper, cells.Upper, tolerance);
        });
    }

    [Fact]
    public void OfCells_SameSeed_GivesTheSameIntervals()
    {
        var counts = new FairnessCounts();
        counts.Add(["a", "b"], [.. Enumerable.Range(0, 500).Select(row => row % 2)], [.. Enumerable.Range(0, 500).Select(row => row % 3 == 0)]);

        var first = GapBootstrap.OfCells(counts.Groups, null, 300, 5, Token);

        Assert.Equal(first, GapBootstrap.OfCells(counts.Groups, null, 300, 5, Token));
        Assert.NotEqual(first, GapBootstrap.OfCells(counts.Groups, null, 300, 5_000, Token));
    }

    [Fact]
    public void OfCells_GroupOfOne_SkipsSamplesWithoutIt()
    {
        var counts = new FairnessCounts();
        counts.Add(["a", "b"], [.. Enumerable.Range(0, 100).Select(row => row == 0 ? 1 : 0)], new bool[100]);

        var gap = GapBootstrap.OfCells(counts.Groups, null, Samples, 3, Token)[FairnessMeasure.DemographicParity];

        // (1 − 1/100)^100 of the samples lack it.
        Assert.Equal(0.366, gap.Skipped / (double)Samples, 0.03);
        Assert.Equal(0, gap.Interval!.Value.Upper);
    }
}
