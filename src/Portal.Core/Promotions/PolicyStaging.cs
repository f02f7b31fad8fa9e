using System.Text.Json.Nodes;
using Portal.Core.Audit;

namespace Portal.Core.Promotions;

/// <summary>Puts a policy into a unit of work as it is to be, with its version and its entry in the trail.</summary>
internal static class PolicyStaging
{
    public const string Edited = "policy.edited";

    /// <param name="there">The tenant's policy of that scope, in use or retired; null when it never had one.</param>
    /// <param name="action">What the trail calls it.</param>
    public static Policy Put(UnitOfWork unit, PolicyScope scope, Policy? there, PolicyRules rules, string reason, string action = Edited)
    {
        var before = there is null ? null : EditPolicy.Describe(there);
        var policy = there ?? Make(unit, scope, rules);
        (policy.Rules, policy.Number, policy.EditedAt, policy.RetiredAt) = (rules, policy.Number + 1, unit.Now, null);
        unit.Db.PolicyVersions.Add(EditPolicy.Keep(unit, policy, reason));
        unit.Record(action, EditPolicy.Subject(policy), reason, new JsonObject { ["before"] = before, ["after"] = EditPolicy.Describe(policy) });
        return policy;
    }

    private static Policy Make(UnitOfWork unit, PolicyScope scope, PolicyRules rules)
    {
        var policy = new Policy
        {
            TenantId = unit.Actor.Tenant,
            Id = PolicyId.New(),
            RiskClass = scope.RiskClass,
            Purpose = scope.Purpose,
            Task = scope.Task,
            Classification = scope.Classification,
            ScopeKey = scope.Key,
            Number = 0,
            Rules = rules,
            EditedAt = unit.Now,
        };
        unit.Db.Policies.Add(policy);
        return policy;
    }
}
