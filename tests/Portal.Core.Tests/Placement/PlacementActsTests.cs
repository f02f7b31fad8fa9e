using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Costs;
using Portal.Core.Placement;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using static Portal.Core.Tests.Placement.PlacementCases;

namespace Portal.Core.Tests.Placement;

public sealed class PlacementActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Workload_WithItsPlaces_IsKept_Listed_AndComparedAgainFromWhatWasFrozen(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await AddAsync(portal, Reserved, Special, Own);
        await CreateAsync(portal, today: "reserved");

        var kept = await portal.Get<KeepComparison>().RunAsync(portal.As(Role.Executive), new KeepComparisonRequest("letters"), Ct);

        Assert.Equal(("special", 1), (kept.Value.Best, kept.Value.Number));
        var row = Assert.Single((await portal.Get<WorkloadList>().ReadAsync(portal.As(Role.Auditor), new WorkloadListRequest(new PageRequest()), Ct)).Value.Items);
        Assert.Equal(("reserved", "special", 109.5m), (row.Today, row.Best, row.Saving));
        await using var db = portal.Open();
        var frozen = await db.KeptComparisons.AsNoTracking().SingleAsync(Ct);
        var again = Core.Placement.Comparing.PlacementComparison.Of(frozen.Case);
        Assert.Equal((1_387m, 1_496.5m, 7_773.54m), (frozen.BestMonthly, frozen.TodayMonthly, frozen.OwnedMonthly));
        Assert.Equal(frozen.BestMonthly, again.Best!.Monthly);
        Assert.Equal(frozen.CaseDigest, Digest.Of(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(frozen.Case, JsonText.Options)));
        var view = (await portal.Get<WorkloadDetail>().FindAsync(portal.As(Role.Auditor), "LETTERS", Ct)).Value;
        Assert.Equal((1, 1, "special"), (view.Kept.Count, view.Recommendations.Count, view.Recommendations[0].To));
        Assert.Equal(1_314m, view.Recommendations[0].SavingAYear);
        Assert.Equal("forbidden", view.May!.Code);
    }

    [Fact]
    public async Task Edit_MakesAnotherEdition_AndRefusesWhoSawAnOlderOne()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await CreateAsync(portal);
        var (act, actor, draft) = (portal.Get<EditWorkload>(), portal.As(Role.DataScientist), new WorkloadDraft("Lending", null, null, null, At(2)));

        Assert.Equal("stale", (await act.RunAsync(actor, new EditWorkloadRequest("letters", 9, draft), Ct)).Refusal!.Code);
        Assert.Equal("forbidden", (await act.RunAsync(portal.As(Role.Auditor), new EditWorkloadRequest("letters", 0, draft), Ct)).Refusal!.Code);
        Assert.True((await act.RunAsync(actor, new EditWorkloadRequest("letters", await RevisionAsync(portal), draft), Ct)).IsOk);
        Assert.True((await act.RunAsync(actor, new EditWorkloadRequest("letters", await RevisionAsync(portal), draft), Ct)).IsOk);

        await using var db = portal.Open();
        Assert.Equal([1m, 2m], (await db.WorkloadEditions.OrderBy(row => row.Number).ToListAsync(Ct)).Select(row => row.Terms.Traffic.Average));
        Assert.Equal(["workload.created", "workload.edit.refused", "workload.edited", "workload.edited"], await db.AuditEntries.Where(row => row.Action.StartsWith("workload.")).OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync(Ct));
    }

    [Fact]
    public async Task Place_WithoutAPrice_IsRefused_AndNoneIsAssumed()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        foreach (var kind in Enum.GetValues<PlaceKind>())
        {
            var bare = Place("bare", kind).Terms;

            var refusal = (await portal.Get<AddPlacementOption>().RunAsync(portal.As(Role.Executive), new AddPlacementOptionRequest("bare", bare), Ct)).Refusal!;

            Assert.Equal(RefusalKind.Invalid, refusal.Kind);
            Assert.Contains("no price is assumed", refusal.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Place_WhereSomethingRuns_IsNotRetired()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Reserved, Special);
        await CreateAsync(portal, today: "reserved");
        var (act, actor) = (portal.Get<RetirePlacementOption>(), portal.As(Role.Executive));

        Assert.Equal("placement-option.used", (await act.RunAsync(actor, new RetirePlacementOptionRequest("reserved", "Too dear."), Ct)).Refusal!.Code);
        Assert.True((await act.RunAsync(actor, new RetirePlacementOptionRequest("special", "The contract ended."), Ct)).IsOk);
        Assert.Equal("reserved", Assert.Single((await portal.Get<PlacementCatalogue>().ReadAsync(actor, Ct)).Places).Name);
    }

    [Fact]
    public async Task Clock_ComparesAnewEveryMonth_AndWhenAPriceMovesByMoreThanAFifth()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Reserved, Special, Own);
        await CreateAsync(portal, today: "special");
        var due = portal.Get<DueComparisons>();

        Assert.Equal(1, await due.RunAsync(Ct));
        Assert.Equal(0, await due.RunAsync(Ct));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await due.RunAsync(Ct));
        await PriceAsync(portal, Special.With("hourly", 2.2m));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await due.RunAsync(Ct));
        await PriceAsync(portal, Special.With("hourly", 2.4m));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await due.RunAsync(Ct));
        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await due.RunAsync(Ct));

        await using var db = portal.Open();
        Assert.Equal([ComparisonCause.Month, ComparisonCause.Prices, ComparisonCause.Month], await db.KeptComparisons.OrderBy(row => row.Number).Select(row => row.Cause).ToListAsync(Ct));
        var open = await db.PlacementRecommendations.SingleAsync(Ct);
        Assert.Equal(("special", "reserved", RecommendationState.Open), (open.From, open.To, open.State));
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Kind == "placement.recommended", Ct));
    }

    [Fact]
    public async Task Owning_ThatBeginsToCostLess_IsToldOnce()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Special, Own);
        await CreateAsync(portal);
        await KeepAsync(portal);
        await PriceAsync(portal, Special.With("hourly", 20));
        await KeepAsync(portal);
        await KeepAsync(portal);

        await using var db = portal.Open();
        Assert.Equal([false, true, true], (await db.KeptComparisons.OrderBy(row => row.Number).ToListAsync(Ct)).Select(row => row.IsCrossed));
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Kind == "placement.break-even-crossed", Ct));
    }

    [Fact]
    public async Task Recommendation_IsAcceptedOnce_AndRejectedWithAReasonOnly()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Reserved, Special);
        await CreateAsync(portal, today: "reserved");
        var number = (await KeepAsync(portal)).Recommendation!.Value;
        var (act, actor) = (portal.Get<DecideRecommendation>(), portal.As(Role.Executive));

        Assert.Contains("reason", (await act.RunAsync(actor, new DecideRecommendationRequest(number, 0, false, ""), Ct)).Refusal!.Fields.Keys);
        Assert.Contains("assignTo", (await act.RunAsync(actor, new DecideRecommendationRequest(number, 0, true, "", "nobody@first.example"), Ct)).Refusal!.Fields.Keys);
        Assert.True((await act.RunAsync(actor, new DecideRecommendationRequest(number, 0, true, "", "DataScientist@first.example", new DateOnly(2026, 5, 1)), Ct)).IsOk);
        Assert.Equal("stale", (await act.RunAsync(actor, new DecideRecommendationRequest(number, 0, true, ""), Ct)).Refusal!.Code);
        Assert.Equal("not-found", (await act.RunAsync(portal.Outsider, new DecideRecommendationRequest(number, 0, true, ""), Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task Recommendation_ThatALaterComparisonContradicts_IsWithdrawn_AndTheNextOneIsOpened()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Reserved, Special);
        await CreateAsync(portal, today: "reserved");
        await KeepAsync(portal);
        await PriceAsync(portal, Special.With("hourly", 2.4m));
        Assert.Null((await KeepAsync(portal)).Recommendation);
        await PriceAsync(portal, Special);
        Assert.Equal(2, (await KeepAsync(portal)).Recommendation);

        var rows = (await portal.Get<WorkloadDetail>().FindAsync(portal.As(Role.Auditor), "letters", Ct)).Value.Recommendations;
        Assert.Equal([(2, RecommendationState.Open, null), (1, RecommendationState.Withdrawn, "Comparison 2 found reserved instead.")], rows.Select(row => (row.Number, row.State, row.Reason)));
        var late = await portal.Get<DecideRecommendation>().RunAsync(portal.As(Role.Executive), new DecideRecommendationRequest(1, rows[1].Revision, true, ""), Ct);
        Assert.Equal("placement.decided", late.Refusal!.Code);
    }

    [Fact]
    public async Task Licence_IsReadFromTheTagOfTheVersion()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await portal.CreateModelAsync("mortgage", null, Ct);
        Assert.Null((await portal.Get<MeasuredWorkload>().FindAsync(portal.As(Role.Auditor), "mortgage", Ct)).Value.Licence);
        var upload = await portal.UploadAsync(SampleFiles.Model("mortgage", "mortgage-logit-v1"), Ct);
        var tags = new Dictionary<string, string> { ["license"] = " cc-by-nc-4.0 ", ["language"] = "en" };
        Assert.Null((await portal.Get<RegisterVersion>().RunAsync(portal.As(Role.DataScientist), new RegisterVersionRequest("mortgage", upload, Tags: tags), Ct)).Refusal);

        Assert.Equal("cc-by-nc-4.0", (await portal.Get<MeasuredWorkload>().FindAsync(portal.As(Role.Auditor), "mortgage", Ct)).Value.Licence);
    }

    [Theory]
    [EveryDatabase]
    public async Task TwoClocks_AtOnce_KeepOneComparison(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await AddAsync(portal, Special);
        await CreateAsync(portal);
        var due = portal.Get<DueComparisons>();

        var kept = await Task.WhenAll(Task.Run(() => due.RunAsync(Ct), Ct), Task.Run(() => due.RunAsync(Ct), Ct), Task.Run(() => due.RunAsync(Ct), Ct));

        Assert.Equal(1, kept.Sum());
        await using var db = portal.Open();
        Assert.Equal(1, await db.KeptComparisons.CountAsync(Ct));
    }

    [Fact]
    public async Task AnotherTenant_SeesNothing()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await AddAsync(portal, Reserved);
        await CreateAsync(portal);

        Assert.Equal("not-found", (await portal.Get<WorkloadDetail>().FindAsync(portal.Outsider, "letters", Ct)).Refusal!.Code);
        Assert.Empty((await portal.Get<PlacementCatalogue>().ReadAsync(portal.Outsider, Ct)).Places);
    }

    private static async Task AddAsync(TestPortal portal, params PlaceFacts[] places)
    {
        foreach (var place in places)
        {
            Assert.Null((await portal.Get<AddPlacementOption>().RunAsync(portal.As(Role.Executive), new AddPlacementOptionRequest(place.Name, place.Terms), Ct)).Refusal);
        }
    }

    private static async Task CreateAsync(TestPortal portal, string? today = null) =>
        Assert.Null((await portal.Get<CreateWorkload>().RunAsync(portal.As(Role.DataScientist), new CreateWorkloadRequest("letters", new WorkloadDraft("Lending", null, null, today, Work)), Ct)).Refusal);

    private static async Task<KeptResult> KeepAsync(TestPortal portal) => (await portal.Get<KeepComparison>().RunAsync(portal.As(Role.Executive), new KeepComparisonRequest("letters"), Ct)).Value;

    private static async Task PriceAsync(TestPortal portal, PlaceFacts place)
    {
        var revision = (await portal.Get<PlacementCatalogue>().FindAsync(portal.As(Role.Executive), place.Name, Ct)).Value.Revision;
        Assert.Null((await portal.Get<EditPlacementOption>().RunAsync(portal.As(Role.Executive), new EditPlacementOptionRequest(place.Name, revision, place.Terms), Ct)).Refusal);
    }

    private static async Task<long> RevisionAsync(TestPortal portal) => (await portal.Get<WorkloadDetail>().FindAsync(portal.As(Role.Executive), "letters", Ct)).Value.Revision;
}
