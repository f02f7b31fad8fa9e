using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Uncertainty;

public sealed class McNemarTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)] // 25 disagreements: the first with the chi-square
    [InlineData(4)]
    [InlineData(5)]
    public void Measure_Table_AgreesWithStatsmodels(int number)
    {
        var oracle = Oracle.Read("mcnemar")["cases"].Items.ElementAt(number);
        var cells = oracle["cells"].Integers;

        var test = Measure(cells[0], cells[1], cells[2], cells[3]);

        Assert.Equal(oracle["p_value"].Number, test.PValue, 1e-9);
        Assert.Equal(oracle["exact"].Integer == 1, test.Exact);
        Assert.Equal((cells[1] - cells[2]) / (double)cells.Sum(), test.Difference, 1e-15);
        Assert.InRange(test.Difference, test.Interval.Lower, test.Interval.Upper);
    }

    [Fact]
    public void Measure_NoDisagreement_HasPValueOne() => Assert.Equal(1, Measure(10, 0, 0, 2).PValue);

    [Fact]
    public void Measure_ManyDisagreementsInBalance_HasPValueOne() => Assert.Equal(1, Measure(10, 20, 20, 2).PValue);

    [Fact]
    public void Measure_ModelsExchanged_TurnsTheSign()
    {
        var (forth, back) = (Measure(50, 8, 3, 9), Measure(50, 3, 8, 9));

        Assert.Equal(forth.PValue, back.PValue);
        Assert.Equal(forth.Difference, -back.Difference);
        Assert.Equal(forth.Interval.Lower, -back.Interval.Upper);
    }

    /// <summary>b = 3, c = 8, n = 70: (4 − 9)/72 ± 1.96·√((4/72 + 9/72 − (5/72)²)/72).</summary>
    [Fact]
    public void Measure_Interval_IsTheAdjustedWaldOne()
    {
        var interval = Measure(50, 3, 8, 9).Interval;

        Assert.Equal(-0.16628, interval.Lower, 1e-4);
        Assert.Equal(0.02739, interval.Upper, 1e-4);
    }

    [Fact]
    public void Measure_RowsThatDoNotFit_Throws()
    {
        Assert.Throws<ArgumentException>(() => McNemar.Measure([true], [true, false]));
        Assert.Throws<ArgumentException>(() => McNemar.Measure([], []));
    }

    private static McNemar Measure(int both, int first, int second, int neither)
    {
        bool[] Rows(bool ofFirst) =>
        [
            .. Enumerable.Repeat(true, both),
            .. Enumerable.Repeat(ofFirst, first),
            .. Enumerable.Repeat(!ofFirst, second),
            .. Enumerable.Repeat(false, neither),
        ];
        return McNemar.Measure(Rows(true), Rows(false));
    }
}
