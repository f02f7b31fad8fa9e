using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Revision">Of the policy as the person saw it.</param>
/// <param name="Reason">Why; kept in the trail.</param>
public sealed record RetirePolicyRequest(PolicyScope Scope, long Revision, string Reason);

/// <summary>Takes a narrower policy out of use: from the next request on the next broader one holds. The broad ones stay, so that nothing is ever without.</summary>
public sealed class RetirePolicy(AuditTrail trail)
{
    /// <returns>The number under which the policy ended.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, RetirePolicyRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var key = request.Scope.Key;
        var policy = await unit.Db.Policies.SingleOrDefaultAsync(row => row.ScopeKey == key && row.RetiredAt == null, ct);
        if (policy is null)
        {
            return Refusal.NotFound($"The policy of {request.Scope.InWords()}");
        }

        var subject = EditPolicy.Subject(policy);
        if ((unit.Refuses(Permission.EditPolicy) ?? RefusesBroad(policy.Scope)) is { } refusal)
        {
            return await unit.RefuseAsync("policy.retire", subject, refusal, ct);
        }

        if (request.Revision != policy.Revision)
        {
            return Refusal.Stale("This policy");
        }

        if (PromotionTexts.RefusesReason(request.Reason) is { } invalid)
        {
            return invalid;
        }

        var before = EditPolicy.Describe(policy);
        (policy.Number, policy.EditedAt, policy.RetiredAt) = (policy.Number + 1, unit.Now, unit.Now);
        unit.Db.PolicyVersions.Add(EditPolicy.Keep(unit, policy, request.Reason.Trim()));
        unit.Record("policy.retired", subject, request.Reason.Trim(), new JsonObject { ["before"] = before });
        return await unit.CommitAsync(policy.Number, ct);
    }

    private static Refusal? RefusesBroad(PolicyScope scope) =>
        scope.Narrowness > 0
            ? null
            : new(RefusalKind.Blocked, "policy.broad", "The policy for all models of a risk class stays: without it, nothing would say what they need.", "Edit it instead.");
}
