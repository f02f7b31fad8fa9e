using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Monitors;

/// <summary>Monitors and their runs, for programs.</summary>
public static class MonitorsApi
{
    public static void MapMonitorsApi(this RouteGroupBuilder api)
    {
        var monitors = api.MapGroup("/monitors").WithTags("Monitors");
        monitors.MapGet("/", ListAsync).WithName("ListMonitors").WithSummary("The monitors that were not deleted, newest first");
        monitors.MapPost("/", CreateAsync).WithName("CreateMonitor").WithSummary("Begins to watch a model in an environment, from the window of this moment on");
        monitors.MapPost("/default", AddDefaultAsync).WithName("AddDefaultMonitors").WithSummary("Gives a model the monitors that it should have and does not have yet");
        monitors.MapGet("/{name}", FindAsync).WithName("GetMonitor").WithSummary("One monitor with its next windows");
        monitors.MapPut("/{name}", EditAsync).WithName("EditMonitor").WithSummary("Changes a monitor from its next window on; its kind and the length of its windows stay");
        monitors.MapDelete("/{name}", DeleteAsync).WithName("DeleteMonitor").WithSummary("Ends a monitor; one that has runs is archived with them").WithDescription("Takes the reason, which is kept in the audit trail, as a query parameter. With If-Match, the revision that you saw, it is refused when somebody changed the monitor since.");
        monitors.MapPost("/{name}/pause", PauseAsync).WithName("PauseMonitor").WithSummary("Lets it rest; its windows wait");
        monitors.MapPost("/{name}/resume", ResumeAsync).WithName("ResumeMonitor").WithSummary("Lets it go on with the windows that waited");
        monitors.MapPost("/{name}/run", RunAsync).WithName("RunMonitor").WithSummary("Measures a window now, or once more");
        monitors.MapGet("/{name}/runs", RunsAsync).WithName("ListMonitorRuns").WithSummary("Its runs, the newest window first");

        var runs = api.MapGroup("/monitor-runs").WithTags("Monitors");
        runs.MapGet("/", AllRunsAsync).WithName("ListAllMonitorRuns").WithSummary("Runs of all monitors, the newest first");
        runs.MapGet("/{id:guid}", FindRunAsync).WithName("GetMonitorRun").WithSummary("One run with its readings");
        runs.MapPost("/{id:guid}/cancel", CancelRunAsync).WithName("CancelMonitorRun").WithSummary("Takes it out of the queue, or stops it");
        runs.MapPost("/{id:guid}/retry", RetryRunAsync).WithName("RetryMonitorRun").WithSummary("Queues a run that failed or was cancelled again");
    }

    private static async Task<Results<Ok<PageAnswer<MonitorItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, MonitorList query, CancellationToken ct, string? environment = null, string? model = null, string? kind = null, string? state = null, string? search = null)
    {
        var (ofKind, inState) = (QueryWords.Parse<MonitorKind>("kind", kind), QueryWords.Parse<MonitorState>("state", state));
        return (ofKind.Refusal ?? inState.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new MonitorListRequest(page.ToRequest(), environment, model, ofKind.Value, inState.Value, search), ct)).ToOk(rows => rows.ToAnswer(MonitorItem.Of));
    }

    private static async Task<Results<Created<MonitorResponse>, ProblemHttpResult>> CreateAsync(Caller caller, CreateMonitorBody body, CreateMonitor act, MonitorDetail query, CancellationToken ct)
    {
        var made = await act.RunAsync(caller.Actor, new CreateMonitorRequest(body.Environment, body.Model, body.Monitor.ToDraft()), ct);
        return made.IsOk
            ? (await query.FindAsync(caller.Actor, body.Monitor.Name, ct)).ToCreated(view => $"{ApiRoom.Prefix}/monitors/{view.Row.Name}", MonitorResponse.Of)
            : made.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<DefaultMonitorsResponse>, ProblemHttpResult>> AddDefaultAsync(Caller caller, DefaultMonitorsBody body, AddDefaultMonitors act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AddDefaultMonitorsRequest(body.Environment, body.Model, body.TimeZone), ct)).ToOk(made => new DefaultMonitorsResponse(made));

    private static async Task<Results<Ok<MonitorResponse>, ProblemHttpResult>> FindAsync(Caller caller, string name, MonitorDetail query, HttpResponse response, CancellationToken ct)
    {
        var outcome = await query.FindAsync(caller.Actor, name, ct);
        if (outcome.IsOk)
        {
            response.SetRevision(outcome.Value.Row.Revision);
        }

        return outcome.ToOk(MonitorResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, string name, MonitorBody body, HttpRequest request, EditMonitor act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditMonitorRequest(name, seen.Value, body.ToDraft()), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Caller caller, string name, string reason, HttpRequest request, DeleteMonitor act, CancellationToken ct)
    {
        Outcome<long>? seen = request.Headers.IfMatch.Count == 0 ? null : request.RevisionSeen();
        return seen is { IsOk: false } malformed ? malformed.Refusal.ToProblem() : (await act.RunAsync(caller.Actor, new DeleteMonitorRequest(name, reason, seen?.Value), ct)).ToNoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(Caller caller, string name, MonitorReasonBody body, PauseMonitor act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new PauseMonitorRequest(name, body.Reason), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(Caller caller, string name, ResumeMonitor act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ResumeMonitorRequest(name), ct)).ToNoContent();

    private static async Task<Results<Ok<MonitorRunStarted>, ProblemHttpResult>> RunAsync(Caller caller, string name, RunMonitorBody body, RunMonitorNow act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RunMonitorNowRequest(name, body.At), ct)).ToOk(run => new MonitorRunStarted(run.Value));

    private static async Task<Results<Ok<PageAnswer<MonitorRunItem>>, ProblemHttpResult>> RunsAsync(
        Caller caller, string name, [AsParameters] PageQuery page, MonitorRunList query, CancellationToken ct, string? state = null, string? verdict = null)
    {
        var (inState, judged) = (QueryWords.Parse<MonitorRunState>("state", state), QueryWords.Parse<WindowVerdict>("verdict", verdict));
        return (inState.Refusal ?? judged.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new MonitorRunListRequest(page.ToRequest(), name, inState.Value, judged.Value), ct)).ToOk(rows => rows.ToAnswer(MonitorRunItem.Of));
    }

    private static async Task<Results<Ok<PageAnswer<MonitorRunItem>>, ProblemHttpResult>> AllRunsAsync(Caller caller, [AsParameters] PageQuery page, MonitorRunList query, CancellationToken ct, string? state = null)
    {
        var inState = QueryWords.Parse<MonitorRunState>("state", state);
        return inState.IsOk
            ? (await query.ReadAsync(caller.Actor, new MonitorRunListRequest(page.ToRequest(), State: inState.Value), ct)).ToOk(rows => rows.ToAnswer(MonitorRunItem.Of))
            : inState.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<MonitorRunResponse>, ProblemHttpResult>> FindRunAsync(Caller caller, Guid id, MonitorRunList query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, new MonitorRunId(id), ct)).ToOk(MonitorRunResponse.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> CancelRunAsync(Caller caller, Guid id, CancelMonitorRun act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CancelMonitorRunRequest(new MonitorRunId(id)), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryRunAsync(Caller caller, Guid id, RetryMonitorRun act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RetryMonitorRunRequest(new MonitorRunId(id)), ct)).ToNoContent();
}
