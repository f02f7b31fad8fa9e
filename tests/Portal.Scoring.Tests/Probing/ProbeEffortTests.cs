using System.Text;
using Portal.Scoring.Contract;
using Portal.Scoring.Inputs;
using Portal.Scoring.Probing;

namespace Portal.Scoring.Tests.Probing;

/// <summary>How much is asked, of which rows, and with which values.</summary>
public sealed class ProbeEffortTests
{
    [Theory]
    [InlineData(714, 1, 12, 2, 714, 5, true)]
    [InlineData(1_000_000, 1, 12, 2, 2_000, 5, true)]
    [InlineData(1_000_000, 1, 200, 0, 294, 5, true)]
    [InlineData(1_000_000, 1, 400, 0, 238, 2, true)]
    [InlineData(1_000_000, 1, 784, 0, 300, 2, false)]
    [InlineData(1_000_000, 1, 5_000, 1, 2_000, 0, false)]
    [InlineData(150, 1, 400, 0, 150, 5, true)]
    [InlineData(1_000_000, 1_000, 64, 0, 0, 0, false)]
    public void Effort_ManyColumns_AsksLess(long rows, int width, int columns, int attributes, int sample, int shuffles, bool disturbs)
    {
        var effort = ProbeEffort.Of(new ProbePlan(), rows, width, columns, attributes);

        Assert.Equal((sample, shuffles, disturbs), (effort.Rows, effort.Shuffles, effort.Disturbs));
        Assert.Equal(disturbs, effort.LeftOut.Count == 0);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(714, 300)]
    [InlineData(5_000_000_000, 2_000)]
    public void Sample_OfRows_IsOneOfEachStretch(long rows, int count)
    {
        var sample = ProbeSample.Rows(rows, count);

        Assert.Equal(sample, ProbeSample.Rows(rows, count));
        Assert.Equal(count, sample.Distinct().Count());
        Assert.All(sample.Index(), row => Assert.InRange(row.Item, (long)((Int128)rows * row.Index / count), (long)((Int128)rows * (row.Index + 1) / count) - 1));
    }

    [Fact]
    public void Order_ManySeeds_EveryOneComesUpEquallyOften()
    {
        var counts = Enumerable.Range(0, 6_000).CountBy(seed => string.Join(',', new SeededDraws((ulong)seed * 1_000_003).Order(3)));

        Assert.Equal(6, counts.Count());
        Assert.All(counts, count => Assert.InRange(count.Value, 900, 1_100));
    }

    [Fact]
    public void Grid_Numbers_AreThoseOfTheTableAtEvenShares()
    {
        var column = Column(InputKind.Number, Enumerable.Range(1, 100).Reverse());

        Assert.Equal(["13", "38", "63", "88"], Texts(column.Grid(4)));
        Assert.Equal(["1", "2", "3"], Texts(Column(InputKind.Number, [3, 1, 2, 1]).Grid(4)));
    }

    [Fact]
    public void Grid_MostRowsAlike_RepeatsNothing()
    {
        var column = Column(InputKind.Whole, Enumerable.Repeat(0, 90).Concat(Enumerable.Range(1, 10)));

        Assert.Equal(["0", "1"], Texts(column.Grid(5)));
    }

    [Fact]
    public void Grid_Categories_AreTheMostFrequentOnes()
    {
        var column = new SampledColumn(new("word", InputKind.Category), [.. new[] { "c", "b", "b", "a", "a", "", "" }.Select(Encoding.UTF8.GetBytes)]);

        Assert.Equal(["a", "b"], Texts(column.Grid(2)));
    }

    [Fact]
    public void Move_Numbers_StaysWithinTheTable()
    {
        var column = Column(InputKind.Whole, Enumerable.Range(1, 20));

        Assert.Equal("1", Encoding.UTF8.GetString(column.Moved(-1)![0]));
        Assert.Equal("2", Encoding.UTF8.GetString(column.Moved(-1)![2]));
        Assert.Equal("20", Encoding.UTF8.GetString(column.Moved(1)![19]));
        Assert.Equal(1, column.Describe().Step);
        Assert.Null(Column(InputKind.Whole, Enumerable.Range(1, 6)).Moved(1));
    }

    [Fact]
    public void Sheet_FieldsThatNeedQuotes_AreReadAsTheyWere()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "id,\"a, b\",c\n1,\"x,\"\"y\"\"\",2\n2,,\"line\none\"\n");

        var sheet = ProbeSheet.Read(path, [new("a, b", InputKind.Category), new("c", InputKind.Category)], [0, 1]);
        File.Delete(path);
        using var table = sheet.Write(-1, []);

        Assert.Equal(["a, b", "c"], table.Columns);
        Assert.True(table.Read());
        Assert.Equal("x,\"y\"", Encoding.UTF8.GetString(table[0]));
        Assert.True(table.Read());
        Assert.Equal(("", "line\none"), (Encoding.UTF8.GetString(table[0]), Encoding.UTF8.GetString(table[1])));
        Assert.False(table.Read());
    }

    private static SampledColumn Column(InputKind kind, IEnumerable<int> numbers) =>
        new(new("number", kind), [.. numbers.Select(number => Encoding.UTF8.GetBytes(number.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);

    private static IEnumerable<string> Texts(IEnumerable<byte[]> values) => values.Select(Encoding.UTF8.GetString);
}
