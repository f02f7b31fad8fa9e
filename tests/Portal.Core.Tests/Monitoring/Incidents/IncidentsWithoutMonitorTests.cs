using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Deadlines;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Incidents;

public sealed class IncidentsWithoutMonitorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task OverdueFollowUp_OpensOne_HeardTwiceItStaysOne_AndCompletingItIsOnItsTimeline(DatabaseProviderName provider)
    {
        await using var data = await ExceptedAsync(provider);
        data.Portal.Clock.Advance(TimeSpan.FromDays(15));
        await data.Portal.Get<PromotionClock>().RunAsync(Ct);
        await data.Portal.DeliverAsync();
        await AgainAsync(data.Portal, "follow-up.overdue");

        var row = Assert.Single(await ListAsync(data));
        Assert.Equal("Exception of Disparate impact, afam is overdue: mortgage version 2 in production", row.Title);
        Assert.Equal((IncidentSource.FollowUp, null, null, Severity.Warning, true), (row.Source, row.Kind, row.Monitor, row.Severity, row.IsTold));
        var view = await ViewAsync(data);
        Assert.Equal((1, 2, null, 0, 0), (view.FollowUp, view.Promotion, view.Watch, view.Windows.Count, view.Worst.Count));
        Assert.StartsWith("F-1 was due on ", Assert.Single(view.Events).Text, StringComparison.Ordinal);
        Assert.Equal(["incident.opened"], await data.Portal.ToldAsync("incident."));

        var other = await data.Portal.AddMemberAsync("other", Role.ComplianceOfficer);
        Assert.True((await data.Portal.Get<CompleteFollowUp>().RunAsync(other, new CompleteFollowUpRequest(1, "Version 3 passes."), Ct)).IsOk);
        await data.Portal.DeliverAsync();
        await AgainAsync(data.Portal, "follow-up.completed");

        view = await ViewAsync(data);
        Assert.Equal("F-1 was completed by other: Version 3 passes.", Assert.Single(view.Events, line => line.Kind == IncidentEventKind.FollowUpDone).Text);
        Assert.Equal(IncidentState.Open, view.Row.State);
    }

    [Fact]
    public async Task FollowUpThatWasCompletedMeanwhile_OpensNone()
    {
        await using var data = await ExceptedAsync(DatabaseProviderName.Sqlite);
        data.Portal.Clock.Advance(TimeSpan.FromDays(15));
        await data.Portal.Get<PromotionClock>().RunAsync(Ct);
        var other = await data.Portal.AddMemberAsync("other", Role.ComplianceOfficer);
        await data.Portal.Get<CompleteFollowUp>().RunAsync(other, new CompleteFollowUpRequest(1, "Version 3 passes."), Ct);

        await data.Portal.DeliverAsync();

        Assert.Empty(await ListAsync(data));
    }

    [Theory, EveryDatabase]
    public async Task FailedWave_OpensOne_ThatIsHandledLikeAnyOther(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await WaveFailsAsync(data);
        await AgainAsync(data.Portal, "fleet.wave-failed");

        var row = Assert.Single(await ListAsync(data));
        Assert.Equal(("Wave 2 (north) failed: mortgage version 1 in production", IncidentSource.Fleet), (row.Title, row.Source));
        var view = await ViewAsync(data);
        Assert.Equal((1, null, "3 of 10 devices failed; at most 1 is allowed."), (view.Promotion, view.FollowUp, Assert.Single(view.Events).Text));

        Assert.True((await data.Portal.Get<ResolveIncident>().RunAsync(data.Reviewer, new ResolveIncidentRequest(1, IncidentCause.Deployment, "A driver was too old."), Ct)).IsOk);
        Assert.True((await data.Portal.Get<ReopenIncident>().RunAsync(data.Reviewer, new ReopenIncidentRequest(1, "It was not the driver."), Ct)).IsOk);
    }

    [Fact]
    public async Task Reopened_OneWithoutMonitor_IsNotHeldBackByAnother()
    {
        await using var data = await GovernanceData.StartAsync(DatabaseProviderName.Sqlite);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        await WaveFailsAsync(data);
        await data.Portal.Get<ResolveIncident>().RunAsync(data.Reviewer, new ResolveIncidentRequest(1, IncidentCause.Deployment, "A driver was too old."), Ct);
        await WaveFailsAsync(data);

        Assert.True((await data.Portal.Get<ReopenIncident>().RunAsync(data.Reviewer, new ReopenIncidentRequest(1, "It was not the driver."), Ct)).IsOk);
        Assert.Equal(2, (await ListAsync(data)).Count);
    }

    private static async Task WaveFailsAsync(GovernanceData data)
    {
        await using var db = data.Portal.Open();
        var live = await db.LiveDeployments.SingleAsync(Ct);
        await using var unit = await data.Portal.Get<AuditTrail>().BeginAsync(Actor.ForJob(data.Portal.Tenant, "fleets"), Ct);
        unit.Record("fleet.wave-failed", new AuditSubject("fleet", "1", "test"));
        unit.Tell("fleet.wave-failed", new JsonObject
        {
            ["rolloutId"] = Guid.CreateVersion7().ToString(),
            ["environmentId"] = live.EnvironmentId.ToString(),
            ["environment"] = GovernanceData.Production,
            ["modelId"] = live.ModelId.ToString(),
            ["model"] = GovernanceData.Model,
            ["version"] = 1,
            ["deploymentId"] = live.DeploymentId.ToString(),
            ["wave"] = 2,
            ["group"] = "north",
            ["sentence"] = "3 of 10 devices failed; at most 1 is allowed.",
        });
        await unit.CommitAsync(default(Done), Ct);
        await data.Portal.DeliverAsync();
    }

    /// <summary>A live version with a gate that was let pass for two weeks.</summary>
    private static async Task<GovernanceData> ExceptedAsync(DatabaseProviderName provider)
    {
        var data = await GovernanceData.StartAsync(provider, RiskClass.Limited);
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.RequestAsync(await data.AddVersionAsync("mortgage-biased-v3"));
        var granted = await data.Portal.Get<GrantException>().RunAsync(
            data.Officer, new GrantExceptionRequest(2, "disparate-impact:afam", "A pilot.", (await data.ViewAsync(2)).EvidenceDigest, data.Portal.Clock.GetUtcNow().AddDays(14)), Ct);
        Assert.True(granted.IsOk, granted.Refusal?.Sentence);
        Assert.Equal(PromotionState.Approved, (await data.DecideAsync(2)).Value);
        return data;
    }

    /// <summary>What was delivered is delivered once more.</summary>
    private static async Task AgainAsync(TestPortal portal, string kind)
    {
        await using (var db = portal.Open())
        {
            await db.Outbox.Where(row => row.Kind == kind).ExecuteUpdateAsync(row => row.SetProperty(again => again.DeliveredAt, (DateTimeOffset?)null), Ct);
        }

        await portal.DeliverAsync();
    }

    private static async Task<IReadOnlyList<IncidentRow>> ListAsync(GovernanceData data) =>
        (await data.Portal.Get<IncidentList>().ReadAsync(data.Reviewer, new IncidentListRequest(new PageRequest()), Ct)).Value.Items;

    private static async Task<IncidentView> ViewAsync(GovernanceData data) => (await data.Portal.Get<IncidentDetail>().FindAsync(data.Reviewer, 1, Ct)).Value;
}
