using Portal.Core;
using Portal.Core.Deployments.Rollouts;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// A version that goes live step by step: the compliance officer's policy asks for it, the reviewer approves, takes the second step and
/// holds it there, for a visitor to go on or to take it back. What was done stays as it is.
/// </summary>
public sealed partial class DemoRollouts(
    DemoMembers members, DemoStory story, PolicyDetail policies, EditPolicy edit, RolloutList rollouts, AdvanceRollout advance, HoldRollout hold, TimeProvider clock, ILogger<DemoRollouts> log)
{
    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        foreach (var rollout in plan.Rollouts ?? [])
        {
            if (await TellAsync(tenant, rollout, ct) is { } refusal)
            {
                Log.Ended(log, tenant.Name, rollout.Story[^1].Model, rollout.Story[^1].Environment, refusal.Sentence);
            }
        }
    }

    private async Task<Refusal?> TellAsync(TenantRow tenant, DemoRollout plan, CancellationToken ct)
    {
        if (await AskForItAsync(tenant, plan, ct) is { } refused)
        {
            return refused;
        }

        if (!await story.RunAsync(tenant, plan.Story, ct))
        {
            return null;
        }

        return await StepAsync(await members.WithAsync(Role.Reviewer, tenant, ct), plan, ct);
    }

    /// <summary>The portal's own clock may be first: then there is only to hold it.</summary>
    private async Task<Refusal?> StepAsync(Actor reviewer, DemoRollout plan, CancellationToken ct)
    {
        var last = plan.Story[^1];
        while (true)
        {
            var newest = await rollouts.ReadAsync(reviewer, new RolloutListRequest(new PageRequest(1), last.Environment, last.Model), ct);
            if (!newest.IsOk || newest.Value.Items is not [{ State: RolloutState.Running } row] || row.Moves.Any(move => move.Act == RolloutAct.Held))
            {
                return newest.Refusal;
            }

            if (row.Step > 0)
            {
                return (await hold.RunAsync(reviewer, new HoldRolloutRequest(row.Environment, row.Model, plan.Hold), ct)).Refusal;
            }

            if (row.DueAt - clock.GetUtcNow() is { Ticks: > 0 } left)
            {
                await Task.Delay(left, clock, ct);
            }

            if ((await advance.RunAsync(reviewer, new AdvanceRolloutRequest(row.Environment, row.Model, plan.Advance, row.Revision), ct)).Refusal is { Kind: not RefusalKind.Stale } refusal)
            {
                return refusal;
            }
        }
    }

    private async Task<Refusal?> AskForItAsync(TenantRow tenant, DemoRollout plan, CancellationToken ct)
    {
        var officer = await members.WithAsync(Role.ComplianceOfficer, tenant, ct);
        var scope = new PolicyScope(plan.RiskClass, plan.Purpose);
        var policy = await policies.FindAsync(officer, scope, ct);
        return policy.IsOk && policy.Value.Rules.Rollout.Strategy == RolloutStrategy.AtOnce
            ? (await edit.RunAsync(officer, new EditPolicyRequest(scope, policy.Value.Revision, Asking(policy.Value.Rules, plan), plan.Why), ct)).Refusal
            : policy.Refusal;
    }

    private static PolicyRules Asking(PolicyRules rules, DemoRollout plan) => rules with { Rollout = plan.Plan, Terms = rules.Terms with { EvidenceDays = plan.EvidenceDays } };

    private static partial class Log
    {
        [LoggerMessage(EventId = 3107, Level = LogLevel.Warning, Message = "The rollout of {Tenant} ended at {Model} in {Environment}: {Sentence}")]
        public static partial void Ended(ILogger logger, string tenant, string model, string environment, string sentence);
    }
}
