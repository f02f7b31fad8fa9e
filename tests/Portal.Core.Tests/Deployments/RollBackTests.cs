using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments;

public sealed class RollBackTests
{
    [Theory, EveryDatabase]
    public async Task WholeWay_RequestApproveSecondVersionRollBack_LeavesOneLiveRowAndAnUnbrokenTrail(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        Assert.Equal(1, await data.LiveAsync());
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        Assert.Equal(2, await data.LiveAsync());

        var back = (await data.RollBackAsync()).Value;

        Assert.Equal((2, 1, 1), (back.FromVersion, back.ToVersion, await data.LiveAsync()));
        Assert.Equal(
            [
                "promotion.requested", "deployment.started", "promotion.decided",
                "promotion.requested", "deployment.ended", "deployment.started", "promotion.decided",
                "deployment.ended", "deployment.started", "deployment.rolled-back",
            ],
            await data.TrailAsync("promotion.", "deployment."));
        await using var db = data.Portal.Open();
        var live = await db.LiveDeployments.SingleAsync(TestContext.Current.CancellationToken);
        var rows = await db.Deployments.OrderBy(row => row.StartedAt).ThenBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, rows.Count);
        Assert.Equal(live.DeploymentId, Assert.Single(rows, row => row.EndedAt is null).Id);
        Assert.Equal(DeploymentCause.Rollback, rows[2].Cause);
        Assert.Equal(rows[0].PromotionId, rows[2].PromotionId);
        var told = await db.Outbox.Select(row => row.Kind).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, told.Count(kind => kind == "deployment.started"));
        Assert.Contains("deployment.rolled-back", told);
        Assert.Contains("promotion.decided", told);
    }

    [Theory, EveryDatabase]
    public async Task Again_GoesFurtherBack_NeverForwardAgain(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        foreach (var sample in new[] { "mortgage-logit-v1", "mortgage-mlp-v5", "mortgage-gbt-v2" })
        {
            await data.MakeLiveAsync(await data.AddVersionAsync(sample));
        }

        Assert.Equal(2, (await data.RollBackAsync()).Value.ToVersion);
        Assert.Equal(1, (await data.RollBackAsync()).Value.ToVersion);
        var end = (await data.RollBackAsync()).Refusal!;
        Assert.Equal((RefusalKind.Conflict, "rollback.nothing-earlier"), (end.Kind, end.Code));
        Assert.Equal("Version 1 is the first of mortgage in production: nothing was live there before it.", end.Sentence);
    }

    [Theory, EveryDatabase]
    public async Task Chosen_AnyThatWasLiveThere(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        foreach (var sample in new[] { "mortgage-logit-v1", "mortgage-mlp-v5", "mortgage-gbt-v2" })
        {
            await data.MakeLiveAsync(await data.AddVersionAsync(sample));
        }

        var never = await data.AddVersionAsync("mortgage-gbt-v2");
        Assert.Equal("rollback.never-live", (await data.RollBackAsync(never)).Refusal?.Code);
        Assert.Equal("rollback.already-live", (await data.RollBackAsync(3)).Refusal?.Code);
        Assert.Equal(1, (await data.RollBackAsync(1)).Value.ToVersion);
        Assert.Equal(3, (await data.RollBackAsync(3)).Value.ToVersion);
        Assert.Equal(2, (await data.RollBackAsync()).Value.ToVersion);
    }

    [Theory, EveryDatabase]
    public async Task Refusals_RoleReasonRevisionTenantRegion(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        var version = await data.AddVersionAsync("mortgage-logit-v1");
        Assert.Equal("rollback.nothing-live", (await data.RollBackAsync()).Refusal?.Code);
        await data.MakeLiveAsync(version);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));

        Assert.Equal(RefusalKind.Forbidden, (await data.RollBackAsync(actor: data.Scientist)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await data.RollBackAsync(actor: Actor.ForJob(data.Portal.Tenant, "monitor"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await data.RollBackAsync(actor: data.Portal.Outsider)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await data.RollBackAsync(reason: " ")).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await data.RollBackAsync(revision: 0)).Refusal?.Kind);
        await data.EditModelAsync(model => model.AllowedRegions = ["us-east"]);
        Assert.Equal("region.not-allowed", (await data.RollBackAsync()).Refusal?.Code);
        Assert.Equal(2, await data.LiveAsync());
    }

    [Theory, EveryDatabase]
    public async Task FileChangedOrLost_IsBlocked(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await using var db = data.Portal.Open();
        var digest = await db.Versions.Where(row => row.Number == 1).Select(row => row.Digest).SingleAsync(TestContext.Current.CancellationToken);
        var path = data.Portal.Get<ArtifactStore>().PathOf(data.Portal.Tenant, digest);

        await File.AppendAllTextAsync(path, "x", TestContext.Current.CancellationToken);
        Assert.Equal("rollback.artifact-damaged", (await data.RollBackAsync()).Refusal?.Code);
        File.Delete(path);
        var lost = (await data.RollBackAsync()).Refusal!;

        Assert.Equal((RefusalKind.Blocked, "rollback.artifact-damaged"), (lost.Kind, lost.Code));
        Assert.Equal(2, (await data.TrailAsync("deployment.roll-back.refused")).Length);
        Assert.Equal(2, await data.LiveAsync());
    }

    [Theory, EveryDatabase]
    public async Task TwoPeople_AtTheSameInstant_OnWhatTheySaw_RollBackOnce(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        foreach (var sample in new[] { "mortgage-logit-v1", "mortgage-mlp-v5", "mortgage-gbt-v2" })
        {
            await data.MakeLiveAsync(await data.AddVersionAsync(sample));
        }

        var seen = (await data.Portal.Get<LiveVersion>().FindAsync(data.Reviewer, GovernanceData.Production, GovernanceData.Model, TestContext.Current.CancellationToken)).Value;
        Assert.Equal((3, 2), (seen.Live.VersionNumber, seen.Previous));
        var outcomes = await Task.WhenAll(data.RollBackAsync(revision: seen.Revision), data.RollBackAsync(actor: data.Officer, revision: seen.Revision));

        Assert.Single(outcomes, outcome => outcome.IsOk);
        Assert.Equal(RefusalKind.Stale, Assert.Single(outcomes, outcome => !outcome.IsOk).Refusal?.Kind);
        Assert.Equal(2, await data.LiveAsync());
    }
}
