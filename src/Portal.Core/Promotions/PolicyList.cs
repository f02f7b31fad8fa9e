using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

public sealed record PolicyView(PolicyId Id, PolicyScope Scope, int Number, PolicyRules Rules, DateTimeOffset EditedAt, long Revision);

/// <summary>The tenant's policies: at most one for each scope, so there are no pages.</summary>
public sealed class PolicyList(PortalDatabase database)
{
    public async Task<IReadOnlyList<PolicyView>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rows = await db.Policies.AsNoTracking().Where(row => row.RetiredAt == null)
            .Select(row => new PolicyView(row.Id, new PolicyScope(row.RiskClass, row.Purpose, row.Task, row.Classification), row.Number, row.Rules, row.EditedAt, row.Revision)).ToListAsync(ct);

        // Enums are kept by name, so the order of their values is made here.
        return [.. rows.OrderByDescending(row => row.Scope.RiskClass).ThenByDescending(row => row.Scope.Purpose).ThenBy(row => row.Scope.Narrowness).ThenBy(row => row.Scope.Key, StringComparer.Ordinal)];
    }
}
