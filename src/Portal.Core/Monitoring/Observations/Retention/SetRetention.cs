using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Observations.Retention;

/// <param name="Days">After so many days rows of production data are deleted; counters stay.</param>
public sealed record SetRetentionRequest(int Days);

/// <summary>Says how long a tenant keeps rows of production data.</summary>
public sealed class SetRetention(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, SetRetentionRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("tenant", actor.Tenant.ToString(), "production data");
        if (unit.Refuses(Permission.EditPolicy) is { } forbidden)
        {
            return await unit.RefuseAsync("observations.retention", subject, forbidden, ct);
        }

        if (request.Days is < 1 or > ObservationRetention.MostDays)
        {
            return Refusal.Invalid("days", $"Rows are kept for 1 to {ObservationRetention.MostDays:N0} days.");
        }

        var retention = await unit.Db.ObservationRetentions.SingleOrDefaultAsync(ct);
        var before = retention?.Days ?? ObservationRetention.DefaultDays;
        if (retention is null)
        {
            unit.Db.ObservationRetentions.Add(new ObservationRetention { TenantId = actor.Tenant, Days = request.Days });
        }
        else
        {
            retention.Days = request.Days;
        }

        unit.Record("observations.retention", subject, details: new JsonObject { ["before"] = before, ["days"] = request.Days });
        return await unit.CommitAsync(default(Done), ct);
    }
}
