using Portal.Core.Audit;
using Portal.Core.Promotions.Documents;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>Gives a tenant the policies that it lacks, as a template has them. Those that it has stay as they are.</summary>
public sealed class AddDefaultPolicies(AuditTrail trail)
{
    /// <returns>How many were added.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct, PolicyTemplate template = PolicyTemplate.Lenient)
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
            select PolicyEntry.Of(new PolicyScope(risk, purpose), PolicyTemplates.For(template, risk, purpose))).ToList();
        if (lacking.Count == 0)
        {
            return 0;
        }

        foreach (var entry in lacking)
        {
            PolicyStaging.Put(unit, entry.Scope, null, entry.Rules, $"Added from the template {template.InWords()}.");
        }

        return await unit.CommitAsync(lacking.Count, ct);
    }
}
