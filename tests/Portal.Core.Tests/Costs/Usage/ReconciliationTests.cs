using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Costs.Usage.Reconciliation;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Usage;

public sealed class ReconciliationTests
{
    private static readonly DateOnly s_day = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Bills name providers and models in their own words; a model that a bill does not name, or whose name has neither letter nor digit, makes it a comparison of all models.</summary>
    [Fact]
    public void Compare_MatchesBillsWithUsage()
    {
        CostCell[] metered = [Cell(CostBasis.Metered, "openai", "gpt-4o", "gpt-4o input tokens", 10), Cell(CostBasis.Metered, "openai", "gpt-4o-mini", "x", 4), Cell(CostBasis.Metered, "aws.bedrock", "claude", "x", 5), Cell(CostBasis.Metered, "mistral_ai", "large", "x", 7),
            Cell(CostBasis.Metered, "aws.bedrock", "***", "x", 0.1m)];
        CostCell[] billed =
        [
            Cell(CostBasis.Billed, "OpenAI", "OpenAI API", "GPT-4o input", 10.4m), Cell(CostBasis.Billed, "OpenAI", "OpenAI API", "GPT-4o mini, output", 6), Cell(CostBasis.Billed, "AWS", "Amazon Bedrock", "tokens", 5),
            Cell(CostBasis.Billed, "AWS", "Amazon EC2", "p5", 500, "Compute"),
        ];

        Assert.Equal(
            [
                new ReconciliationRow(s_day, "aws.bedrock", "", "USD", 5, 5.1m, ReconciliationState.Agrees),
                new ReconciliationRow(s_day, "mistral_ai", "large", "USD", 0, 7, ReconciliationState.NotBilledYet),
                new ReconciliationRow(s_day, "openai", "gpt-4o", "USD", 10.4m, 10, ReconciliationState.Agrees),
                new ReconciliationRow(s_day, "openai", "gpt-4o-mini", "USD", 6, 4, ReconciliationState.Gap),
            ],
            ReconciliationRules.Compare(billed, metered, 0.05m));
    }

    /// <summary>Somebody is told once of a gap, and it closes by itself when the missing usage has come.</summary>
    [Theory, EveryDatabase]
    public async Task Gap_IsToldOnce_AndClosesWhenItIsGone(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var now = portal.Clock.GetUtcNow();
        Assert.True((await portal.Get<AddPrices>().RunAsync(portal.As(Role.Executive), new AddPricesRequest([new PriceFact("openai", "gpt", PriceUnit.InputTokens, 1, "USD", now.AddDays(-9), Source: "test")]), Ct)).IsOk);
        await ReceiveAsync(portal, "a", 4_000_000);
        await BillAsync(portal, DateOnly.FromDateTime(now.UtcDateTime), 10);
        var find = portal.Get<FindGaps>();

        Assert.Equal((1, 0), (await find.RunAsync(portal.Tenant, Ct), await find.RunAsync(portal.Tenant, Ct)));
        var db = portal.Open();
        await using var _ = db;
        var told = JsonNode.Parse((await db.Outbox.SingleAsync(row => row.Kind == FindGaps.Message, Ct)).Body)!;
        Assert.Equal(("openai", "gpt", "10", "4"), ((string?)told["provider"], (string?)told["model"], Plain(told["billed"]), Plain(told["metered"])));
        Assert.Null((await db.ReconciliationGaps.AsNoTracking().SingleAsync(Ct)).ClosedAt);

        await ReceiveAsync(portal, "b", 6_000_000);
        Assert.Equal(0, await find.RunAsync(portal.Tenant, Ct));
        Assert.NotNull((await db.ReconciliationGaps.AsNoTracking().SingleAsync(Ct)).ClosedAt);
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Kind == FindGaps.Message, Ct));
    }

    /// <summary>Metered usage leaves as FOCUS: the columns that must be there, quantities per million, and a sum that is that of the sums.</summary>
    [Fact]
    public async Task Export_IsFocus_AndAddsUp()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var now = portal.Clock.GetUtcNow();
        Assert.True((await portal.Get<AddPrices>().RunAsync(portal.As(Role.Executive), new AddPricesRequest([new PriceFact("openai", "gpt", PriceUnit.InputTokens, 2.5m, "USD", now.AddDays(-9), Source: "test")]), Ct)).IsOk);
        await ReceiveAsync(portal, "a", 1_500_000);
        await ReceiveAsync(portal, "b", 500_000);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var lines = UsageExportTests.Read((await portal.Get<UsageExport>().ReadAsync(portal.As(Role.Executive), today, today.AddDays(1), Ct)).Value);

        var row = lines[0].Zip(Assert.Single(lines.Skip(1))).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(("5", "5", "USD", "2000000", "Tokens", "2", "1000000 Tokens", "Usage", "AI and Machine Learning", "Generative AI", "input", "2"), (
            row["EffectiveCost"], row["BilledCost"], row["BillingCurrency"], row["ConsumedQuantity"], row["ConsumedUnit"], row["PricingQuantity"], row["PricingUnit"], row["ChargeCategory"], row["ServiceCategory"],
            row["ServiceSubcategory"], row["x_TokenType"], row["x_Requests"]));
        Assert.Equal(($"{today:yyyy-MM-dd}T00:00:00Z", $"{today.AddDays(1):yyyy-MM-dd}T00:00:00Z"), (row["ChargePeriodStart"], row["ChargePeriodEnd"]));
    }

    private static string? Plain(JsonNode? number) => number is null ? null : decimal.Parse((string)number!, System.Globalization.CultureInfo.InvariantCulture).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task ReceiveAsync(TestPortal portal, string key, long input) => Assert.True((await portal.Get<ReceiveUsage>().RunAsync(
        portal.As(Role.DataScientist),
        new UsageBatch([new ReportedUsage(key, "app", UsageUnit.Tokens, "openai", "chat", portal.Clock.GetUtcNow()) { AnsweredModel = "gpt", Tokens = TokenReading.Of(input, 0, null, null, null), Requests = 1 }], [], IsSpans: true),
        Ct)).IsOk);

    /// <summary>What an import of charges writes.</summary>
    private static async Task BillAsync(TestPortal portal, DateOnly day, decimal cost)
    {
        var tally = new CostTally();
        tally.Add(day, new CostFacts(CostBasis.Billed, "OpenAI", ReconciliationRules.ServiceCategory, "API", "gpt input", "", "USD"), new CostAmounts(cost, cost, Rows: 1));
        await using var unit = await portal.Get<AuditTrail>().BeginAsync(Actor.ForCommand(portal.Tenant, "test"), Ct);
        await CostLedger.AddAsync(unit.Db, portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        unit.Record("test.billed", new AuditSubject("test", "1", "bill"));
        Assert.True((await unit.CommitAsync(default(Done), Ct)).IsOk);
    }

    private static CostCell Cell(CostBasis basis, string provider, string service, string sku, decimal cost, string category = ReconciliationRules.ServiceCategory) =>
        new(s_day, new CostFacts(basis, provider, category, service, sku, "", "USD").ToRow(TenantId.New(), new CostFacts(basis, provider, category, service, sku, "", "USD").Key()), new CostAmounts(0, cost));
}
