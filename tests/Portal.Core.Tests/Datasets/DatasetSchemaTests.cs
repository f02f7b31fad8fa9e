using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Datasets;

public sealed class DatasetSchemaTests
{
    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "dataset.rows")]
    public async Task Rows_BeyondTheLimit_AreRefusedByDraftAndImport(int rows, string? code)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite, services => services.AddSingleton(new DatasetOptions { RowLimit = 3 }));
        var upload = await portal.UploadTextAsync("numbers.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", rows)), ct);

        var schema = await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload, null, ct);
        var import = await portal.Get<ImportDataset>().RunAsync(
            portal.As(Role.DataScientist),
            new ImportDatasetRequest(upload, "numbers", new NewDataset("", DataClassification.Internal, "eu"), [new("a", ColumnType.Integer, ColumnRole.Feature), new("b", ColumnType.Integer, ColumnRole.Feature)]),
            ct);

        Assert.Equal((code, code), (schema.Refusal?.Code, import.Refusal?.Code));
    }

    [Fact]
    public async Task Find_WithoutTheRole_IsRefusedBeforeTheFileIsRead()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var upload = await portal.UploadTextAsync("numbers.csv", "a\n1\n", ct);

        Assert.Equal(RefusalKind.Forbidden, (await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.Auditor), upload, null, ct)).Refusal?.Kind);
    }

    [Theory]
    [InlineData("1|2|-3", ColumnType.Integer)]
    [InlineData("1|2.5|-3e4", ColumnType.Number)]
    [InlineData("1|2|", ColumnType.Integer)]
    [InlineData("007|008", ColumnType.Text)]
    [InlineData("0|0.5", ColumnType.Number)]
    [InlineData("1|NA", ColumnType.Text)]
    [InlineData("1|NaN", ColumnType.Text)]
    [InlineData("1|1e999", ColumnType.Text)]
    [InlineData("yes|no|yes", ColumnType.Boolean)]
    [InlineData("yes|NO", ColumnType.Text)]
    [InlineData("True|False", ColumnType.Boolean)]
    [InlineData("0|1", ColumnType.Integer)]
    [InlineData("2024-03-04|2024-03-05T10:00:00Z", ColumnType.Instant)]
    [InlineData("31/02/2024", ColumnType.Text)]
    [InlineData("2024-02-31", ColumnType.Text)]
    [InlineData("|", ColumnType.Text)]
    public async Task Find_CellsOfAColumn_HaveTheNarrowestTypeInCommon(string cells, ColumnType type)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var column = Assert.Single((await ReadAsync(portal, "a,b\n" + string.Join('\n', cells.Split('|').Select(cell => cell + ",x")))).Value.Columns, one => one.Name == "a");

        Assert.Equal(type, column.Type);
    }

    [Theory]
    [InlineData("", "no header line")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,a\n1,2\n", "`a` twice")]
    [InlineData("a,,c\n1,2,3\n", "Column 2 of the header has no name")]
    [InlineData("a,b\n1,2\n1,2,3\n", "Row 2 has 3 fields, the header has 2")]
    [InlineData("a,b\n1\n", "Row 1 has 1 fields, the header has 2")]
    [InlineData("a,b\n1,\"open\n", "never closed")]
    public async Task Find_FileThatIsNoTable_IsRefusedWithItsRow(string text, string because)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var refusal = (await ReadAsync(portal, text)).Refusal;

        Assert.Equal("dataset.file", refusal?.Code);
        Assert.Contains(because, refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_LargeCellsAndTooManyColumns_AreRefused()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var cell = (await ReadAsync(portal, "a,b\n1,2\n1," + new string('x', 33_000) + "\n")).Refusal;
        var columns = (await ReadAsync(portal, string.Join(',', Enumerable.Range(0, 2_001).Select(i => $"c{i}")) + "\n")).Refusal;

        Assert.Contains("Row 2: `b` has 33,000 bytes", cell!.Sentence, StringComparison.Ordinal);
        Assert.Contains("2,001 columns", columns!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_BytesThatAreNoText_AreRefused()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        using var content = new MemoryStream([.. "a,b\n1,"u8, 0xFF, 0xFE, .. "\n"u8]);
        var upload = await portal.Get<ReceiveUpload>().RunAsync(portal.As(Role.DataScientist), new ReceiveUploadRequest("x.csv", content), TestContext.Current.CancellationToken);

        var outcome = await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload.Value.Id, null, TestContext.Current.CancellationToken);

        Assert.Contains("Row 1: `b` is not UTF-8 text", outcome.Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_MarkCrLfAndQuotes_ReadAsTheSameTable()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        var schema = (await ReadAsync(portal, "\uFEFFid,\"a, b\"\r\nx1,\"say \"\"no\"\"\"\r\nx2,\"two\nlines\"\r\n")).Value;

        Assert.Equal(2, schema.Rows);
        Assert.Equal(["id", "a, b"], schema.Columns.Select(column => column.Name));
        Assert.Equal(["say \"no\"", "two\nlines"], schema.Columns[1].Values.Select(value => value.Value));
    }

    [Fact]
    public async Task Find_Mortgage_SuggestsButNeverChoosesLabelOrProtectedAttributes()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var upload = await portal.UploadAsync(SampleFiles.Table("mortgage", "evaluation"), TestContext.Current.CancellationToken);

        var schema = (await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload, null, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(714, schema.Rows);
        Assert.Equal(ColumnRole.Identifier, schema.Columns.Single(column => column.Name == "application_id").Role);
        Assert.DoesNotContain(schema.Columns, column => column.Role is ColumnRole.Label or ColumnRole.ProtectedAttribute);
        Assert.Contains("label", schema.Columns.Single(column => column.Name == "deny").Question, StringComparison.Ordinal);
        Assert.Contains("protected", schema.Columns.Single(column => column.Name == "afam").Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ForANextVersion_TakesOverTypesAndRoles()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("reference", TestContext.Current.CancellationToken);
        var upload = await portal.UploadAsync(SampleFiles.Table("mortgage", "evaluation"), TestContext.Current.CancellationToken);

        var schema = (await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload, "mortgage-reference", TestContext.Current.CancellationToken)).Value;

        Assert.Equal(1, schema.After);
        Assert.Equal(ColumnRole.Label, schema.Columns.Single(column => column.Name == "deny").Role);
        Assert.Equal("no", schema.Columns.Single(column => column.Name == "afam").PrivilegedValue);
    }

    private static async Task<Outcome<InferredSchema>> ReadAsync(TestPortal portal, string text)
    {
        var upload = await portal.UploadTextAsync("table.csv", text, TestContext.Current.CancellationToken);
        return await portal.Get<DatasetSchema>().FindAsync(portal.As(Role.DataScientist), upload, null, TestContext.Current.CancellationToken);
    }
}
