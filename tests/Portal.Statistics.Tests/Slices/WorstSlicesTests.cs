using Portal.Statistics.Slices;
using Portal.Statistics.Tests.Oracles;
using Portal.Statistics.Uncertainty;

namespace Portal.Statistics.Tests.Slices;

public sealed class WorstSlicesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, SliceTest.TwoProportions)]
    [InlineData(1, SliceTest.Welch)]
    public void Of_PlantedSlice_IsTheFirstAndOnlyFinding(int number, SliceTest test)
    {
        var oracle = Oracle.Read("slices")["cases"].Items.ElementAt(number);

        var worst = WorstSlices.Of(Columns(oracle), oracle["losses"].Numbers, cancellation: Token);

        Assert.Equal(test, worst.Test);
        Assert.Equal(oracle["tried"].Integer, worst.Tried);
        var slice = worst.Slices[0];
        Assert.Equal(oracle["worst"].Text, slice.Name);
        Assert.Equal("a = 1 and b = 2", slice.Name);
        Assert.Equal(oracle["rows"].Integer, slice.Rows);
        Assert.Equal(oracle["gap"].Number, slice.Gap, 1e-12);
        Assert.Equal(slice.MeanLoss - slice.MeanLossOfRest, slice.Gap, 1e-12);
        Assert.InRange(slice.Gap, slice.Interval!.Value.Lower, slice.Interval.Value.Upper);
        AssertClose(oracle["p_value"].Number, slice.PValue);
        AssertClose(oracle["adjusted"].Number, slice.AdjustedPValue);
        Assert.Equal(["a = 1 and b = 2"], worst.Slices.Where(finding => finding.Significant).Select(finding => finding.Name));
    }

    [Fact]
    public void Of_BadValueOfOneColumn_IsToldOnceAndNotInEachPart()
    {
        var (columns, stream) = Random(4_000, 9);
        double[] losses = [.. columns[0].Codes.ToArray().Select(code => stream.NextUnit() < (code == 2 ? 0.5 : 0.2) ? 1.0 : 0)];

        var worst = WorstSlices.Of(columns, losses, cancellation: Token);

        Assert.Equal(["a = 2"], worst.Slices.Where(slice => slice.Significant).Select(slice => slice.Name));
    }

    [Fact]
    public void Of_TheSameColumnTwice_IsToldOnce()
    {
        var (columns, stream) = Random(2_000, 10);
        double[] losses = [.. columns[0].Codes.ToArray().Select(code => stream.NextUnit() + (code == 2 ? 0.5 : 0))];

        var worst = WorstSlices.Of([.. columns, columns[0] with { Name = "copy" }], losses, cancellation: Token);

        Assert.Equal(["a = 2"], worst.Slices.Where(slice => slice.Significant).Select(slice => slice.Name));
    }

    [Fact]
    public void Of_NoBadSlice_HardlyEverFindsOne()
    {
        var found = 0;
        for (ulong trial = 0; trial < 100; trial++)
        {
            var (columns, stream) = Random(1_000, 100 + trial * 7_919);
            double[] losses = [.. Enumerable.Range(0, 1_000).Select(_ => stream.NextUnit() < 0.2 ? 1.0 : 0)];
            found += WorstSlices.Of(columns, losses, cancellation: Token).Slices.Any(slice => slice.Significant) ? 1 : 0;
        }

        Assert.InRange(found, 0, 12);
    }

    [Fact]
    public void Of_RowsInAnotherOrder_ChangesNothing()
    {
        var oracle = Oracle.Read("slices")["cases"].Items.First();
        var columns = Columns(oracle);
        var losses = oracle["losses"].Numbers;
        var order = Enumerable.Range(0, losses.Length).OrderBy(row => row * 211 % 401).ToArray();
        var moved = columns.Select(column => column with { Codes = order.Select(row => column.Codes.Span[row]).ToArray() }).ToArray();

        var expected = WorstSlices.Of(columns, losses, cancellation: Token);
        var actual = WorstSlices.Of(moved, order.Select(row => losses[row]).ToArray(), cancellation: Token);

        Assert.Equal(expected.Slices.Select(slice => (slice.Name, slice.Gap, slice.PValue)), actual.Slices.Select(slice => (slice.Name, slice.Gap, slice.PValue)));
    }

    [Fact]
    public void Of_DepthOneAndHolm_AreAsAskedFor()
    {
        var oracle = Oracle.Read("slices")["cases"].Items.First();

        var worst = WorstSlices.Of(
            Columns(oracle), oracle["losses"].Numbers, new SliceSearch { Depth = 1, Correction = Correction.FamilyWise }, Token);

        Assert.All(worst.Slices, slice => Assert.Single(slice.Conditions));
        Assert.Equal(10, worst.Tried);
        Assert.Equal(Correction.FamilyWise, worst.Correction);
    }

    [Fact]
    public void Of_SmallSlicesAndNamesOfRows_AreNotTried()
    {
        int[] codes = [.. Enumerable.Range(0, 300)];
        var names = new SliceColumn("id", [.. codes.Select(code => $"r{code}")], codes);
        var rare = new SliceColumn("rare", ["no", "yes"], codes.Select(code => code < 10 ? 1 : 0).ToArray());

        var worst = WorstSlices.Of([names, rare], codes.Select(code => code % 2 == 0 ? 1.0 : 0).ToArray(), cancellation: Token);

        Assert.Equal(0, worst.Tried);
        Assert.Equal(2, worst.TooSmall);
        Assert.Equal(["id"], worst.ColumnsLeftOut);
        Assert.Empty(worst.Slices);
    }

    [Theory]
    [InlineData(48, 3)]
    [InlineData(47, 2)]
    [InlineData(16, 2)]
    [InlineData(15, 1)]
    [InlineData(0, 1)]
    public void Of_MoreCellsThanAllowed_LaterColumnsAreSearchedAlone(int cells, int crossed)
    {
        var oracle = Oracle.Read("slices")["cases"].Items.First();
        var all = WorstSlices.Of(Columns(oracle), oracle["losses"].Numbers, cancellation: Token);
        var alone = WorstSlices.Of(Columns(oracle), oracle["losses"].Numbers, new SliceSearch { Depth = 1 }, Token);

        var worst = WorstSlices.Of(Columns(oracle), oracle["losses"].Numbers, new SliceSearch { MaximumCells = cells }, Token);

        Assert.Equal(new[] { "a", "b", "c" }.Skip(crossed), worst.ColumnsNotCrossed);
        Assert.InRange(worst.Tried, alone.Tried, all.Tried);
        Assert.Equal(crossed == 3, worst.Tried == all.Tried);
        Assert.Equal(crossed == 1, worst.Tried == alone.Tried);
    }

    [Fact]
    public void Of_RowsThatDoNotFit_Throws()
    {
        var column = new SliceColumn("a", ["x"], new[] { 0, 1 });

        Assert.Throws<ArgumentException>(() => WorstSlices.Of([column], new[] { 0.0 }, cancellation: Token));
        Assert.Throws<ArgumentException>(() => WorstSlices.Of([column], new[] { 0.0, 1 }, cancellation: Token));
        Assert.Throws<ArgumentException>(() => WorstSlices.Of([], new[] { double.NaN }, cancellation: Token));
    }

    private static SliceColumn[] Columns(Oracle oracle) =>
        [.. new[] { "a", "b", "c" }.Select(name => new SliceColumn(name, ["0", "1", "2", "3"], oracle[name].Integers))];

    private static (SliceColumn[] Columns, RandomStream Stream) Random(int rows, ulong seed)
    {
        var stream = new RandomStream(seed);
        var columns = new List<SliceColumn>();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            columns.Add(new SliceColumn(name, ["0", "1", "2", "3"], Enumerable.Range(0, rows).Select(_ => stream.NextIndex(4)).ToArray()));
        }

        return ([.. columns], stream);
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual / expected, 1 - 1e-6, 1 + 1e-6);
}
