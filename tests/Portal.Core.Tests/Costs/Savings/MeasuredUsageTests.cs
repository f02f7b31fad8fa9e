using Microsoft.EntityFrameworkCore;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Sums;
using Portal.Core.Costs.Usage;
using Portal.Core.Costs.Usage.Prices;
using Portal.Core.Costs.Usage.Reading;
using Portal.Core.Costs.Usage.Receiving;
using Portal.Core.Storage;
using Portal.Core.Storage.Retention;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Savings;

/// <summary>From records of usage and readings of accelerators, as they are received, to savings.</summary>
public sealed class MeasuredUsageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>1,200 requests with 300 inputs; 600 without a fingerprint; and what counts for nothing: failures, agents, another day.</summary>
    [Theory, EveryDatabase]
    public async Task Records_HaveTheirRepetitionsAndSimpleRequestsFound(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await PriceAsync(portal, Fact(portal, "gpt", PriceUnit.InputTokens, 10), Fact(portal, "gpt", PriceUnit.OutputTokens, 30), Fact(portal, "gpt", PriceUnit.CacheReadTokens, 1));
        await PriceAsync(portal, Fact(portal, "mini", PriceUnit.InputTokens, 1), Fact(portal, "mini", PriceUnit.OutputTokens, 3));
        await ReceiveAsync(portal,
        [
            .. Enumerable.Range(0, 1_200).Select(item => Report(portal, $"a{item}", item % 300)), .. Enumerable.Range(0, 600).Select(item => Report(portal, $"b{item}", null) with { Tokens = TokenReading.Of(10_000, 1_000, null, null, null) }),
            .. Enumerable.Range(0, 50).Select(item => Report(portal, $"c{item}", 1) with { Error = "timeout" }), .. Enumerable.Range(0, 50).Select(item => Report(portal, $"d{item}", 1, "invoke_agent")),
            .. Enumerable.Range(0, 50).Select(item => Report(portal, $"e{item}", 1) with { At = portal.Clock.GetUtcNow().AddDays(-40) }),
        ]);

        Assert.Equal(2, await portal.Get<FindSavings>().RunAsync(Ct));

        var found = await FoundAsync(portal);
        var (cache, tier) = (found[SavingKind.RepeatedInputs], found[SavingKind.CheaperTier]);

        // A request of 100 tokens in, 50 of them cached, and 20 out: 0.00115. Of 1,200 three in four came again.
        Assert.Equal(1_200m * 730 / 672 * 0.00115m * 0.75m, cache.Monthly, 10);
        Assert.Contains("75 % of 1,200 requests", cache.Sentence, StringComparison.Ordinal);
        Assert.Contains(cache.Evidence.Facts, fact => fact.Value == "1,200, 66.7 % of all with a cost");

        // 1.38 of simple ones, 78 of large ones and 0.0575 of failures; at the lighter model 0.00016 a request, its cache at the full price.
        var relative = 1_200 * 0.00016m / 1.38m;
        Assert.Equal(1.38m * 730 / 672 * (1 - relative - 0.1m), tier.Monthly, 8);
        Assert.Contains("1,200 of 1,850 requests were simple", tier.Sentence, StringComparison.Ordinal);
        Assert.Contains(tier.Evidence.Facts, fact => fact.Value.Contains("USD 1 for a million tokens of input from", StringComparison.Ordinal));
        Assert.Empty((await portal.Get<SavingsList>().ReadAsync(portal.Outsider, new SavingsListRequest(new PageRequest()), Ct)).Value.Items);
    }

    [Fact]
    public async Task Fingerprints_NeedTheTenantsWish_AndEndWithIt()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var (edit, readings, admin) = (portal.Get<EditUsageSettings>(), portal.Get<UsageReadings>(), portal.As(Role.TenantAdministrator));
        Assert.Null((await readings.ReadAsync(admin, Ct)).Fingerprints);

        Assert.True((await edit.RunAsync(admin, Settings(0) with { Content = ContentHandling.Fingerprint }, Ct)).IsOk);
        var first = (await readings.ReadAsync(admin, Ct)).Fingerprints!.Of("p", "m", "chat", [new("gen_ai.prompt", "Hello")]);
        var revision = (await edit.ReadAsync(admin, Ct)).Revision;
        Assert.True((await edit.RunAsync(admin, Settings(revision) with { Assumptions = SavingAssumptions.Default with { SimpleInputTokens = 7 } }, Ct)).IsOk);
        Assert.Equal(first, (await readings.ReadAsync(admin, Ct)).Fingerprints!.Of("p", "m", "chat", [new("gen_ai.prompt", "Hello")]));
        var view = await edit.ReadAsync(admin, Ct);
        Assert.Equal((ContentHandling.Fingerprint, 7), (view.Content, view.Assumptions.SimpleInputTokens));
        Assert.Null((await readings.ReadAsync(portal.Outsider, Ct)).Fingerprints);

        Assert.True((await edit.RunAsync(admin, Settings(view.Revision) with { Content = ContentHandling.Drop }, Ct)).IsOk);
        Assert.Null((await readings.ReadAsync(admin, Ct)).Fingerprints);
        await using var db = portal.Open();
        Assert.Null((await db.UsageSettings.SingleAsync(Ct)).FingerprintKey);
    }

    [Theory]
    [InlineData(-1, null, 500, 0.1, "lookupPrice")]
    [InlineData(1, null, 500, 0.1, "lookupCurrency")]
    [InlineData(1, "XXX", 500, 0.1, "lookupCurrency")]
    [InlineData(0, null, -1, 0.1, "simpleInputTokens")]
    [InlineData(0, null, 500, 1.1, "escalatedShare")]
    public async Task Assumptions_ThatCannotBe_AreRefused(double price, string? currency, int tokens, double share, string field)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        var outcome = await portal.Get<EditUsageSettings>().RunAsync(
            portal.As(Role.TenantAdministrator), Settings(0) with { Assumptions = new SavingAssumptions((decimal)price, currency, tokens, 200, (decimal)share) }, Ct);

        Assert.Contains(field, outcome.Refusal!.Fields.Keys);
    }

    /// <summary>Readings of eight days, each batch sent twice, the second time out of order: an hour keeps its peaks.</summary>
    [Theory, EveryDatabase]
    public async Task Readings_KeepPeaks_AndASmallerCardIsFound(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var today = new DateTimeOffset(portal.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var readings = Enumerable.Range(1, 8).SelectMany(day => Enumerable.Range(0, 4).Select(quarter => new AcceleratorReading(
            "exporter", "NVIDIA A100-SXM4-80GB", today.AddDays(-day).AddHours(10).AddMinutes(15 * quarter), (12_000_000_000 + (quarter % 3 * 1_000_000_000L)) + (day == 3 ? 1_000_000_000 : 0), 80_000_000_000,
            0.1m * (quarter + 1), null, null))).ToList();
        await ReadAsync(portal, readings);
        await ReadAsync(portal, [.. readings.AsEnumerable().Reverse()]);
        await SpendAsync(portal, "GPU A100");

        await using (var db = portal.Open())
        {
            var hours = await db.AcceleratorHours.OrderBy(row => row.Hour).ToListAsync(Ct);
            Assert.Equal(8, hours.Count);
            Assert.All(hours, hour => Assert.Equal((hour.Hour == today.AddDays(-3).AddHours(10) ? 15_000_000_000 : 14_000_000_000, 80_000_000_000, 0.4m), (hour.Used!.Value, hour.Limit!.Value, hour.Utilisation!.Value)));
        }

        Assert.Equal(1, await portal.Get<FindSavings>().RunAsync(Ct));

        // 15 GB with 20 % above are 18, which the portal's own table knows a card of 24 GB for, at 1.006.
        var row = (await FoundAsync(portal))[SavingKind.OversizedAccelerator];
        Assert.Equal(730 * (3.2m - 1.006m), row.Monthly, 10);
        Assert.Contains("15 of 80 GB were in use on 8 days", row.Sentence, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(401));
        await portal.Get<DeleteOldRows>().RunAsync(Ct);
        await using var later = portal.Open();
        Assert.False(await later.AcceleratorHours.AnyAsync(Ct));
    }

    private static EditUsageSettingsRequest Settings(long revision) => new(400, 0.05m, [], [], revision);

    private static ReportedUsage Report(TestPortal portal, string key, int? input, string operation = "chat") =>
        new(key, "app", UsageUnit.Tokens, "openai", operation, portal.Clock.GetUtcNow().AddDays(-2))
        {
            AnsweredModel = "gpt", Tokens = TokenReading.Of(100, 20, 50, null, null), Requests = 1, Fingerprint = input is { } number ? new Guid(number, 0, 0, new byte[8]) : null,
        };

    private static PriceFact Fact(TestPortal portal, string model, PriceUnit unit, decimal amount) => new("openai", model, unit, amount, "USD", portal.Clock.GetUtcNow().AddDays(-60), Source: "test");

    private static async Task PriceAsync(TestPortal portal, params PriceFact[] prices) => Assert.True((await portal.Get<AddPrices>().RunAsync(portal.As(Role.Executive), new AddPricesRequest(prices), Ct)).IsOk);

    private static async Task ReceiveAsync(TestPortal portal, IReadOnlyList<ReportedUsage> reports) =>
        Assert.Equal(reports.Count, (await portal.Get<ReceiveUsage>().RunAsync(portal.As(Role.DataScientist), new UsageBatch(reports, [], IsSpans: true), Ct)).Value.Accepted);

    private static async Task ReadAsync(TestPortal portal, List<AcceleratorReading> readings) =>
        Assert.Equal(readings.Count, (await portal.Get<ReceiveUsage>().RunAsync(portal.As(Role.DataScientist), new UsageBatch([], [], IsSpans: false) { Readings = readings }, Ct)).Value.Readings);

    private static async Task<Dictionary<SavingKind, SavingRow>> FoundAsync(TestPortal portal) =>
        (await portal.Get<SavingsList>().ReadAsync(portal.As(Role.Auditor), new SavingsListRequest(new PageRequest()), Ct)).Value.Items.ToDictionary(row => row.Kind);

    /// <summary>One machine all day for 28 days, at 3.20 an hour.</summary>
    private static async Task SpendAsync(TestPortal portal, string sku)
    {
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        var tally = new CostTally();
        for (var day = today.AddDays(-28); day < today; day = day.AddDays(1))
        {
            tally.Add(day, new CostFacts(CostBasis.Billed, "Acme", "Compute", "GPU", sku, "eu-central", "USD"), new CostAmounts(24 * 3.2m, 24 * 3.2m, GpuHours: 24, Rows: 1));
        }

        await using var db = portal.Open();
        await CostLedger.AddAsync(db, portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        await db.SaveChangesAsync(Ct);
    }
}
