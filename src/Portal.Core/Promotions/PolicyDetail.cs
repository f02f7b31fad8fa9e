using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>One policy.</summary>
public sealed class PolicyDetail(PortalDatabase database)
{
    public async Task<Outcome<PolicyView>> FindAsync(Actor actor, RiskClass risk, EnvironmentPurpose purpose, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Policies.AsNoTracking().Where(row => row.RiskClass == risk && row.Purpose == purpose)
            .Select(row => new PolicyView(row.Id, row.RiskClass, row.Purpose, row.Number, row.Rules, row.EditedAt, row.Revision)).SingleOrDefaultAsync(ct) is { } view
            ? view
            : Refusal.NotFound($"The policy of {risk.InWords()} in {purpose.InWords()}");
    }
}
