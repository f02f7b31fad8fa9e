using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>
/// A monitor has breached in as many windows in a row as it asks for: opens an incident, or joins what was found to the one of the same
/// monitor and version that is open. What else the monitor wants is asked for when the incident opens, so once for each.
/// </summary>
internal sealed class IncidentIntake(AuditTrail trail) : IOutboxHandler
{
    public const string Breached = "monitor.breached";
    public const string RollBackWanted = "incident.rollback-wanted";
    public const string RetrainingWanted = "incident.retraining-wanted";

    public string Kind => Breached;

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var run = MonitorRunId.From(Guid.Parse(body["runId"]!.GetValue<string>()));
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await BreachAsync(unit.Db, run, ct) is not { Findings.Count: > 0 } breach || !IncidentRules.Opens(breach.Monitor.Actions))
        {
            return;
        }

        var incident = await unit.Db.Incidents.SingleOrDefaultAsync(
            row => row.MonitorId == breach.Monitor.Id && row.VersionId == breach.Version && row.State != IncidentState.Resolved, ct);
        if (incident is null)
        {
            incident = await OpenAsync(unit, breach, message, ct);
        }
        else
        {
            Join(unit, incident, breach, message);
        }

        foreach (var finding in breach.Findings)
        {
            finding.IncidentId = incident.Id;
        }

        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Findings were not taken up: {refusal.Code}");
        }
    }

    private static async Task<Incident> OpenAsync(UnitOfWork unit, Breach breach, Guid message, CancellationToken ct)
    {
        var (monitor, db) = (breach.Monitor, unit.Db);
        var model = await db.Models.Where(row => row.Id == monitor.ModelId).Select(row => row.Name).SingleAsync(ct);
        var environment = await db.Environments.Where(row => row.Id == monitor.EnvironmentId).Select(row => row.Name).SingleAsync(ct);
        var former = await db.Incidents.AsNoTracking().Where(row => row.MonitorId == monitor.Id && row.VersionId == breach.Version && row.State == IncidentState.Resolved)
            .OrderByDescending(row => row.ResolvedAt).Select(row => new { row.Id, row.Number, row.ResolvedAt }).FirstOrDefaultAsync(ct);
        if (former is not null && !IncidentRules.Follows(former.ResolvedAt!.Value, unit.Now))
        {
            former = null;
        }

        var incident = new Incident
        {
            TenantId = unit.Actor.Tenant,
            Id = IncidentId.New(),
            Number = await IncidentNumbers.NextAsync(db, ct),
            MonitorId = monitor.Id,
            EnvironmentId = monitor.EnvironmentId,
            ModelId = monitor.ModelId,
            VersionId = breach.Version,
            Title = IncidentTexts.Title(monitor.Kind, model, environment, FindingOrder.WorstFirst(breach.Findings).Select(row => ProtectedWords.Subject(monitor.Kind, row.Subject, breach.Protected))),
            Severity = IncidentRules.Severity(monitor.Severity, breach.Findings.Select(row => row.Severity)),
            OpenedAt = unit.Now,
            LastFoundAt = unit.Now,
            Findings = breach.Findings.Count,
            IsTold = monitor.Actions.HasFlag(MonitorActions.Notify),
            FormerId = former?.Id,
        };
        db.Incidents.Add(incident);
        var after = former is null ? "" : $" {IncidentTexts.Name(former.Number)} of the same monitor was resolved {(int)(unit.Now - former.ResolvedAt!.Value).TotalDays} days before.";
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Opened, $"{Count(breach.Findings.Count)} of {monitor.Name}: {breach.WorstSentence}{after}", message);
        unit.Record("incident.opened", IncidentTexts.Subject(incident), details: Details(incident, breach));
        Ask(unit, incident, monitor.Actions);
        return incident;
    }

    private static void Ask(UnitOfWork unit, Incident incident, MonitorActions actions)
    {
        var body = new JsonObject { ["incidentId"] = incident.Id.ToString(), ["number"] = incident.Number };
        if (incident.IsTold)
        {
            unit.Tell("incident.opened", IncidentTexts.Body(incident));
        }

        if (actions.HasFlag(MonitorActions.RequestRetraining))
        {
            unit.Tell(RetrainingWanted, body);
        }

        if (actions.HasFlag(MonitorActions.RollBack))
        {
            unit.Tell(RollBackWanted, body.DeepClone().AsObject());
        }
    }

    private static void Join(UnitOfWork unit, Incident incident, Breach breach, Guid message)
    {
        var severity = IncidentRules.Severity(incident.Severity, breach.Findings.Select(row => row.Severity));
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.FindingsJoined, $"{Count(breach.Findings.Count)} more: {breach.WorstSentence}", message);
        unit.Record("incident.findings-joined", IncidentTexts.Subject(incident), details: Details(incident, breach));
        (incident.Findings, incident.LastFoundAt) = (incident.Findings + breach.Findings.Count, unit.Now);

        // Messages overtake each other: a later window may have been quiet already.
        incident.QuietSince = incident.QuietSince >= breach.Findings[^1].WindowTo ? incident.QuietSince : null;
        if (severity == incident.Severity)
        {
            return;
        }

        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.SeverityRose, $"From {incident.Severity.ToString().ToLowerInvariant()} to {severity.ToString().ToLowerInvariant()}.", message);
        incident.Severity = severity;
        if (incident.IsTold && !IncidentRules.IsSilent(incident.SilencedUntil, unit.Now))
        {
            unit.Tell("incident.severity-rose", IncidentTexts.Body(incident));
        }
    }

    /// <summary>What was found in the windows in a row that made the monitor speak, without what an incident has already.</summary>
    private static async Task<Breach?> BreachAsync(PortalDbContext db, MonitorRunId id, CancellationToken ct)
    {
        var run = await db.MonitorRuns.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        if (run.VersionId is not { } version)
        {
            return null;
        }

        var monitor = await db.Monitors.AsNoTracking().SingleAsync(row => row.Id == run.MonitorId, ct);

        // Windows without enough data lie between them: they neither break the row nor are part of it.
        var runs = await db.MonitorRuns.Where(row => row.MonitorId == run.MonitorId && row.VersionId == run.VersionId && row.Verdict == WindowVerdict.Breach && row.WindowTo <= run.WindowTo)
            .OrderByDescending(row => row.WindowTo).Select(row => row.Id).Take(Math.Max(1, monitor.WindowsInARow)).ToListAsync(ct);
        var findings = await db.Findings.Where(row => runs.Contains(row.MonitorRunId) && row.IncidentId == null).OrderBy(row => row.WindowTo).ThenBy(row => row.Id).ToListAsync(ct);
        return new Breach(monitor, version, findings, await ProtectedColumns.NamesAsync(db, monitor.ModelId, ct));
    }

    private static string Count(int findings) => findings == 1 ? "1 finding" : $"{findings} findings";

    private static JsonObject Details(Incident incident, Breach breach) => new()
    {
        ["monitor"] = breach.Monitor.Name,
        ["severity"] = incident.Severity.ToString(),
        ["findings"] = breach.Findings.Count,
        ["worst"] = breach.WorstSentence,
        ["windowFrom"] = AuditChain.Instant(breach.Findings[0].WindowFrom),
        ["windowTo"] = AuditChain.Instant(breach.Findings[^1].WindowTo),
    };

    /// <param name="Protected">What stands in titles, timelines and the trail is read by many: it names none of these columns. The findings do, to those who may read them.</param>
    private sealed record Breach(Monitor Monitor, VersionId Version, IReadOnlyList<Finding> Findings, IReadOnlyCollection<string> Protected)
    {
        public string WorstSentence => Sentence(FindingOrder.Worst(Findings));

        private string Sentence(Finding finding) => ProtectedWords.Sentence(Monitor.Kind, finding.Subject, finding.Sentence, Protected);
    }
}
