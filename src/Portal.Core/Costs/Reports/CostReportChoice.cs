using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Reports;

/// <summary>How often the actor hears of costs.</summary>
public sealed class CostReportChoice(PortalDatabase database)
{
    /// <returns>Null for never.</returns>
    public async Task<ReportCadence?> FindAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var member = actor.Member;
        return await db.CostReportSubscriptions.Where(row => row.MemberId == member).Select(row => (ReportCadence?)row.Cadence).SingleOrDefaultAsync(ct);
    }
}
