using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.VisualBasic.FileIO;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Costs.Charges;

/// <summary>The sample files of FOCUS: what is imported adds up to what the files say, to the last decimal.</summary>
public sealed class FocusSamplesTests
{
    private static readonly string s_folder = Repository.Folder("tests", "samples", "focus");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Multicloud_TotalsEqualTheColumns(DatabaseProviderName provider)
    {
        await using var world = await ChargesWorld.StartAsync(provider);

        var imported = await world.ImportAsync(await File.ReadAllBytesAsync(PathOf("focus-1.0-multicloud.csv"), Ct));

        Assert.Equal((ImportState.Imported, 699L, 0L, 699L), (imported.State, imported.Accepted, imported.Rejected, imported.Coerced));
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("focus-1.0-multicloud.expected.json"), Ct));
        var cells = await world.CellsAsync();
        var total = cells.Select(cell => cell.Amounts).Aggregate((left, right) => left + right);
        Assert.Equal(Number(expected, "sumBilledCost"), total.Billed);
        Assert.Equal(Number(expected, "sumEffectiveCost"), total.Effective);
        Assert.Equal(Number(expected, "sumListCost"), total.List);
        Assert.Equal(Number(expected, "sumContractedCost"), total.Contracted);
        Assert.Equal(699, total.Rows);
        SameGroups(expected, "byProviderName", cells, subject => subject.Provider);
        SameGroups(expected, "byServiceCategory", cells, subject => subject.ServiceCategory);
        SameGroups(expected, "byChargeCategory", cells, subject => subject.Category.ToString());
        await using var db = world.Portal.Open();
        var import = await db.ChargeImports.SingleAsync(Ct);
        Assert.Equal("1.0", import.Version);
        Assert.Equal(4, import.Findings.Single(finding => finding.Column == "ContractedCost").Rows);
        Assert.Equal(695, await db.Charges.CountAsync(row => row.Contracted != null, Ct));
    }

    /// <summary>Against sums that this test makes of the file by itself, with another reader.</summary>
    [Theory]
    [InlineData("focus-1.0-multicloud.csv", "ServiceName")]
    [InlineData("focus-1.2-synthetic-ai.csv", "ServiceName")]
    public async Task EachServiceAndMonth_EqualsAnIndependentSum(string file, string column)
    {
        await using var world = await ChargesWorld.StartAsync();

        await world.ImportAsync(await File.ReadAllBytesAsync(PathOf(file), Ct));

        var independent = Rows(PathOf(file))
            .GroupBy(row => (row[column], row["ChargePeriodStart"][..7]))
            .ToDictionary(group => group.Key, group => (group.Sum(row => Money(row, "BilledCost")), group.Sum(row => Money(row, "EffectiveCost")), group.Sum(row => Money(row, "ListCost"))));
        var imported = (await world.CellsAsync())
            .GroupBy(cell => (cell.Subject.Service, cell.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture)))
            .ToDictionary(group => group.Key, group => (group.Sum(cell => cell.Amounts.Billed), group.Sum(cell => cell.Amounts.Effective), group.Sum(cell => cell.Amounts.List)));
        Assert.Equal(independent, imported);
    }

    [Theory, EveryDatabase]
    public async Task SyntheticAi_GivesTokensAndGpuHours(DatabaseProviderName provider)
    {
        await using var world = await ChargesWorld.StartAsync(provider);

        var imported = await world.ImportAsync(await File.ReadAllBytesAsync(PathOf("focus-1.2-synthetic-ai.csv"), Ct));

        Assert.Equal((9L, 0L, 0L), (imported.Accepted, imported.Rejected, imported.Coerced));
        var cells = await world.CellsAsync();
        var total = cells.Select(cell => cell.Amounts).Aggregate((left, right) => left + right);
        Assert.Equal((677.14m, 480.34m, 173_000_000m, 276m), (total.Effective, total.Billed, total.Tokens, total.GpuHours));
        var tokens = cells.Where(cell => cell.Amounts.Tokens > 0).Sum(cell => cell.Amounts.Effective);
        var gpus = cells.Where(cell => cell.Amounts.GpuHours > 0).Sum(cell => cell.Amounts.Effective);
        Assert.Equal(0.563584m, decimal.Round(1_000_000 * tokens / total.Tokens, 6));
        Assert.Equal(2.118261m, decimal.Round(gpus / total.GpuHours, 6));
    }

    [Fact]
    public async Task SaasAgreement_IsRejectedStrictlyAndReadLeniently()
    {
        await using var world = await ChargesWorld.StartAsync();
        await world.AddSourceAsync("people", ChargeProfile.Lenient);
        var bytes = await File.ReadAllBytesAsync(PathOf("focus-1.2-saas-agreement.csv"), Ct);

        var strict = await world.ImportAsync(bytes);
        var lenient = await world.ImportAsync(bytes, "people");

        Assert.Equal((ImportState.Failed, 0L, 3L), (strict.State, strict.Accepted, strict.Rejected));
        Assert.Equal((ImportState.Imported, 3L, 0L, 3L), (lenient.State, lenient.Accepted, lenient.Rejected, lenient.Coerced));
        Assert.Equal(35_800m, (await world.CellsAsync()).Sum(cell => cell.Amounts.Effective));
        var listed = await world.Portal.Get<RejectionList>().ReadAsync(world.Executive, new RejectionListRequest(strict.Number, true), Ct);
        Assert.Equal([2, 3, 4], listed.Value.Items.Select(row => row.Line));
        Assert.Equal(("BilledCost", "$10,100.00 "), (listed.Value.Items[0].Column, listed.Value.Items[0].Text));
    }

    private static void SameGroups(JsonDocument expected, string group, IReadOnlyList<CostCell> cells, Func<CostSubject, string> by)
    {
        var found = cells.GroupBy(cell => by(cell.Subject)).ToDictionary(some => some.Key, some => some.Select(cell => cell.Amounts).Aggregate((left, right) => left + right));
        foreach (var one in expected.RootElement.GetProperty(group).EnumerateObject())
        {
            Assert.Equal(
                (one.Value.GetProperty("rows").GetInt64(), Parse(one.Value.GetProperty("BilledCost").GetString()!), Parse(one.Value.GetProperty("EffectiveCost").GetString()!)),
                (found[one.Name].Rows, found[one.Name].Billed, found[one.Name].Effective));
        }

        Assert.Equal(expected.RootElement.GetProperty(group).EnumerateObject().Count(), found.Count);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using var parser = new TextFieldParser(path) { HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        var names = parser.ReadFields()!;
        while (!parser.EndOfData)
        {
            yield return names.Zip(parser.ReadFields()!).ToDictionary(cell => cell.First, cell => cell.Second);
        }
    }

    private static decimal Money(Dictionary<string, string> row, string column) => row[column] is "NULL" or "" ? 0 : Parse(row[column]);

    private static decimal Number(JsonDocument expected, string name) => Parse(expected.RootElement.GetProperty(name).GetString()!);

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string PathOf(string file) => Path.Combine(s_folder, file);
}
