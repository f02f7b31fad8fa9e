using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Costs.Usage.Repricing;
using Portal.Core.Storage;
using Portal.Core.Storage.Retention;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Usage;

public sealed class ReceiveUsageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Six senders of one source at once, some of it twice: no addition is lost, nothing counts twice.</summary>
    [Theory, EveryDatabase]
    public async Task Batches_AtOnce_LoseNoAddition(DatabaseProviderName provider)
    {
        const int senders = 6;
        const int batches = 5;
        await using var portal = await TestPortal.StartAsync(provider);
        await AddPriceAsync(portal, 3);
        var actor = portal.As(Role.DataScientist);

        // Nothing of it is kept in the process: on a server database these are as many nodes.
        var receive = portal.Get<ReceiveUsage>();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            for (var batch = 0; batch < batches; batch++)
            {
                // Every key is sent by two senders.
                var reports = Enumerable.Range(0, 10).Select(item => Report(portal, $"{sender / 2}-{batch}-{item}", 1_000, 0)).ToList();
                Assert.True((await receive.RunAsync(actor, new UsageBatch(reports, [], IsSpans: true), Ct)).IsOk);
            }
        })));

        var expected = senders / 2 * batches * 10;
        var db = portal.Open();
        await using var _ = db;
        Assert.Equal(expected, await db.UsageRecords.CountAsync(Ct));
        var source = await db.UsageSources.SingleAsync(Ct);
        Assert.Equal((expected, expected), (source.Records, source.Doubled));
        var cell = Assert.Single(await CellsAsync(portal));
        Assert.Equal((expected * 1_000m, expected * 0.003m, expected, expected), (cell.Amounts.Tokens, cell.Amounts.Effective, cell.Amounts.Requests, cell.Amounts.Rows));
        Assert.Equal(expected, await db.UsageDays.SumAsync(day => day.Records, Ct));
    }

    [Theory, EveryDatabase]
    public async Task Price_EnteredAfterwards_PricesWhatWasUnknown_AndSumsStayEqualToTheRows(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await ReceiveAsync(portal, Report(portal, "a", 1_000_000, 0), Report(portal, "b", 500_000, 200_000), Report(portal, "c", null, null));
        Assert.Empty(await CellsAsync(portal));
        Assert.Equal(3, await UnpricedAsync(portal));

        await AddPriceAsync(portal, 3);
        await portal.Get<RepriceUsage>().RunAsync(portal.Tenant, Ct);
        Assert.Equal(2, await UnpricedAsync(portal));
        await AddPriceAsync(portal, 15, PriceUnit.OutputTokens);
        await portal.Get<RepriceUsage>().RunAsync(portal.Tenant, Ct);
        Assert.Equal((7.5m, 1), ((await CellsAsync(portal)).Sum(cell => cell.Amounts.Effective), await UnpricedAsync(portal)));

        // The price fell half a month ago: what came since is cheaper now, and said so.
        Assert.True((await AddAsync(portal, Fact(portal, 1) with { ValidFrom = portal.Clock.GetUtcNow().AddDays(-1) })).IsOk);
        await portal.Get<RepriceUsage>().RunAsync(portal.Tenant, Ct);
        var cells = await CellsAsync(portal);
        Assert.Equal(4.5m, cells.Sum(cell => cell.Amounts.Effective));
        Assert.Equal(2, cells.Sum(cell => cell.Amounts.Requests));
        var db = portal.Open();
        await using var _ = db;
        Assert.Equal(4.5m, (await db.UsageRecords.Select(row => row.Cost).ToListAsync(Ct)).Sum());
        var said = await portal.Get<PriceList>().RepricingsAsync(portal.As(Role.Executive), 10, Ct);
        Assert.Equal((3, 2), (said.Count, said[0].Changed));
    }

    [Theory, EveryDatabase]
    public async Task Tiers_AreReachedByTheMonthsVolume_AsItArrivesAndWhenPricedAnew(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.True((await AddAsync(portal, Fact(portal, 10), Fact(portal, 5) with { FromVolume = 1_000_000 }, Fact(portal, 1) with { FromVolume = 3_000_000 })).IsOk);
        foreach (var key in new[] { "a", "b", "c", "d" })
        {
            await ReceiveAsync(portal, Report(portal, key, 900_000, 0));
        }

        // 1 million at 10, 2 million at 5, 0.6 million at 1.
        Assert.Equal(20.6m, (await CellsAsync(portal)).Sum(cell => cell.Amounts.Effective));
        await AddPriceAsync(portal, 1, PriceUnit.Request);
        await portal.Get<RepriceUsage>().RunAsync(portal.Tenant, Ct);
        Assert.Equal(24.6m, (await CellsAsync(portal)).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Usage_BelongsToItsModel_ElseToTheAlias_ElseToTheSource()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddPriceAsync(portal, 3);
        var model = await portal.CreateModelAsync("credit", null, Ct);
        var settings = new EditUsageSettingsRequest(400, 0.05m, [], [new ModelAlias("served", null, "credit")], 0);
        Assert.True((await portal.Get<EditUsageSettings>().RunAsync(portal.As(Role.TenantAdministrator), settings, Ct)).IsOk);
        await ReceiveAsync(portal, Report(portal, "named", 1, 0) with { PortalModel = "Credit" }, Report(portal, "alias", 1, 0) with { AnsweredModel = "served" }, Report(portal, "none", 1, 0));

        var db = portal.Open();
        await using var _ = db;
        var rows = await db.UsageRecords.ToDictionaryAsync(row => row.Key, row => (row.ModelId, row.TeamId), Ct);
        Assert.Equal((model, (TeamId?)portal.Team), rows["named"]);
        Assert.Equal((model, (TeamId?)portal.Team), rows["alias"]);
        Assert.Equal(default, rows["none"]);
    }

    /// <summary>Order, lateness and clocks: late is counted on its day, the future counts as now, older than records are kept is not taken.</summary>
    [Fact]
    public async Task Usage_OutOfOrder_CountsOnItsDay()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var now = portal.Clock.GetUtcNow();
        var received = await ReceiveAsync(
            portal, Report(portal, "now", 1, 1), Report(portal, "late", 1, 1) with { At = now.AddDays(-20) }, Report(portal, "ahead", 1, 1) with { At = now.AddDays(3000) }, Report(portal, "old", 1, 1) with { At = now.AddDays(-401) });

        Assert.Equal((3, 1, 1), (received.Accepted, received.TooOld, received.Skewed));
        var db = portal.Open();
        await using var _ = db;
        Assert.Equal([(DateOnly.FromDateTime(now.AddDays(-20).UtcDateTime), 1), (DateOnly.FromDateTime(now.UtcDateTime), 2)], (await db.UsageDays.OrderBy(day => day.Day).ToListAsync(Ct)).Select(day => (day.Day, (int)day.Records)));
    }

    [Fact]
    public async Task Retention_DeletesRecords_AndKeepsSums()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddPriceAsync(portal, 3);
        await ReceiveAsync(portal, Report(portal, "a", 1_000_000, 0));
        portal.Clock.Advance(TimeSpan.FromDays(401));
        await portal.Get<DeleteOldRows>().RunAsync(Ct);

        var db = portal.Open();
        await using var _ = db;
        Assert.Equal(0, await db.UsageRecords.CountAsync(Ct));
        Assert.Equal(3m, (await CellsAsync(portal, 500)).Sum(cell => cell.Amounts.Effective));
    }

    [Fact]
    public async Task Usage_OfWhoMayNotSend_IsRefused()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var outcome = await portal.Get<ReceiveUsage>().RunAsync(portal.As(Role.Auditor), new UsageBatch([Report(portal, "a", 1, 1)], [], true), Ct);

        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal!.Kind);
    }

    private static ReportedUsage Report(TestPortal portal, string key, long? input, long? output) =>
        new(key, "app", UsageUnit.Tokens, "openai", "chat", portal.Clock.GetUtcNow()) { AnsweredModel = "gpt", Tokens = TokenReading.Of(input, output, null, null, null), Requests = 1 };

    private static PriceFact Fact(TestPortal portal, decimal amount, PriceUnit unit = PriceUnit.InputTokens) => new("openai", "gpt", unit, amount, "USD", portal.Clock.GetUtcNow().AddDays(-60), Source: "test");

    private static async Task AddPriceAsync(TestPortal portal, decimal amount, PriceUnit unit = PriceUnit.InputTokens) => Assert.True((await AddAsync(portal, Fact(portal, amount, unit))).IsOk);

    private static Task<Outcome<AddedPrices>> AddAsync(TestPortal portal, params PriceFact[] prices) =>
        portal.Get<AddPrices>().RunAsync(portal.As(Role.Executive), new AddPricesRequest(prices), Ct);

    private static async Task<ReceivedUsage> ReceiveAsync(TestPortal portal, params ReportedUsage[] reports) =>
        (await portal.Get<ReceiveUsage>().RunAsync(portal.As(Role.DataScientist), new UsageBatch(reports, [], IsSpans: true), Ct)).Value;

    private static async Task<IReadOnlyList<CostCell>> CellsAsync(TestPortal portal, int days = 60)
    {
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        var db = portal.Open();
        await using var _ = db;
        return await CostCells.ReadAsync(db, new CostQuery(CostBasis.Metered, CostGrain.Day, today.AddDays(-days), today.AddDays(1)), Ct);
    }

    private static async Task<long> UnpricedAsync(TestPortal portal)
    {
        var db = portal.Open();
        await using var _ = db;
        return await db.UsageDays.SumAsync(day => day.Unpriced, Ct);
    }
}
