using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Costs.Savings;
using Portal.Core.Costs.Sums;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Costs.Savings;

public sealed class SavingsActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Found_Accepted_Done_AndMeasuredAMonthLater(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await SpendAsync(portal, monthsAgo: 1, unused: 620);
        await SpendAsync(portal, monthsAgo: 0, unused: 31);
        var find = portal.Get<FindSavings>();

        Assert.Equal(1, await find.RunAsync(Ct));
        Assert.Equal(0, await find.RunAsync(Ct));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await find.RunAsync(Ct));
        var row = await OnlyAsync(portal);
        Assert.Equal((SavingKind.UnusedReservation, SavingState.Open, "EUR"), (row.Kind, row.State, row.Currency));
        var due = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime.AddDays(7));
        Assert.Contains("dueOn", (await DecideAsync(portal, row, SavingAct.Accept)).Refusal!.Fields.Keys);
        Assert.Equal("saving.state", (await DecideAsync(portal, row, SavingAct.Finish)).Refusal!.Code);
        var assigned = new DecideSavingRequest(row.Number, row.Revision, SavingAct.Accept, "", " " + (await EmailAsync(portal)).ToUpperInvariant(), due);
        Assert.Equal(SavingState.Accepted, (await portal.Get<DecideSaving>().RunAsync(portal.As(Role.Executive), assigned, Ct)).Value);
        Assert.Equal("stale", (await DecideAsync(portal, row, SavingAct.Finish)).Refusal!.Code);
        Assert.Equal(SavingState.Done, (await DecideAsync(portal, await OnlyAsync(portal), SavingAct.Finish)).Value);

        portal.Clock.Advance(TimeSpan.FromDays(70));
        await SpendAsync(portal, monthsAgo: 1, unused: 20);
        await SpendAsync(portal, monthsAgo: 0, unused: 1);
        await find.RunAsync(Ct);

        row = await OnlyAsync(portal);
        Assert.Equal((620m, 600m), (row.Realised!.Before, row.Realised.Monthly));
        var view = await portal.Get<SavingsList>().SumAsync(portal.As(Role.Auditor), Ct);
        Assert.Contains(view.Reviews.Concat([view.SoFar]), review => review.Sentences.Any(sentence => sentence.Contains("EUR 600.00 a month were really saved", StringComparison.Ordinal)));
        Assert.Equal("forbidden", view.May!.Code);
    }

    [Fact]
    public async Task Dismissed_IsNotFoundAgain_AndNeedsAReasonAndARight()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);
        await SpendAsync(portal, monthsAgo: 0, unused: 31);
        await portal.Get<FindSavings>().RunAsync(Ct);
        var row = await OnlyAsync(portal);

        Assert.Contains("reason", (await DecideAsync(portal, row, SavingAct.Dismiss)).Refusal!.Fields.Keys);
        Assert.Equal("forbidden", (await portal.Get<DecideSaving>().RunAsync(portal.As(Role.Auditor), new DecideSavingRequest(1, row.Revision, SavingAct.Dismiss, "No."), Ct)).Refusal!.Code);
        Assert.Equal(SavingState.Dismissed, (await DecideAsync(portal, row, SavingAct.Dismiss, "It ends next month.")).Value);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await portal.Get<FindSavings>().RunAsync(Ct));
        Assert.Equal(SavingState.Dismissed, (await OnlyAsync(portal)).State);
        Assert.Empty((await portal.Get<SavingsList>().ReadAsync(portal.Outsider, new SavingsListRequest(new PageRequest()), Ct)).Value.Items);
    }

    [Fact]
    public async Task WithoutCharges_NothingIsFound_AndNothingIsWritten()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProviderName.Sqlite);

        Assert.Equal(0, await portal.Get<FindSavings>().RunAsync(Ct));

        await using var db = portal.Open();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Action == "savings.looked", Ct));
    }

    private static async Task<Outcome<SavingState>> DecideAsync(TestPortal portal, SavingRow row, SavingAct act, string reason = "", DateOnly? due = null) =>
        await portal.Get<DecideSaving>().RunAsync(portal.As(Role.Executive), new DecideSavingRequest(row.Number, row.Revision, act, reason, null, due), Ct);

    private static async Task<string> EmailAsync(TestPortal portal)
    {
        await using var db = portal.Open();
        var scientist = portal.As(Role.DataScientist).Member;
        return await db.Members.Where(row => row.Id == scientist).Select(row => row.Email).SingleAsync(Ct);
    }

    private static async Task<SavingRow> OnlyAsync(TestPortal portal) => Assert.Single((await portal.Get<SavingsList>().ReadAsync(portal.As(Role.Executive), new SavingsListRequest(new PageRequest()), Ct)).Value.Items);

    /// <summary>A commitment that was not used, paid on the first of a month (of this one, the day before today).</summary>
    private static async Task SpendAsync(TestPortal portal, int monthsAgo, decimal unused)
    {
        var now = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        var day = monthsAgo == 0 ? now.AddDays(-1) : new DateOnly(now.Year, now.Month, 1).AddMonths(-monthsAgo);
        var tally = new CostTally();
        tally.Add(day, new CostFacts(CostBasis.Billed, "Acme", "Compute", "Savings plan", "plan", "eu-central", "EUR", IsUnused: true), new CostAmounts(unused, unused, Rows: 1));
        await using var db = portal.Open();
        await CostLedger.AddAsync(db, portal.Tenant, Guid.CreateVersion7(), tally, Ct);
        await db.SaveChangesAsync(Ct);
    }
}
