using Portal.Core.Deployments;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Notifications;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Deployments.Rollouts;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Notifications;

/// <summary>Who hears of a version that goes live step by step, or without anybody's approval, and of what is put right afterwards.</summary>
public sealed class GoingLiveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwnerApproversAndWhoReviews_AreTold_WithAPageThatIsThere()
    {
        await using var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite);
        await data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [Stage.AfterException], Rollout = RolloutData.Canary with { HoldHours = 0 } });
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        var advance = data.Portal.Get<AdvanceRollout>();
        foreach (var _ in new[] { 25, 100 })
        {
            Assert.True((await advance.RunAsync(data.Reviewer, new(GovernanceData.Production, GovernanceData.Model, "Looks well."), Ct)).IsOk);
        }

        var broken = (await data.Portal.Get<BreakGlass>().RunAsync(data.Officer, new(GovernanceData.Production, GovernanceData.Model, 1, "Applications fail at every branch."), Ct)).Value;
        Assert.True((await data.Portal.Get<CompleteFollowUp>().RunAsync(data.Portal.As(Role.TenantAdministrator), new(broken.FollowUp, "It was right."), Ct)).IsOk);
        await data.Portal.DeliverAsync();

        Assert.Equal(
            [
                ("deployment.break-glass", "ComplianceOfficer DataScientist TenantAdministrator", "mortgage version 1 in production went live by break-glass", "/exceptions/F-1"),
                ("follow-up.completed", "ComplianceOfficer DataScientist", "F-1 was completed: mortgage version 1 in production", "/exceptions/F-1"),
                ("rollout.completed", "DataScientist Reviewer", "mortgage version 2 in production took over", "/environments/production"),
                ("rollout.started", "DataScientist Reviewer", "mortgage version 2 in production begins to go live", "/environments/production"),
            ],
            await ToldAsync(data));
        await using var db = data.Portal.Open();
        Assert.Contains("It answers 5 % of the requests beside the live version.", await db.Notifications.Where(row => row.Kind == "rollout.started").Select(row => row.Text).FirstAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("“Applications fail at every branch.” F-1 asks somebody else", await db.Notifications.Where(row => row.Kind == "deployment.break-glass").Select(row => row.Text).FirstAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<(string Kind, string To, string Title, string Href)>> ToldAsync(GovernanceData data)
    {
        string[] kinds = ["deployment.break-glass", "follow-up.completed", "rollout.completed", "rollout.started"];
        await using var db = data.Portal.Open();
        var rows = await db.Notifications.Where(row => kinds.Contains(row.Kind)).Join(db.Members, row => row.MemberId, member => member.Id, (row, member) => new { row.Kind, row.Title, row.Href, member.Name }).ToListAsync(Ct);
        return rows.GroupBy(row => row.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => (kind.Key, string.Join(' ', kind.Select(row => row.Name).Order(StringComparer.Ordinal)), kind.Select(row => row.Title).Distinct().Single(), kind.Select(row => row.Href).Distinct().Single()));
    }
}
