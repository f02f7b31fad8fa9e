using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

/// <summary>A monitor is quiet after a breach: its open incident says so, and stays open until somebody says why it was one.</summary>
internal sealed class QuietIntake(AuditTrail trail) : IOutboxHandler
{
    public string Kind => "monitor.quiet";

    public async Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct)
    {
        var id = MonitorRunId.From(Guid.Parse(body["runId"]!.GetValue<string>()));
        await using var unit = await trail.BeginAsync(actor, ct);
        var run = await unit.Db.MonitorRuns.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var incident = await unit.Db.Incidents.SingleOrDefaultAsync(
            row => row.MonitorId == run.MonitorId && row.VersionId == run.VersionId && row.State != IncidentState.Resolved, ct);

        // Messages overtake each other: a breach in a later window is not over because an earlier one was quiet.
        if (incident is null || incident.QuietSince >= run.WindowTo
            || await unit.Db.Findings.AnyAsync(row => row.IncidentId == incident.Id && row.WindowTo > run.WindowTo, ct))
        {
            return;
        }

        incident.QuietSince = run.WindowTo;
        var kind = await unit.Db.Monitors.Where(row => row.Id == run.MonitorId).Select(row => row.Kind).SingleAsync(ct);
        var sentence = ProtectedWords.Hide(kind, run.Sentence, await ProtectedColumns.NamesAsync(unit.Db, incident.ModelId, ct));
        IncidentTimeline.Add(unit, incident.Id, IncidentEventKind.Quiet, sentence ?? "Nothing breached in this window.", message);
        unit.Record("incident.quiet", IncidentTexts.Subject(incident), details: new JsonObject { ["windowTo"] = AuditChain.Instant(run.WindowTo) });
        if ((await unit.CommitAsync(default(Done), ct)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"A quiet window was not taken up: {refusal.Code}");
        }
    }
}
