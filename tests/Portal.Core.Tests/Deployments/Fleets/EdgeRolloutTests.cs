using Portal.Core.Deployments;
using Portal.Core.Deployments.Fleets;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Deployments.Rollouts;
using Portal.Core.Tests.Promotions;

namespace Portal.Core.Tests.Deployments.Fleets;

/// <summary>What becomes of a policy's way of going live where devices run the versions.</summary>
public sealed class EdgeRolloutTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Canary_AtTheEdge_IsWavesOfDevices_AndAShadowIsRefused(DatabaseProviderName provider)
    {
        await using var world = await FleetWorld.StartAsync(provider, pilots: 1, rest: 1);
        var rules = new PolicyRules { Gates = [], Stages = [Stage.AfterException] };
        await world.Data.SetPolicyAsync(rules with { Rollout = new RolloutPlan(RolloutStrategy.Shadow, [], 1) });
        var first = await world.MakeLiveAsync("mortgage-logit-v1");
        await world.RunWhatIsToldAsync("pilot-1");
        await world.RunWhatIsToldAsync("rest-1");
        var second = await world.Data.AddVersionAsync("mortgage-gbt-v2");

        var refusal = (await world.Data.RequestAsync(second, environment: FleetWorld.Edge)).Refusal!;
        Assert.Equal((RefusalKind.Blocked, "promotion.rollout-at-edge", "The policy asks for a shadow beside the live version, and devices in branches run one version each."), (refusal.Kind, refusal.Code, refusal.Sentence));
        var trial = (await world.Portal.Get<PromotionEvidence>().TrialAsync(world.Data.Officer, FleetWorld.Model, second, FleetWorld.Edge, Ct)).Value;
        Assert.Equal(refusal.Sentence, trial.Under(rules with { Rollout = new RolloutPlan(RolloutStrategy.Shadow, [], 1) }).Refusal?.Sentence);

        await world.Data.SetPolicyAsync(rules with { Rollout = new RolloutPlan(RolloutStrategy.Canary, [5, 25], 24) });
        await world.MakeLiveAsync(second);

        Assert.Equal((second, first), (await world.ToldAsync("pilot-1"), await world.ToldAsync("rest-1")));
        await using var db = world.Portal.Open();
        Assert.Equal((0, 0), (await db.Rollouts.CountAsync(Ct), await db.LiveDeployments.CountAsync(row => row.ChallengerVersionId != null, Ct)));
    }

    [Fact]
    public async Task Environment_WhereARolloutRuns_DoesNotBecomeAnEdge()
    {
        await using var data = await RolloutData.StartAsync(DatabaseProviderName.Sqlite, RolloutData.Canary, versions: 2);
        var edit = new EditEnvironmentRequest(GovernanceData.Production, 0, EnvironmentPlacement.Edge, "eu-central", "");
        var administrator = data.Portal.As(Role.TenantAdministrator);
        await data.PromoteAsync(2);

        Assert.Equal("environment.rollout-runs", (await data.Portal.Get<EditEnvironment>().RunAsync(administrator, edit, Ct)).Refusal?.Code);
        await data.TakeBackAsync();
        Assert.True((await data.Portal.Get<EditEnvironment>().RunAsync(administrator, edit, Ct)).IsOk);
    }
}
