using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What all acts on an incident begin with: find it, ask whether the member may, whether it is what they saw, and what its state becomes.</summary>
internal static class HandledIncident
{
    /// <param name="revision">Of the incident as the person saw it; null takes it as it is.</param>
    /// <returns>The incident in its new state, not saved yet.</returns>
    public static async Task<Outcome<Incident>> TakeAsync(UnitOfWork unit, int number, long? revision, IncidentAct act, CancellationToken ct)
    {
        if (await unit.Db.Incidents.SingleOrDefaultAsync(row => row.Number == number, ct) is not { } incident)
        {
            return IncidentTexts.NotFound(number);
        }

        if (unit.Refuses(Permission.HandleIncidents) is { } forbidden)
        {
            return await unit.RefuseAsync($"incident.{act.ToString().ToLowerInvariant()}", IncidentTexts.Subject(incident), forbidden, ct);
        }

        if (revision is { } seen && seen != incident.Revision)
        {
            return Refusal.Stale("This incident");
        }

        var after = IncidentRules.After(incident.State, act);
        if (!after.IsOk)
        {
            return after.Refusal;
        }

        incident.State = after.Value;
        return incident;
    }
}
