using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Charges;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Usage;

/// <summary>Metered usage goes out as FOCUS, and comes in again as the same money.</summary>
public sealed class UsageExportTests
{
    private static readonly DateOnly s_first = new(2026, 1, 20);
    private static readonly DateOnly s_until = new(2026, 3, 3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Exported_AndImportedStrictly_IsTheSameMoney(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await UseAsync(portal);
        var file = (await portal.Get<UsageExport>().ReadAsync(portal.As(Role.Executive), s_first, s_until, Ct)).Value;

        Assert.True((await portal.Get<CreateChargeSource>().RunAsync(portal.As(Role.Executive), new CreateChargeSourceRequest("metered"), Ct)).IsOk);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var import = (await portal.Get<ImportCharges>().RunAsync(portal.As(Role.Executive), new ReceiveChargesRequest("metered", "usage.csv", content), Ct)).Value;
        Assert.Equal((ImportState.Imported, 0, 0), (import.State, import.Rejected, import.Coerced));

        var (metered, billed) = (await SumsAsync(portal, CostBasis.Metered), await SumsAsync(portal, CostBasis.Billed));
        Assert.Equal(15, metered.Count);
        Assert.Equal(metered, billed);
        await using var db = portal.Open();
        Assert.Equal(3, await db.ChargePeriods.CountAsync(Ct));
        Assert.Empty((await db.ChargeImports.SingleAsync(Ct)).Findings);
    }

    /// <summary>By the reference: which columns must be there, which of them must say something, and how instants and numbers are written.</summary>
    [Fact]
    public async Task Exported_HasWhatFocusAsksFor()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await UseAsync(portal);
        var file = (await portal.Get<UsageExport>().ReadAsync(portal.As(Role.Executive), s_first, s_until, Ct)).Value;
        var lines = Read(file);
        var header = lines[0];
        string[] said =
        [
            "BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeDescription", "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost",
            "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingCategory", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId",
        ];
        Assert.Empty(said.Concat(["BillingAccountName", "ChargeClass", "PricingQuantity", "PricingUnit", "ConsumedQuantity", "ConsumedUnit", "ResourceId", "Tags", "x_TokenType"]).Except(header));
        foreach (var line in lines.Skip(1))
        {
            var row = header.Zip(line).ToDictionary(pair => pair.First, pair => pair.Second);
            Assert.All(said, name => Assert.NotEqual("", row[name]));
            Assert.All(header.Where(name => name.EndsWith("Start", StringComparison.Ordinal) || name.EndsWith("End", StringComparison.Ordinal)), name => Assert.True(DateTime.TryParseExact(row[name], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
            Assert.All(header.Where(name => name.EndsWith("Cost", StringComparison.Ordinal)), name => Assert.True(decimal.TryParse(row[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)));
            Assert.Equal(row["PricingQuantity"].Length == 0, row["PricingUnit"].Length == 0);
            Assert.DoesNotContain(row.Values, value => value.Length > 0 && value[0] is '=' or '+' or '-' or '@');
        }

        Assert.True(lines.Count > 15);
    }

    /// <summary>Sums of a model with the longest of names tell its kinds of tokens apart, and can be exported.</summary>
    [Fact]
    public async Task ModelWithTheLongestName_KeepsItsKindsApart()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var model = new string('m', Price.LongestName);
        await PriceAsync(portal, model, PriceUnit.InputTokens, 1, "USD");
        await PriceAsync(portal, model, PriceUnit.OutputTokens, 2, "USD");
        await ReceiveAsync(portal, Report(portal, model, 0) with { Tokens = TokenReading.Of(1_000_000, 1_000_000, null, null, null) });

        var file = await portal.Get<UsageExport>().ReadAsync(portal.As(Role.Executive), s_first, s_until, Ct);

        Assert.Equal(3, file.Value.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>The fields of each line, the header among them.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Read(string file)
    {
        using var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes(file)));
        var lines = new List<IReadOnlyList<string>>();
        while (records.Read())
        {
            lines.Add([.. Enumerable.Range(0, records.FieldCount).Select(field => Encoding.UTF8.GetString(records[field]))]);
        }

        return lines;
    }

    /// <summary>Three models and two currencies over three months; tokens of all kinds with awkward prices, requests, accelerators, storage and people's time.</summary>
    private static async Task UseAsync(TestPortal portal)
    {
        foreach (var (model, currency) in new[] { ("gpt, \"large\"", "USD"), ("=cmd|' /C calc'!A0", "EUR"), ("größe-ü", "USD") })
        {
            await PriceAsync(portal, model, PriceUnit.InputTokens, 2.123456789012345m, currency);
            await PriceAsync(portal, model, PriceUnit.OutputTokens, 0.000000000000007m, currency);
            await PriceAsync(portal, model, PriceUnit.CacheReadTokens, 0.3m, currency);
            await PriceAsync(portal, model, PriceUnit.Request, 0.001m, currency);
            foreach (var days in new[] { 0, 1, 13, 30, 40 })
            {
                await ReceiveAsync(portal, Report(portal, model, days) with { Tokens = TokenReading.Of(1_234_567, 89, 1_000, null, 9), Requests = 1, Team = "Lending" });
                await ReceiveAsync(portal, Report(portal, model, days) with { Tokens = TokenReading.Of(3, 0, null, null, null), Requests = 7 });
            }
        }

        await PriceAsync(portal, "a100", PriceUnit.GpuHour, 1.7m, "USD");
        await PriceAsync(portal, "disk", PriceUnit.GbMonth, 0.02m, "USD");
        await PriceAsync(portal, "panel", PriceUnit.Minute, 0.9m, "USD");
        foreach (var days in new[] { 2, 35 })
        {
            await ReceiveAsync(portal, Report(portal, "a100", days, UsageUnit.GpuSeconds) with { Quantity = 5_000.5m });
            await ReceiveAsync(portal, Report(portal, "disk", days, UsageUnit.StorageGbHours) with { Quantity = 1_000 });
            await ReceiveAsync(portal, Report(portal, "panel", days, UsageUnit.ReviewMinutes) with { Quantity = 12 });
        }
    }

    private static ReportedUsage Report(TestPortal portal, string model, int daysAgo, UsageUnit unit = UsageUnit.Tokens) =>
        new(Guid.CreateVersion7().ToString(), "app", unit, "openai", "chat", portal.Clock.GetUtcNow().AddDays(-daysAgo)) { AskedModel = model };

    private static async Task ReceiveAsync(TestPortal portal, ReportedUsage report)
    {
        var taken = await portal.Get<ReceiveUsage>().RunAsync(portal.As(Role.DataScientist), new UsageBatch([report], [], IsSpans: false), Ct);
        Assert.Equal((1, 0), (taken.Value.Accepted, taken.Value.Unpriced));
    }

    private static async Task PriceAsync(TestPortal portal, string model, PriceUnit unit, decimal amount, string currency)
    {
        var price = new PriceFact("openai", model, unit, amount, currency, portal.Clock.GetUtcNow().AddDays(-90), Source: "test");
        Assert.True((await portal.Get<AddPrices>().RunAsync(portal.As(Role.Executive), new AddPricesRequest([price]), Ct)).IsOk);
    }

    /// <summary>Per service and month, in each currency: the money, the tokens and the hours of accelerators. A formula's mark is none of the name's.</summary>
    private static async Task<SortedDictionary<string, (decimal Effective, decimal List, decimal Tokens, decimal GpuHours)>> SumsAsync(TestPortal portal, CostBasis basis)
    {
        await using var db = portal.Open();
        var cells = await CostCells.ReadAsync(db, new CostQuery(basis, CostGrain.Month, new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1)), Ct);
        return new(
            cells.GroupBy(cell => $"{cell.Start:yyyy-MM} {cell.Subject.Provider} {cell.Subject.ServiceCategory} {cell.Subject.Service.TrimStart('\'')} {cell.Subject.Currency}").ToDictionary(
                group => group.Key,
                group => (group.Sum(cell => cell.Amounts.Effective), group.Sum(cell => cell.Amounts.List), group.Sum(cell => cell.Amounts.Tokens), Math.Round(group.Sum(cell => cell.Amounts.GpuHours), 12))),
            StringComparer.Ordinal);
    }
}
