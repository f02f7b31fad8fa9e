using Portal.Core.Deployments;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Rollouts;

/// <summary>A model of which version 1 is live in production, under a policy that asks for a rollout and for nothing else.</summary>
internal sealed class RolloutData(GovernanceData data) : IAsyncDisposable
{
    public static readonly RolloutPlan Canary = new(RolloutStrategy.Canary, [5, 25, 100], 24);

    public GovernanceData Data => data;

    public TestPortal Portal => data.Portal;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RolloutData> StartAsync(DatabaseProviderName provider, RolloutPlan plan, int versions = 3)
    {
        var made = new RolloutData(await GovernanceData.StartAsync(provider));
        for (var version = 0; version < versions; version++)
        {
            await made.Data.AddVersionAsync("mortgage-gbt-v2");
        }

        await made.Data.SetPolicyAsync(new PolicyRules { Gates = [], Stages = [], Rollout = plan });
        await made.PromoteAsync(1);
        return made;
    }

    /// <summary>Asked for and, because the policy asks nobody, on its way at once.</summary>
    public async Task PromoteAsync(int version)
    {
        var asked = await data.RequestAsync(version);
        Assert.Equal(PromotionState.Approved, asked.IsOk ? asked.Value.State : throw new InvalidOperationException(asked.Refusal.Sentence));
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public Task<Outcome<RolloutStepped>> AdvanceAsync(Actor? actor = null, long? revision = null) =>
        Portal.Get<AdvanceRollout>().RunAsync(actor ?? data.Reviewer, new(GovernanceData.Production, GovernanceData.Model, "Looks well.", revision), Ct);

    public Task<Outcome<RolloutStepped>> HoldAsync(Actor? actor = null, string reason = "We want to look.") =>
        Portal.Get<HoldRollout>().RunAsync(actor ?? data.Reviewer, new(GovernanceData.Production, GovernanceData.Model, reason), Ct);

    public Task<Outcome<RolloutStepped>> ResumeAsync(Actor? actor = null) =>
        Portal.Get<ResumeRollout>().RunAsync(actor ?? data.Reviewer, new(GovernanceData.Production, GovernanceData.Model), Ct);

    public Task<Outcome<RolloutStepped>> TakeBackAsync(bool oneStep = false, Actor? actor = null) =>
        Portal.Get<TakeBackRollout>().RunAsync(actor ?? data.Reviewer, new(GovernanceData.Production, GovernanceData.Model, "Complaints.", oneStep), Ct);

    public Task<Outcome<GlassBroken>> BreakGlassAsync(int version, Actor? actor = null, string reason = "Applications fail at every branch.") =>
        Portal.Get<BreakGlass>().RunAsync(actor ?? data.Officer, new(GovernanceData.Production, GovernanceData.Model, version, reason), Ct);

    public async Task<Outcome<RolledBack>> RollBackAutomaticallyAsync(int version, int incident)
    {
        await using var db = Portal.Open();
        var live = await db.LiveDeployments.SingleAsync(Ct);
        var breached = await db.Versions.Where(row => row.Number == version).Select(row => row.Id).SingleAsync(Ct);
        return await Portal.Get<RollBackAutomatically>().RunAsync(
            Actor.ForJob(Portal.Tenant, "outbox"), new(live.EnvironmentId, live.ModelId, breached, incident, $"Incident I-{incident}"), Ct);
    }

    public async Task<LiveVersionView> LiveAsync() => (await Portal.Get<LiveVersion>().FindAsync(data.Scientist, GovernanceData.Production, GovernanceData.Model, Ct)).Value;

    /// <summary>"1" for a champion alone, "1+2 at 5" beside a challenger.</summary>
    public async Task<string> WordAsync()
    {
        var live = (await LiveAsync()).Live;
        return live.Challenger is { } challenger ? $"{live.VersionNumber}+{challenger.VersionNumber} at {challenger.Share}" : $"{live.VersionNumber}";
    }

    public async Task<RolloutView> ViewAsync() => (await Portal.Get<RolloutDetail>().FindAsync(data.Reviewer, GovernanceData.Production, GovernanceData.Model, Ct)).Value;

    public ValueTask DisposeAsync() => data.DisposeAsync();
}
