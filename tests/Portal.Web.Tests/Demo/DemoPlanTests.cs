using Portal.Core.Promotions;
using Portal.Web.Demo;

namespace Portal.Web.Tests.Demo;

public sealed class DemoPlanTests
{
    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approvals_AskForWhatAPolicyCanAsk_OfPeopleAndThingsThatAreThere()
    {
        var plan = await DemoPlan.ReadAsync(Ct);

        var tenant = Assert.Single(plan.Tenants, tenant => tenant.Approvals is { Count: > 0 });
        var approval = Assert.Single(tenant.Approvals!);
        Assert.Null(PolicyChecks.Refuses(new PolicyRules { Gates = [new DisparateImpactGate(approval.FairnessFloor)], Stages = approval.Stages, Terms = approval.Terms }));
        Assert.Equal([1, 2], approval.Stages.Select(stage => stage.Step));
        Assert.All(approval.Stages, stage => Assert.NotNull(stage.Deadline));
        Assert.All(
            approval.Stages.SelectMany(stage => stage.Deciders.Roles).Append(approval.Delegation.From).Append(approval.Delegation.To),
            role => Assert.Contains(tenant.Members, member => member.Roles.Contains(role)));
        Assert.Contains(tenant.Environments, environment => environment.Name == approval.Asked.Environment && environment.Purpose == approval.Purpose);
        Assert.Contains(tenant.Models, model => model.Name == approval.Asked.Model && model.RiskClass == approval.RiskClass && model.Versions.Count >= approval.Asked.Version);
        Assert.Null(approval.Asked.Approval);
    }
}
