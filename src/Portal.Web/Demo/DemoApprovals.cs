using Portal.Core;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// A promotion that several people decide on, one after the other and until a deadline: the compliance officer's policy asks for it, lets
/// one gate pass until a day, and somebody who is away has a deputy. Nothing is decided here, because decisions are signed by whoever
/// signs in. What was done stays as it is.
/// </summary>
public sealed partial class DemoApprovals(
    DemoMembers members, DemoStory story, PolicyDetail policies, EditPolicy edit, PromotionDetail promotions, GrantException grant, DelegationList delegations, Portal.Core.Promotions.Stages.Delegate delegateTo,
    TimeProvider clock, ILogger<DemoApprovals> log)
{
    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var approval in plan.Approvals ?? [])
        {
            if ((await AskForItAsync(tenant, approval, ct) ?? await story.TellAsync(tenant, approval.Asked, ct) ?? await LetPassAsync(tenant, approval, ct) ?? await DelegateAsync(tenant, approval.Delegation, ct)) is { } refusal)
            {
                Log.Ended(log, tenant.Name, approval.Asked.Model, approval.Asked.Environment, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> AskForItAsync(TenantRow tenant, DemoApproval plan, CancellationToken ct)
    {
        var officer = await members.WithAsync(Role.ComplianceOfficer, tenant, ct);
        var scope = new PolicyScope(plan.RiskClass, plan.Purpose);
        var policy = await policies.FindAsync(officer, scope, ct);
        if (!policy.IsOk || policy.Value.Number > 1)
        {
            return policy.Refusal;
        }

        var rules = policy.Value.Rules with
        {
            Gates = [.. policy.Value.Rules.Gates.Select(gate => gate is DisparateImpactGate ? new DisparateImpactGate(plan.FairnessFloor) : gate)],
            Stages = plan.Stages,
            Terms = plan.Terms,
        };
        return (await edit.RunAsync(officer, new EditPolicyRequest(scope, policy.Value.Revision, rules, plan.Why), ct)).Refusal;
    }

    private async Task<Refusal?> LetPassAsync(TenantRow tenant, DemoApproval plan, CancellationToken ct)
    {
        if (await story.FindAsync(tenant, plan.Asked, ct) is not { State: PromotionState.NeedsException } blocked)
        {
            return null;
        }

        var officer = await members.WithAsync(Role.ComplianceOfficer, tenant, ct);
        var digest = blocked.EvidenceDigest.Hex;
        foreach (var gate in (await promotions.FindAsync(officer, blocked.Number, ct)).Value.Frozen.Verdicts.Where(verdict => verdict.IsOpen))
        {
            var granted = await grant.RunAsync(
                officer, new GrantExceptionRequest(blocked.Number, gate.Id, plan.Waiver.Reason, digest, clock.GetUtcNow().AddDays(plan.Waiver.Days), plan.Waiver.FollowUp), ct);
            if (!granted.IsOk)
            {
                return granted.Refusal;
            }

            digest = granted.Value.EvidenceDigest;
        }

        return null;
    }

    private async Task<Refusal?> DelegateAsync(TenantRow tenant, DemoDelegation plan, CancellationToken ct)
    {
        var (away, deputy) = (await members.WithAsync(plan.From, tenant, ct), await members.WithAsync(plan.To, tenant, ct));
        return (await delegations.ReadAsync(away, ct)).Any(row => row.FromId == away.Member)
            ? null
            : (await delegateTo.RunAsync(away, new DelegateRequest(deputy.Name, clock.GetUtcNow().AddDays(plan.Days), plan.Reason), ct)).Refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3109, Level = LogLevel.Warning, Message = "The approval of {Tenant} ended at {Model} in {Environment}: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string model, string environment, string sentence);
    }
}
