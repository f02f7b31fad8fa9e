using Portal.Core.Deployments;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Monitoring.Incidents;

public sealed class AutomaticRollbackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Breach_TakesTheModelBackOnce_AndSaysWhy(DatabaseProviderName provider)
    {
        await using var data = await LiveAsync(provider, "mortgage-logit-v1", "mortgage-gbt-v2");
        var (monitor, version) = await WatchAsync(data, 2);

        await data.Portal.BreachAsync(monitor, version, -2);
        Assert.Equal(1, await data.LiveAsync());
        await data.RollBackAsync(2, reason: "We looked: it was the data.");
        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(2, await data.LiveAsync());
        var history = (await data.Portal.Get<DeploymentHistory>().ReadAsync(data.Reviewer, new DeploymentHistoryRequest(new PageRequest()), Ct)).Value.Items;
        var automatic = Assert.Single(history, row => row.Cause == DeploymentCause.AutomaticRollback);
        Assert.Equal((1, null, 1), (automatic.VersionNumber, automatic.StartedBy, automatic.Incident));
        Assert.Equal("Incident I-1: Drift of mortgage in production: lvrat", automatic.Reason);
        var view = await ViewAsync(data);
        Assert.Contains(view.Events, row => row is { Kind: IncidentEventKind.RolledBack, Text: "The portal went back from version 2 to version 1." });
        Assert.Equal((IncidentState.Open, 2), (view.Row.State, view.Row.Findings));
        Assert.Contains(view.Changes, change => change is { Kind: ChangeKind.Deployment, What: "mortgage version 2 went live" });
    }

    [Theory, EveryDatabase]
    public async Task NothingEarlier_StaysLive_AndTheIncidentSaysWhyOnce(DatabaseProviderName provider)
    {
        await using var data = await LiveAsync(provider, "mortgage-logit-v1");
        var (monitor, version) = await WatchAsync(data, 1);

        await data.Portal.BreachAsync(monitor, version, -2);
        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(1, await data.LiveAsync());
        var said = Assert.Single((await ViewAsync(data)).Events, row => row.Kind == IncidentEventKind.NotRolledBack);
        Assert.StartsWith("Version 1 is the first of mortgage in production: nothing was live there before it.", said.Text, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task PolicyThatForbidsIt_LeavesItLive_AndTheIncidentSaysWhich(DatabaseProviderName provider)
    {
        await using var data = await LiveAsync(provider, "mortgage-logit-v1");
        var rules = (await data.ViewAsync(1)).Frozen.Policy.Rules;
        await data.SetPolicyAsync(rules with { Terms = rules.Terms with { AutomaticRollback = false } });
        await data.MakeLiveAsync(await data.AddVersionAsync("mortgage-gbt-v2"));
        await data.SetPolicyAsync(rules);
        var (monitor, version) = await WatchAsync(data, 2);

        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(2, await data.LiveAsync());
        var said = Assert.Single((await ViewAsync(data)).Events, row => row.Kind == IncidentEventKind.NotRolledBack);
        Assert.StartsWith("Not rolled back: the policy of P-2 does not allow it.", said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegionTakenAway_IsBlocked()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite, "mortgage-logit-v1", "mortgage-gbt-v2");
        var (monitor, version) = await WatchAsync(data, 2);
        await data.EditModelAsync(model => model.AllowedRegions = ["us-east"]);

        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(2, await data.LiveAsync());
        Assert.Contains((await ViewAsync(data)).Events, row => row.Kind == IncidentEventKind.NotRolledBack && row.Text.Contains("mortgage is allowed in us-east", StringComparison.Ordinal));
        Assert.Single(await data.TrailAsync("deployment.roll-back-automatically.refused"));
    }

    [Fact]
    public async Task FileLost_IsBlocked()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite, "mortgage-logit-v1", "mortgage-gbt-v2");
        var (monitor, version) = await WatchAsync(data, 2);
        await using var db = data.Portal.Open();
        var digest = await db.Versions.Where(row => row.Number == 1).Select(row => row.Digest).SingleAsync(Ct);
        File.Delete(data.Portal.Get<Portal.Core.Storage.Artifacts.ArtifactStore>().PathOf(data.Portal.Tenant, digest));

        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(2, await data.LiveAsync());
        Assert.Contains((await ViewAsync(data)).Events, row => row.Kind == IncidentEventKind.NotRolledBack && row.Text.Contains("is lost or not what was registered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherVersionIsLiveByNow_IsLeftAlone()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite, "mortgage-logit-v1", "mortgage-gbt-v2");
        var (monitor, version) = await WatchAsync(data, 1);

        await data.Portal.BreachAsync(monitor, version, -1);

        Assert.Equal(2, await data.LiveAsync());
        Assert.Contains((await ViewAsync(data)).Events, row => row.Kind == IncidentEventKind.NotRolledBack && row.Text.StartsWith("Version 2 of mortgage is live in production by now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnlyAJobOfThePortal_MayRunIt()
    {
        await using var data = await LiveAsync(DatabaseProviderName.Sqlite, "mortgage-logit-v1", "mortgage-gbt-v2");
        var (monitor, version) = await WatchAsync(data, 2);
        var request = new RollBackAutomaticallyRequest(monitor.EnvironmentId, monitor.ModelId, version, 7, "Incident I-7");
        var act = data.Portal.Get<RollBackAutomatically>();

        foreach (var actor in new[] { data.Reviewer, data.Portal.As(Role.TenantAdministrator), Actor.ForCommand(data.Portal.Tenant, "test") })
        {
            Assert.Equal("rollback.portal", (await act.RunAsync(actor, request, Ct)).Refusal?.Code);
        }

        var job = Actor.ForJob(data.Portal.Tenant, "outbox");
        var first = (await act.RunAsync(job, request, Ct)).Value;
        var again = (await act.RunAsync(job, request, Ct)).Value;
        Assert.Equal(first, again);
        Assert.Equal((2, 1), (again.FromVersion, again.ToVersion));
    }

    private static async Task<GovernanceData> LiveAsync(DatabaseProviderName provider, params string[] samples)
    {
        var data = await GovernanceData.StartAsync(provider);
        foreach (var sample in samples)
        {
            await data.MakeLiveAsync(await data.AddVersionAsync(sample));
        }

        data.Portal.Clock.Advance(TimeSpan.FromDays(4));
        return data;
    }

    private static async Task<(Portal.Core.Monitoring.Monitors.Monitor Monitor, VersionId Version)> WatchAsync(GovernanceData data, int number)
    {
        await using var db = data.Portal.Open();
        var version = await db.Versions.SingleAsync(row => row.Number == number, Ct);
        var environment = await db.Environments.Where(row => row.Name == GovernanceData.Production).Select(row => row.Id).SingleAsync(Ct);
        return (await data.Portal.AddMonitorAsync(environment, version.ModelId, MonitorActions.OpenIncident | MonitorActions.RollBack), version.Id);
    }

    private static async Task<IncidentView> ViewAsync(GovernanceData data) => (await data.Portal.Get<IncidentDetail>().FindAsync(data.Reviewer, 1, Ct)).Value;
}
