using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>Adds lines to an incident's timeline, in the unit of work of whoever has something to say there.</summary>
internal static class IncidentTimeline
{
    public static void Add(UnitOfWork unit, IncidentId incident, IncidentEventKind kind, string text, Guid? message = null, int? number = null) => unit.Db.IncidentEvents.Add(new IncidentEvent
    {
        TenantId = unit.Actor.Tenant,
        Id = IncidentEventId.New(),
        IncidentId = incident,
        Kind = kind,
        At = unit.Now,
        By = unit.Actor.Member,
        Text = Texts.Fit(text, Texts.LongestReason),
        Number = number,
        Message = message,
    });

    /// <summary>Whether the portal has done this for the incident before, with success or without: it tries once.</summary>
    public static Task<bool> HasAsync(PortalDbContext db, IncidentId incident, CancellationToken ct, params IncidentEventKind[] anyOf) =>
        db.IncidentEvents.AnyAsync(row => row.IncidentId == incident && anyOf.Contains(row.Kind), ct);
}
