using Portal.Core.Deployments;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Deployments.Rollouts;

namespace Portal.Core.Tests.Deployments;

public sealed class BreakGlassTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task GoesThroughAFreeze_AndCanBeTakenBack(DatabaseProviderName provider)
    {
        await using var data = await RolloutData.StartAsync(provider, RolloutPlan.AtOnce);
        var now = data.Portal.Clock.GetUtcNow();
        await data.Portal.Get<PlanFreeze>().RunAsync(data.Data.Officer, new("Year end", "production", null, now, now.AddDays(1), "Europe/Berlin", "Closing."), Ct);

        var broken = (await data.BreakGlassAsync(3)).Value;
        Assert.Equal((3, (int?)1, "3"), (broken.Version, broken.Replaced, await data.WordAsync()));
        await using (var rows = data.Portal.Open())
        {
            var review = await rows.FollowUps.SingleAsync(Ct);
            Assert.Equal(
                (broken.FollowUp, FollowUpKind.BreakGlassReview, Role.TenantAdministrator, TimeSpan.FromDays(3), "Review why mortgage version 3 in production was made live without an approval: Applications fail at every branch."),
                (review.Number, review.Kind, review.OwnerRole, review.DueAt - review.CreatedAt, review.What));
        }

        data.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var live = (await data.LiveAsync()).Live;
        Assert.Equal((DeploymentCause.BreakGlass, (int?)null, "ComplianceOfficer"), (live.Cause, live.Promotion, live.StartedBy));
        Assert.Equal(1, (await data.LiveAsync()).Previous);
        Assert.Equal(1, (await data.Data.RollBackAsync()).Value.ToVersion);
        Assert.Equal(3, (await data.Data.RollBackAsync(3)).Value.ToVersion);
        Assert.Equal(1, (await data.LiveAsync()).Previous);
        Assert.Single(await data.Data.TrailAsync("deployment.break-glass"));
        await using var db = data.Portal.Open();
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Kind == "deployment.break-glass", Ct));
    }

    [Theory]
    [InlineData(Role.ComplianceOfficer, 2, "The branches cannot decide at all.", null)]
    [InlineData(Role.TenantAdministrator, 2, "The branches cannot decide at all.", null)]
    [InlineData(Role.Reviewer, 2, "The branches cannot decide at all.", "forbidden")]
    [InlineData(Role.DataScientist, 2, "The branches cannot decide at all.", "forbidden")]
    [InlineData(Role.ComplianceOfficer, 2, "Nineteen characters", "invalid")]
    [InlineData(Role.ComplianceOfficer, 2, "                                 ", "invalid")]
    [InlineData(Role.ComplianceOfficer, 1, "The branches cannot decide at all.", "break-glass.already-live")]
    [InlineData(Role.ComplianceOfficer, 9, "The branches cannot decide at all.", "not-found")]
    public async Task Refusals(Role role, int version, string reason, string? code)
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutPlan.AtOnce);

        Assert.Equal(code, (await data.BreakGlassAsync(version, data.Portal.As(role), reason)).Refusal?.Code);
        Assert.Equal(code is null ? "2" : "1", await data.WordAsync());
    }

    [Fact]
    public async Task PlaceAndPortalAndTenant()
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutPlan.AtOnce);

        Assert.Equal("break-glass.person", (await data.BreakGlassAsync(2, Actor.ForJob(data.Portal.Tenant, "x"))).Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, (await data.BreakGlassAsync(2, data.Portal.Outsider)).Refusal?.Kind);
        await data.Data.EditModelAsync(model => model.AllowedRegions = ["us-east"]);
        Assert.Equal("region.not-allowed", (await data.BreakGlassAsync(2)).Refusal?.Code);
        Assert.Equal("1", await data.WordAsync());
    }
}
