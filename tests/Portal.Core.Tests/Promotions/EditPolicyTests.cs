using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class EditPolicyTests
{
    private static readonly PolicyRules s_rules = new()
    {
        Gates = [new MetricLimitGate(MetricNames.RocAuc, 0.99), new DisparateImpactGate(0.9)],
        Stages = [Stage.AfterException],
        Exceptions = new ExceptionRules(Role.ComplianceOfficer),
    };

    [Theory, EveryDatabase]
    public async Task Edit_RaisesNumber_AndAppliesFromTheNextRequestOn(DatabaseProviderName provider)
    {
        await using var data = await GovernanceData.StartAsync(provider);
        await data.RequestAsync(await data.AddVersionAsync("mortgage-logit-v1"));
        var request = new EditPolicyRequest(new PolicyScope(RiskClass.High, EnvironmentPurpose.Production), 0, s_rules, "A stricter year.");
        var edit = data.Portal.Get<EditPolicy>();

        Assert.Equal(RefusalKind.Forbidden, (await edit.RunAsync(data.Scientist, request, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await edit.RunAsync(data.Portal.Outsider, request, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await edit.RunAsync(data.Officer, request with { Rules = s_rules with { Gates = [new LatencyGate(-1)] } }, TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(2, (await edit.RunAsync(data.Officer, request, TestContext.Current.CancellationToken)).Value);
        Assert.Equal(RefusalKind.Stale, (await edit.RunAsync(data.Officer, request, TestContext.Current.CancellationToken)).Refusal?.Kind);

        Assert.Equal(1, (await data.ViewAsync(1)).Frozen.Policy.Number);
        Assert.Equal(PromotionState.NeedsException, (await data.RequestAsync(await data.AddVersionAsync("mortgage-gbt-v2"))).Value.State);
        var view = (await data.Portal.Get<PolicyDetail>().FindAsync(data.Scientist, new PolicyScope(RiskClass.High, EnvironmentPurpose.Production), TestContext.Current.CancellationToken)).Value;
        Assert.Equal((2, 1L, 2), (view.Number, view.Revision, view.Rules.Gates.Count));
        Assert.Equal(s_rules.Gates, view.Rules.Gates);
        Assert.Equal(["policy.edit.refused", "policy.edited"], (await data.TrailAsync("policy.")).Skip(9));
    }

    [Theory, EveryDatabase]
    public async Task Defaults_OncePerTenant(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var add = portal.Get<AddDefaultPolicies>();

        Assert.Equal(RefusalKind.Forbidden, (await add.RunAsync(portal.As(Role.Reviewer), TestContext.Current.CancellationToken)).Refusal?.Kind);
        Assert.Equal(9, (await add.RunAsync(Actor.ForCommand(portal.Tenant, "seed"), TestContext.Current.CancellationToken)).Value);
        Assert.Equal(0, (await add.RunAsync(portal.As(Role.TenantAdministrator), TestContext.Current.CancellationToken)).Value);

        var list = await portal.Get<PolicyList>().ReadAsync(portal.As(Role.Auditor), TestContext.Current.CancellationToken);
        Assert.Equal((9, RiskClass.High, EnvironmentPurpose.Production), (list.Count, list[0].Scope.RiskClass, list[0].Scope.Purpose));
        Assert.Empty(await portal.Get<PolicyList>().ReadAsync(portal.Outsider, TestContext.Current.CancellationToken));
    }
}
