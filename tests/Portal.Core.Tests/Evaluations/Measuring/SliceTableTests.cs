using System.Globalization;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Evaluations.Measuring;

public sealed class SliceTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, 10)]
    [InlineData(SliceTable.MostRows, SliceTable.MostRows)]
    [InlineData(SliceTable.MostRows + 1, SliceTable.MostRows)]
    [InlineData(45_000, SliceTable.MostRows)]
    public void Read_ManyRows_AreSampledEvenlyAndMatchedWhole(int rows, int sampled)
    {
        var table = Read(Table("n", Enumerable.Range(0, rows).Select(Text)), rows, [Number("n")], new NamedSlice("Even", "n < 7"), new NamedSlice("Odd", "other = 3"));

        Assert.Equal(sampled, table.Sample.Length);
        Assert.Equal(Enumerable.Range(0, sampled).Select(i => (int)((long)i * rows / sampled)), table.Sample);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Assert.Single(table.Named).Rows());
        Assert.Equal(["The slice ‘Odd’ was not measured: the data has no column `other`."], table.Findings);
    }

    [Fact]
    public void Read_Numbers_AreBandsWhereTheyAreMany()
    {
        var table = Read(
            Table("many,few,word", Enumerable.Range(0, 100).Select(i => $"{(i == 3 ? "" : Text(i))},{(i == 4 ? "" : Text(i % 3))},{(i == 5 ? "" : i % 2 == 0 ? "x" : "y")}")),
            100, [Number("many"), Number("few"), Word("word")]);

        Assert.Equal(["below 21", "21 to 40", "41 to 59", "60 to 79", "80 or more", "missing"], table.Columns[0].Column.Values);
        Assert.Equal(["missing", "0", "1", "2"], table.Columns[1].Column.Values);
        Assert.Equal(["x", "y", "(missing)"], table.Columns[2].Column.Values);
        Assert.Equal(["many below 21", "many missing"], [table.Columns[0].Describe("below 21"), table.Columns[0].Describe("missing")]);
        Assert.Equal(["few = 2", "word = x y"], [table.Columns[1].Describe("2"), table.Columns[2].Describe("x y")]);
    }

    [Fact]
    public void Read_ColumnsThatTellNoGroups_AreLeftOutWithTheReason()
    {
        DatasetColumn[] columns =
        [
            Word("names"), Word("story"), Number("id") with { Role = ColumnRole.Identifier }, Word("at") with { Role = ColumnRole.Timestamp },
            Word("unused") with { Role = ColumnRole.Ignored }, Word("y") with { Role = ColumnRole.Label }, Word("kept"), Word("not there"),
        ];
        var story = new string('x', 201);
        var table = Read(Table("names,story,id,at,unused,y,kept", Enumerable.Range(0, 300).Select(i => $"n{Text(i)},{story},1,2,3,4,{Text(i % 2)}")), 300, columns);

        Assert.Equal(["kept"], table.Columns.Select(column => column.Column.Name));
        Assert.Equal(
            ["identifier: id", "timestamp: at", "ignored: unused", "label: y", "more than 200 values: names", "values longer than 200 characters: story"],
            table.LeftOut.Select(left => $"{left.Why}: {string.Join(", ", left.Columns)}"));
    }

    [Fact]
    public void Read_WideTable_KeepsTheProtectedColumnsFirst()
    {
        var names = Enumerable.Range(0, 250).Select(i => $"c{Text(i)}").ToArray();
        DatasetColumn[] columns = [.. names.Select((name, i) => i == 240 ? Word(name) with { Role = ColumnRole.ProtectedAttribute } : Word(name))];
        var table = Read(Table(string.Join(',', names), Enumerable.Repeat(string.Join(',', names), 5)), 5, columns);

        Assert.Equal((SliceTable.MostColumns, "c240", "c0"), (table.Columns.Count, table.Columns[0].Column.Name, table.Columns[1].Column.Name));
        Assert.Equal(("beyond the first 200 columns", 50), (table.LeftOut.Single().Why, table.LeftOut.Single().Columns.Count));
    }

    [Fact]
    public void Worst_OfManyRows_IsFoundInTheSampleWhateverTheThreads()
    {
        const int Rows = 30_000;
        var random = new Random(5);
        string[] lines = [.. Enumerable.Range(0, Rows).Select(_ => $"{random.Next(4)},{random.NextDouble().ToString("R", CultureInfo.InvariantCulture)}")];
        double[] actual = new double[Rows];
        double[] predicted = [.. lines.Select(line => (line.StartsWith('3') ? 2 : 1) * Math.Abs(random.NextDouble()))];
        var measurement = new RegressionMeasurement(predicted, actual);
        var table = Read(Table("group,value", lines), Rows, [Number("group"), Number("value")]);

        var worst = WorstSlicesOf.Rows(measurement, table, Ct)!;

        Assert.Equal(("mae", 20_000L, 30_000L), (worst.Loss, worst.RowsSearched, worst.Rows));
        Assert.Equal(("group = 3", true), (worst.Slices[0].Condition, worst.Slices[0].Significant));
        Assert.Equal(0.5, worst.Slices[0].Gap, 0.03);
        Assert.Equal(2, worst.Columns.Count);
    }

    [Fact]
    public void Worst_WithoutColumns_FindsNothing()
    {
        var worst = WorstSlicesOf.Rows(new RegressionMeasurement([1, 2], [1, 1]), Read(Table("id", ["1", "2"]), 2, [Number("id") with { Role = ColumnRole.Identifier }]), Ct)!;

        Assert.Equal((0, 0), (worst.Tried, worst.Slices.Count));
    }

    private static SliceTable Read(byte[] table, int rows, IReadOnlyList<DatasetColumn> columns, params NamedSlice[] slices) =>
        SliceTable.Read(new MemoryStream(table), slices, columns, rows, Ct);

    private static byte[] Table(string header, IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', [header, .. lines]));

    private static DatasetColumn Number(string name) => new(name, ColumnType.Number, ColumnRole.Feature);

    private static DatasetColumn Word(string name) => new(name, ColumnType.Text, ColumnRole.Feature);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
