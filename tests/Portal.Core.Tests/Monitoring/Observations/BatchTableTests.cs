using System.Globalization;
using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>Rows that are taken many at once are the rows that are taken one by one: a bad row anywhere leaves the others as they are.</summary>
public sealed class BatchTableTests
{
    private const int Rows = 3_000;

    private static readonly ScoringRules s_scoring = new(
        Core.Registry.InputStyle.Columns, [], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "outcome", ["good", "bad"], "bad", "good", 0.5);

    private static readonly ExpectedColumns s_columns = ExpectedColumns.ForInputs(
        ModelTask.BinaryClassification,
        s_scoring,
        [new DatasetColumn("amount", ColumnType.Number, ColumnRole.Feature), new DatasetColumn("purpose", ColumnType.Text, ColumnRole.Feature)],
        "loans version 1",
        new BatchNames());

    [Theory]
    [InlineData(BatchFormat.Csv)]
    [InlineData(BatchFormat.Ndjson)]
    public void BadRowsAmongMany_LeaveTheBlockOfTheOthers(BatchFormat format)
    {
        int[] bad = [0, 511, 512, 700, 701, 2_999];
        var all = Enumerable.Range(0, Rows).Select(row => Row(row, format)).ToList();
        var dirty = new List<string>(all);
        foreach (var (row, kind) in bad.Select((row, kind) => (row, kind)))
        {
            dirty[row] = Broken(row, kind % 3, format);
        }

        var table = Read(dirty, format, quarantine: true);
        var clean = Read([.. all.Where((_, row) => !bad.Contains(row))], format, quarantine: false);

        Assert.Equal((Rows - bad.Length, bad.Length), (table.Rows, (int)table.Defects.Count));
        Assert.Equal(bad.Select(row => (long)row + (format == BatchFormat.Csv ? 2 : 1)), table.Defects.First.Select(defect => defect.Line));
        Assert.Equal(BlockWriter.Write(clean.Columns), BlockWriter.Write(table.Columns));
    }

    [Fact]
    public void Csv_AndNdjson_GiveTheSameBlock()
    {
        var csv = Read([.. Enumerable.Range(0, Rows).Select(row => Row(row, BatchFormat.Csv))], BatchFormat.Csv, quarantine: false);
        var json = Read([.. Enumerable.Range(0, Rows).Select(row => Row(row, BatchFormat.Ndjson))], BatchFormat.Ndjson, quarantine: false);

        Assert.Equal(BlockWriter.Write(csv.Columns), BlockWriter.Write(json.Columns));
        Assert.Equal("L-2999", csv.Ids.TextOf(2_999));
        Assert.Equal(Instant(1_234), csv.Instants.At(1_234));
    }

    /// <summary>Numbers, instants and texts in several forms, some missing, some new late.</summary>
    private static string Row(int row, BatchFormat format)
    {
        var amount = row % 10 == 3 ? "" : row % 50 == 7 ? "NA" : row % 50 == 8 ? "1.5e3" : $"{row}.25";
        var purpose = row % 13 == 5 ? "" : row > 2_000 ? $"late purpose {row % 9}" : $"ö{row % 7}";
        var instant = row % 20 == 1 ? Instant(row).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture) : Instant(row).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return format == BatchFormat.Csv
            ? $"L-{row},{instant},{amount},{(row % 40 == 2 ? $"\"{purpose}\"" : purpose)},0.5"
            : $$"""{"timestamp":"{{instant}}","id":"L-{{row}}","amount":"{{amount}}","purpose":"{{(row % 40 == 2 ? purpose.Replace("p", "\\u0070", StringComparison.Ordinal) : purpose)}}","score":0.5}""";
    }

    private static string Broken(int row, int kind, BatchFormat format) => kind switch
    {
        0 => Row(row, format).Replace("2026-", "someday-", StringComparison.Ordinal),
        1 => Row(row, format).Replace("0.5", "1.5", StringComparison.Ordinal),
        _ => Row(row, format).Replace($"L-{row}", "L-100", StringComparison.Ordinal),
    };

    private static DateTimeOffset Instant(int row) => ObservationWorld.Start.AddMilliseconds(12_345 * row);

    private static BatchTable Read(List<string> rows, BatchFormat format, bool quarantine)
    {
        var body = (format == BatchFormat.Csv ? "id,timestamp,amount,purpose,score\n" : "") + string.Join('\n', rows) + "\n";
        var rules = new BatchRules(ModelTask.BinaryClassification, s_scoring, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1_000_000, quarantine);
        using var read = BatchRows.Open(format, new MemoryStream(Encoding.UTF8.GetBytes(body)), s_columns);
        return BatchTable.Read(read, s_columns, rules, TestContext.Current.CancellationToken).Value;
    }
}
