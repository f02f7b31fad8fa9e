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

        var there = await unit.Db.Policies.Select(row => new { row.RiskClass, row.Purpose }).ToListAsync(ct);
        var lacking = (
            from risk in Enum.GetValues<RiskClass>()
            from purpose in Enum.GetValues<EnvironmentPurpose>()
            where !there.Exists(row => row.RiskClass == risk && row.Purpose == purpose)
            select Make(unit, risk, purpose)).ToList();
        if (lacking.Count == 0)
        {
            return 0;
        }

        unit.Db.Policies.AddRange(lacking);
        foreach (var policy in lacking)
        {
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
        Number = 1,
        Rules = PolicyTemplates.For(risk, purpose),
        EditedAt = unit.Now,
    };
}
