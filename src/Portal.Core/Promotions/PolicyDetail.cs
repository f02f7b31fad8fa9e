using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>One policy.</summary>
public sealed class PolicyDetail(PortalDatabase database)
{
    public async Task<Outcome<PolicyView>> FindAsync(Actor actor, PolicyScope scope, CancellationToken ct)
    {
        var key = scope.Key;
        await using var db = database.Open(actor.Tenant);
        return await db.Policies.AsNoTracking().Where(row => row.ScopeKey == key && row.RetiredAt == null)
            .Select(row => new PolicyView(row.Id, new PolicyScope(row.RiskClass, row.Purpose, row.Task, row.Classification), row.Number, row.Rules, row.EditedAt, row.Revision)).SingleOrDefaultAsync(ct) is { } view
            ? view
            : Refusal.NotFound($"The policy of {scope.InWords()}");
    }
}
