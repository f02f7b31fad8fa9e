using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Freezes;

public sealed class FreezeActsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Planned_Listed_Ended(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var (plan, end, list, now) = (data.Portal.Get<PlanFreeze>(), data.Portal.Get<EndFreeze>(), data.Portal.Get<FreezeList>(), data.Portal.Clock.GetUtcNow());
        var request = new PlanFreezeRequest("Year end", null, EnvironmentPurpose.Production, now.AddDays(1), now.AddDays(8), "Europe/Berlin", "The books are closed.");

        Assert.Equal(RefusalKind.Forbidden, (await plan.RunAsync(data.Reviewer, request, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await plan.RunAsync(Actor.ForJob(data.Portal.Tenant, "x"), request, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await plan.RunAsync(data.Officer, request with { Reason = "" }, Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await plan.RunAsync(data.Officer, request with { Purpose = null, Environment = "nowhere" }, Ct)).Refusal?.Kind);
        var everywhere = (await plan.RunAsync(data.Officer, request, Ct)).Value;
        var here = (await plan.RunAsync(data.Officer, request with { Name = "Move", Purpose = null, Environment = "PRODUCTION", From = now, Until = now.AddHours(2) }, Ct)).Value;

        var coming = (await list.ComingAsync(data.Scientist, "production", Ct)).Value;
        Assert.Equal([("Move", FreezeState.Active), ("Year end", FreezeState.Upcoming)], coming.Select(row => (row.Name, row.StateAt(now))));
        Assert.Equal(["Year end"], (await list.ComingAsync(data.Scientist, "overseas", Ct)).Value.Select(row => row.Name));
        Assert.Equal(RefusalKind.NotFound, (await list.ComingAsync(data.Portal.Outsider, "production", Ct)).Refusal?.Kind);
        Assert.Equal("freeze.active", (await RefusesAsync(data, now))?.Code);

        Assert.Equal(RefusalKind.Forbidden, (await end.RunAsync(data.Scientist, new(here, "Done."), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await end.RunAsync(data.Portal.Outsider, new(here, "Done."), Ct)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await end.RunAsync(data.Officer, new(here, "Done.", 9), Ct)).Refusal?.Kind);
        Assert.True((await end.RunAsync(data.Officer, new(here, "Done.", 0), Ct)).IsOk);
        Assert.Equal("freeze.over", (await end.RunAsync(data.Officer, new(here, "Done."), Ct)).Refusal?.Code);
        Assert.True((await end.RunAsync(data.Officer, new(everywhere, "Not needed."), Ct)).IsOk);

        Assert.Empty((await list.ReadAsync(data.Scientist, new(new PageRequest(), Over: false), Ct)).Value.Items);
        var over = (await list.ReadAsync(data.Scientist, new(new PageRequest(1), Over: true), Ct)).Value;
        Assert.Equal(("Year end", FreezeState.CalledOff), (Assert.Single(over.Items).Name, over.Items[0].StateAt(now)));
        Assert.NotNull(over.Next);
        Assert.Equal(["freeze.plan.refused", "freeze.plan.refused", "freeze.planned", "freeze.planned", "freeze.end.refused", "freeze.ended", "freeze.ended"], await data.TrailAsync("freeze."));
    }

    private static async Task<Refusal?> RefusesAsync(GovernanceData data, DateTimeOffset at)
    {
        await using var db = data.Portal.Open();
        var target = data.Portal.Get<IPromotionTarget>();
        return await target.RefusesFreezeAsync(db, (await target.FindAsync(db, GovernanceData.Production, Ct))!, at, Ct);
    }
}
