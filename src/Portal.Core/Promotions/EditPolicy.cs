using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Revision">Of the policy as the person saw it.</param>
/// <param name="Reason">Why; kept in the trail.</param>
public sealed record EditPolicyRequest(PolicyScope Scope, long Revision, PolicyRules Rules, string Reason);

/// <summary>Changes what a risk class needs in an environment's purpose, from the next request on: promotions keep the policy they were asked under.</summary>
public sealed class EditPolicy(AuditTrail trail)
{
    /// <returns>The policy's new number.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, EditPolicyRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var key = request.Scope.Key;
        var policy = await unit.Db.Policies.SingleOrDefaultAsync(row => row.ScopeKey == key && row.RetiredAt == null, ct);
        if (policy is null)
        {
            return Refusal.NotFound($"The policy of {request.Scope.InWords()}");
        }

        var subject = Subject(policy);
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("policy.edit", subject, forbidden, ct);
        }

        if (request.Revision != policy.Revision)
        {
            return Refusal.Stale("This policy");
        }

        if ((PromotionTexts.RefusesReason(request.Reason) ?? PolicyChecks.Refuses(request.Rules)) is { } invalid)
        {
            return invalid;
        }

        var before = Describe(policy);
        policy.Rules = request.Rules;
        policy.Number++;
        policy.EditedAt = unit.Now;
        unit.Db.PolicyVersions.Add(Keep(unit, policy, request.Reason.Trim()));
        unit.Record("policy.edited", subject, request.Reason.Trim(), new JsonObject { ["before"] = before, ["after"] = Describe(policy) });
        return await unit.CommitAsync(policy.Number, ct);
    }

    internal static AuditSubject Subject(Policy policy) => new("policy", policy.Id.ToString(), policy.Scope.InWords());

    /// <summary>The policy as it is now, to be looked up by its number later.</summary>
    internal static PolicyVersion Keep(UnitOfWork unit, Policy policy, string reason) => new()
    {
        TenantId = policy.TenantId,
        PolicyId = policy.Id,
        Number = policy.Number,
        Rules = policy.Rules,
        EditedBy = unit.Actor.Member,
        Reason = reason,
        EditedAt = policy.EditedAt,
        Retired = policy.RetiredAt is not null,
    };

    internal static JsonObject Describe(Policy policy) => new()
    {
        ["number"] = policy.Number,
        ["rules"] = JsonSerializer.SerializeToNode(policy.Rules, JsonText.Options),
    };
}
