using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Uncertainty;

public sealed class BinomialDrawTests
{
    private const int Draws = 40_000;

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(12, 0.3)]
    [InlineData(25, 0.4)]
    [InlineData(30, 0.97)]
    [InlineData(400, 0.02)]
    [InlineData(400, 0.03)]
    [InlineData(1_000, 0.35)]
    [InlineData(1_000_000, 0.000_004)]
    [InlineData(1_000_000_000, 0.6)]
    public void Next_ManyDraws_HaveItsMeanAndVariance(long trials, double chance)
    {
        var stream = new RandomStream(42);
        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var off = BinomialDraw.Next(ref stream, trials, chance) - trials * chance;
            sum += off;
            squares += off * off;
        }

        var variance = trials * chance * (1 - chance);
        Assert.InRange(sum / Draws, -4 * Math.Sqrt(variance / Draws), 4 * Math.Sqrt(variance / Draws));
        Assert.Equal(variance, squares / Draws, 0.05 * variance);
    }

    [Theory]
    [InlineData(20, 0.3)]
    [InlineData(60, 0.4)]
    public void Next_ManyDraws_HaveItsDistribution(int trials, double chance)
    {
        var stream = new RandomStream(7);
        var seen = new double[trials + 1];
        for (var draw = 0; draw < Draws; draw++)
        {
            seen[BinomialDraw.Next(ref stream, trials, chance)]++;
        }

        var mass = Math.Pow(1 - chance, trials);
        var distance = 0.0;
        for (var hits = 0; hits <= trials; hits++)
        {
            distance += Math.Abs(seen[hits] / Draws - mass) / 2;
            mass *= chance / (1 - chance) * (trials - hits) / (hits + 1);
        }

        Assert.InRange(distance, 0, 0.02);
    }

    [Theory]
    [InlineData(0, 0.5, 0)]
    [InlineData(10, 0, 0)]
    [InlineData(10, 1, 10)]
    public void Next_NothingLeftToChance_DrawsIt(long trials, double chance, long hits)
    {
        var stream = new RandomStream(1);

        Assert.Equal(hits, BinomialDraw.Next(ref stream, trials, chance));
    }

    [Fact]
    public void Multinomial_Cells_AreDrawnAsOftenAsThereAreRows()
    {
        var stream = new RandomStream(1);
        long[] cells = [5, 0, 1_000, 70_000, 0];
        var drawn = new long[5];

        BinomialDraw.Multinomial(ref stream, cells, drawn);

        Assert.Equal(cells.Sum(), drawn.Sum());
        Assert.Equal((0, 0), (drawn[1], drawn[4]));
    }
}
