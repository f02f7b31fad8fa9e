using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Reports;

/// <summary>Has the costs reported to the member who asks, or ends that. Everybody decides for themselves.</summary>
public sealed class SubscribeToCosts(AuditTrail trail)
{
    /// <param name="cadence">Null to hear no more.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, ReportCadence? cadence, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("cost-report", "subscription", "report of costs");
        if (unit.Actor.Member is not { } member || unit.Actor.Roles.Count == 0)
        {
            return await unit.RefuseAsync("cost-report.subscribe", subject, new(RefusalKind.Forbidden, "cost-report.person", "Reports go to members of the organisation."), ct);
        }

        if (cadence is { } asked && Choices.Refuses("cadence", asked) is { } invalid)
        {
            return invalid;
        }

        var kept = await unit.Db.CostReportSubscriptions.SingleOrDefaultAsync(row => row.MemberId == member, ct);
        switch (kept, cadence)
        {
            case (null, { } wanted):
                unit.Db.CostReportSubscriptions.Add(new CostReportSubscription { TenantId = actor.Tenant, MemberId = member, Cadence = wanted });
                break;
            case ({ }, { } wanted):
                kept.Cadence = wanted;
                break;
            case ({ }, null):
                unit.Db.CostReportSubscriptions.Remove(kept);
                break;
            default:
                return default(Done);
        }

        unit.Record("cost-report.subscribed", subject, details: new JsonObject { ["cadence"] = cadence?.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
