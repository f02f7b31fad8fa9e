using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Gives a tenant the policies that it lacks, as the templates have them. Those that it has stay as they are.</summary>
public sealed class AddDefaultPolicies(AuditTrail trail)
{
    /// <returns>How many were added.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("policy.edit", new AuditSubject("policy", "defaults", "default policies"), forbidden, ct);
        }

        var there = await unit.Db.Policies.Select(row => row.ScopeKey).ToListAsync(ct);
        var lacking = (
            from risk in Enum.GetValues<RiskClass>()
            from purpose in Enum.GetValues<EnvironmentPurpose>()
            where !there.Contains(new PolicyScope(risk, purpose).Key, StringComparer.Ordinal)
            select Make(unit, risk, purpose)).ToList();
        if (lacking.Count == 0)
        {
            return 0;
        }

        unit.Db.Policies.AddRange(lacking);
        foreach (var policy in lacking)
        {
            unit.Db.PolicyVersions.Add(EditPolicy.Keep(unit, policy, "Added from the template."));
            unit.Record("policy.edited", EditPolicy.Subject(policy), "Added from the template.", new JsonObject { ["after"] = EditPolicy.Describe(policy) });
        }

        return await unit.CommitAsync(lacking.Count, ct);
    }

    private static Policy Make(UnitOfWork unit, RiskClass risk, EnvironmentPurpose purpose) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = PolicyId.New(),
        RiskClass = risk,
        Purpose = purpose,
        ScopeKey = new PolicyScope(risk, purpose).Key,
        Number = 1,
        Rules = PolicyTemplates.For(risk, purpose),
        EditedAt = unit.Now,
    };
}
