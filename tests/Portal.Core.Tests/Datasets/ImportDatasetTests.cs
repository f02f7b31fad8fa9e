using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Datasets;

public sealed class ImportDatasetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_Mortgage_KeepsAnImmutableProfiledSnapshot(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var imported = await portal.ImportMortgageAsync("evaluation", Ct);

        var view = (await portal.Get<DatasetDetail>().VersionAsync(portal.As(Role.Auditor), "MORTGAGE-evaluation", 1, Ct)).Value;
        Assert.Equal((1, 714), (imported.Number, imported.Rows));
        Assert.Equal("6863829a59e181146fc791a375d91e8a7aae971c4b51a6d99ff4dbcc19de143d", view.Version.Digest.Hex);
        var deny = view.Profile.Single(column => column.Name == "deny");
        Assert.Equal([new ValueCount("no", 628), new ValueCount("yes", 86)], deny.TopValues);
        Assert.Equal(102, view.Profile.Single(column => column.Name == "afam").TopValues.Single(value => value.Value == "yes").Rows);
        Assert.Equal([388L, 138, 67, 57, 41, 23], view.Profile.Single(column => column.Name == "chist").TopValues.Select(value => value.Rows));
        Assert.Empty(view.Profile.Single(column => column.Name == "application_id").TopValues);
    }

    [Theory, EveryDatabase]
    public async Task Run_MortgageRatio_HasTheNumbersThatWereComputedApart(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);

        var column = (await portal.Get<DatasetDetail>().VersionAsync(portal.As(Role.Auditor), "mortgage-evaluation", 1, Ct)).Value.Profile.Single(one => one.Name == "pirat");

        Assert.Equal((714, 0, 210), (column.Rows, column.Missing, column.Distinct));
        Assert.Equal((0.04, 1.28), (column.Numbers!.Minimum, column.Numbers.Maximum));
        Assert.Equal(0.33095826330532213, column.Numbers.Mean, 12);
        Assert.Equal(0.09534703570503397, column.Numbers.StandardDeviation, 12);
        Assert.Equal([0.11478, 0.1826, 0.283575, 0.3359, 0.374075, 0.45, 0.5687], column.Numbers.Quantiles.Select(value => Math.Round(value, 9)));
        Assert.Equal([4L, 20, 48, 109, 226, 244, 41, 9, 7, 1, 0, 2, 1, 0, 0, 0, 0, 0, 1, 1], column.Numbers.Histogram);
    }

    [Theory, EveryDatabase]
    public async Task Run_DirtyFile_IsRefusedWithRowsAndLeavesNothing(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);
        var upload = await portal.UploadAsync(SampleFiles.Dirty, Ct);
        var types = (await portal.Get<DatasetDetail>().VersionAsync(portal.As(Role.Auditor), "mortgage-evaluation", 1, Ct)).Value.Columns.ToDictionary(column => column.Name);
        var columns = (await portal.ColumnsAsync(upload, Ct)).Select(column => types.GetValueOrDefault(column.Name) ?? column).ToList();
        var before = await EntriesAsync(portal);

        var refusal = (await portal.Get<ImportDataset>().RunAsync(portal.As(Role.DataScientist), new ImportDatasetRequest(upload, "mortgage-evaluation", null, columns), Ct)).Refusal;

        Assert.Equal("dataset.columns", refusal?.Code);
        Assert.Equal("Row 3: `lvrat` is 'n/a', a number is expected.", refusal!.Fields["columns.lvrat"]);
        Assert.Equal("Row 2: `pirat` is 'NA', a number is expected.", refusal.Fields["columns.pirat"]);
        Assert.Equal("Row 7: `phist` is 'maybe', yes or no is expected.", refusal.Fields["columns.phist"]);
        Assert.Contains("Nothing was imported.", refusal.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, await EntriesAsync(portal));
        Assert.Equal(1, (await portal.Get<DatasetDetail>().FindAsync(portal.As(Role.Auditor), "mortgage-evaluation", Ct)).Value.Newest);
    }

    [Fact]
    public async Task Run_SameBytesWithColumnsInAnotherOrder_AreTheSameSnapshot()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.ImportMortgageAsync("evaluation", Ct);
        var upload = await portal.UploadAsync(SampleFiles.Table("mortgage", "evaluation"), Ct);
        var columns = await portal.ColumnsAsync(upload, Ct, RegistryIntents.Mortgage);

        var outcome = await portal.Get<ImportDataset>().RunAsync(portal.As(Role.DataScientist), new ImportDatasetRequest(upload, "mortgage-evaluation", null, [.. columns.Reverse()]), Ct);

        Assert.Equal("dataset.same", outcome.Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Run_SameBytesAgain_AreRefusedAndOtherRolesMakeAVersion(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);
        var upload = await portal.UploadAsync(SampleFiles.Table("mortgage", "evaluation"), Ct);
        var same = await portal.ColumnsAsync(upload, Ct, RegistryIntents.Mortgage);
        var other = await portal.ColumnsAsync(upload, Ct, RegistryIntents.Mortgage[..1]);

        var again = await portal.Get<ImportDataset>().RunAsync(portal.As(Role.DataScientist), new ImportDatasetRequest(upload, "mortgage-evaluation", null, same), Ct);
        var changed = await portal.Get<ImportDataset>().RunAsync(portal.As(Role.DataScientist), new ImportDatasetRequest(upload, "mortgage-evaluation", null, other), Ct);

        Assert.Equal("dataset.same", again.Refusal?.Code);
        Assert.Equal(2, changed.Value.Number);
    }

    [Theory]
    [InlineData("sex", null, "privileged group")]
    [InlineData("sex", "x", "No row has 'x' in `sex`")]
    [InlineData("age", "30", null)]
    public async Task Run_ProtectedAttribute_NeedsAPrivilegedValueThatOccurs(string column, string? privileged, string? because)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var upload = await portal.UploadTextAsync("people.csv", "sex,age\nm,30\nf,40\n", Ct);
        var type = column == "age" ? ColumnType.Integer : ColumnType.Text;

        var columns = await portal.ColumnsAsync(upload, Ct, new DatasetColumn(column, type, ColumnRole.ProtectedAttribute, privileged));
        var outcome = await portal.Get<ImportDataset>().RunAsync(portal.As(Role.DataScientist), new ImportDatasetRequest(upload, "people", new NewDataset("", DataClassification.Personal, "eu"), columns), Ct);

        Assert.Equal(because is null, outcome.IsOk);
        Assert.Contains(because ?? "", outcome.Refusal?.Fields[$"columns.{column}"] ?? "", StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Run_WithoutTheRole_IsRefusedBeforeAnythingIsRead(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var upload = await portal.UploadTextAsync("people.csv", "a\n1\n", Ct);

        var outcome = await portal.Get<ImportDataset>().RunAsync(
            portal.As(Role.Executive), new ImportDatasetRequest(upload, "people", new NewDataset("", DataClassification.Public, "eu"), [new("a", ColumnType.Integer, ColumnRole.Feature)]), Ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
    }

    [Theory, EveryDatabase]
    public async Task Run_OtherTenantsUploadOrDataset_AnswersAsIfItWereNotThere(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var upload = await portal.UploadTextAsync("people.csv", "a\n1\n", Ct);
        await portal.ImportMortgageAsync("evaluation", Ct);
        var columns = new[] { new DatasetColumn("a", ColumnType.Integer, ColumnRole.Feature) };

        var import = await portal.Get<ImportDataset>().RunAsync(portal.Outsider, new ImportDatasetRequest(upload, "people", new NewDataset("", DataClassification.Public, "eu"), columns), Ct);
        var detail = await portal.Get<DatasetDetail>().FindAsync(portal.Outsider, "mortgage-evaluation", Ct);
        var list = await portal.Get<DatasetList>().ReadAsync(portal.Outsider, new DatasetListRequest(new PageRequest()), Ct);

        Assert.Equal(RefusalKind.NotFound, import.Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, detail.Refusal?.Kind);
        Assert.Empty(list.Value.Items);
    }

    [Theory, EveryDatabase]
    public async Task Edit_WithAnOldRevision_IsRefusedAsStale(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportMortgageAsync("evaluation", Ct);
        var (actor, seen) = (portal.As(Role.DataScientist), (await portal.Get<DatasetDetail>().FindAsync(portal.As(Role.DataScientist), "mortgage-evaluation", Ct)).Value.Revision);
        var request = new EditDatasetRequest("mortgage-evaluation", seen, "Held out.", "Reviewer@first.example", DataClassification.Personal, "eu-west");

        var first = await portal.Get<EditDataset>().RunAsync(actor, request, Ct);
        var second = await portal.Get<EditDataset>().RunAsync(actor, request with { Description = "Mine" }, Ct);

        var view = (await portal.Get<DatasetDetail>().FindAsync(actor, "mortgage-evaluation", Ct)).Value;
        Assert.True(first.IsOk);
        Assert.Equal(RefusalKind.Stale, second.Refusal?.Kind);
        Assert.Equal(("Held out.", "eu-west", DataClassification.Personal), (view.Description, view.Region, view.Classification));
    }

    [Theory, EveryDatabase]
    public async Task List_SearchAndPages_WalkAllOnce(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var i in Enumerable.Range(1, 5))
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(i == 3 ? 0 : 1));
            var upload = await portal.UploadTextAsync("t.csv", $"a\n{i}\n", Ct);
            await portal.Get<ImportDataset>().RunAsync(
                portal.As(Role.DataScientist), new ImportDatasetRequest(upload, $"Loans-{i}", new NewDataset("", DataClassification.Public, "eu"), [new("a", ColumnType.Integer, ColumnRole.Feature)]), Ct);
        }

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await portal.Get<DatasetList>().ReadAsync(portal.As(Role.Auditor), new DatasetListRequest(new PageRequest(2, after), "loans"), Ct)).Value;
            seen.AddRange(page.Items.Select(row => row.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["Loans-1", "Loans-2", "Loans-3", "Loans-4", "Loans-5"], seen.Order());
        Assert.Single((await portal.Get<DatasetList>().ReadAsync(portal.As(Role.Auditor), new DatasetListRequest(new PageRequest(), "ANS-4"), Ct)).Value.Items);
    }

    private static async Task<int> EntriesAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        return await db.AuditEntries.CountAsync(Ct);
    }
}
