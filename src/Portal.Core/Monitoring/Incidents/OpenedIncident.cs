using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>What an incident that no monitor opened is about.</summary>
/// <param name="Text">The first line of its timeline.</param>
internal sealed record IncidentSubject(
    IncidentSource Source, string Title, string Text, EnvironmentId Environment, ModelId Model, VersionId Version, FollowUpId? FollowUp = null, PromotionId? Promotion = null);

/// <summary>Opens an incident that no monitor found, once for each message, and tells people of it.</summary>
internal static class OpenedIncident
{
    public static async Task StageAsync(UnitOfWork unit, IncidentSubject subject, Guid message, CancellationToken ct)
    {
        var incident = new Incident
        {
            TenantId = unit.Actor.Tenant,
            Id = IncidentId.New(),
            Number = await IncidentNumbers.NextAsync(unit.Db, ct),
            Source = subject.Source,
            FollowUpId = subject.FollowUp,
            PromotionId = subject.Promotion,
            EnvironmentId = subject.Environment,
            ModelId = subject.Model,
            VersionId = subject.Version,
            Title = subject.Title,
            Severity = Severity.Warning,
            OpenedAt = unit.Now,
            LastFoundAt = unit.Now,
            IsTold = true,
        };
        unit.Db.Incidents.Add(incident);
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Opened, subject.Text, message);
        unit.Record("incident.opened", IncidentTexts.Subject(incident), details: new JsonObject { ["source"] = incident.Source.ToString(), ["severity"] = incident.Severity.ToString(), ["text"] = subject.Text });
        unit.Tell("incident.opened", IncidentTexts.Body(incident));
    }

    /// <summary>Whether the message was taken up before.</summary>
    public static Task<bool> IsHeardAsync(UnitOfWork unit, Guid message, CancellationToken ct) => unit.Db.IncidentEvents.AnyAsync(row => row.Message == message, ct);

    public static async Task CommitAsync(UnitOfWork unit, CancellationToken ct)
    {
        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"An incident was not kept: {refusal.Code}");
        }
    }
}
