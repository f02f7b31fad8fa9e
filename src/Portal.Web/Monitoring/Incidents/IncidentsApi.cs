using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Incidents;

/// <summary>Findings and incidents for programs.</summary>
public static class IncidentsApi
{
    public static void MapIncidentsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/findings", FindingsAsync).WithTags("Incidents").WithName("ListFindings").WithSummary("What monitors found, newest first");
        var incidents = api.MapGroup("/incidents").WithTags("Incidents");
        incidents.MapGet("/", ListAsync).WithName("ListIncidents").WithSummary("Incidents, newest first; with open=true those that are not resolved");
        incidents.MapGet("/{number:int}", FindAsync).WithName("GetIncident").WithSummary("One incident with its timeline and what was changed before it");
        incidents.MapPost("/{number:int}/acknowledge", AcknowledgeAsync).WithName("AcknowledgeIncident").WithSummary("Says that somebody looks into it; it becomes theirs if it is nobody's");
        incidents.MapPost("/{number:int}/assign", AssignAsync).WithName("AssignIncident").WithSummary("Gives it to a member who may handle incidents; If-Match is the revision that you saw");
        incidents.MapPost("/{number:int}/silence", SilenceAsync).WithName("SilenceIncident").WithSummary("Nobody is told of it until then; without an instant, from now on again");
        incidents.MapPost("/{number:int}/resolve", ResolveAsync).WithName("ResolveIncident").WithSummary("Ends it with a cause; If-Match is the revision that you saw");
        incidents.MapPost("/{number:int}/reopen", ReopenAsync).WithName("ReopenIncident").WithSummary("Takes a resolution back; If-Match is the revision that you saw");
        incidents.MapPost("/{number:int}/comments", CommentAsync).WithName("CommentOnIncident").WithSummary("Adds to its timeline what somebody found out");
    }

    private static async Task<Results<Ok<PageAnswer<FindingItem>>, ProblemHttpResult>> FindingsAsync(
        Caller caller, [AsParameters] PageQuery page, FindingList list, CancellationToken ct, int? incident = null, string? environment = null, string? model = null, string? severity = null)
    {
        var asked = QueryWords.Parse<Severity>("severity", severity);
        return asked.IsOk
            ? (await list.ReadAsync(caller.Actor, new FindingListRequest(page.ToRequest(), incident, environment, model, asked.Value), ct)).ToOk(rows => rows.ToAnswer(FindingItem.Of))
            : asked.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<IncidentItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, IncidentList list, CancellationToken ct,
        string? state = null, bool open = false, string? severity = null, string? environment = null, string? model = null, string? search = null, bool mine = false)
    {
        var (ofState, ofSeverity) = (QueryWords.Parse<IncidentState>("state", state), QueryWords.Parse<Severity>("severity", severity));
        if ((ofState.Refusal ?? ofSeverity.Refusal) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var request = new IncidentListRequest(page.ToRequest(), ofState.Value, open, ofSeverity.Value, environment, model, mine ? caller.Actor.Member : null, Search: search);
        return (await list.ReadAsync(caller.Actor, request, ct)).ToOk(rows => rows.ToAnswer(IncidentItem.Of));
    }

    private static async Task<Results<Ok<IncidentResponse>, ProblemHttpResult>> FindAsync(Caller caller, int number, IncidentDetail query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, number, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(IncidentResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AcknowledgeAsync(Caller caller, int number, AcknowledgeIncident act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AcknowledgeIncidentRequest(number), ct)).ToNoContent();

    private static Task<Results<NoContent, ProblemHttpResult>> AssignAsync(Caller caller, int number, AssignIncidentBody body, HttpRequest request, AssignIncident act, CancellationToken ct) =>
        SeenAsync(request, seen => act.RunAsync(caller.Actor, new AssignIncidentRequest(number, body.To, seen), ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> SilenceAsync(Caller caller, int number, SilenceIncidentBody body, SilenceIncident act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new SilenceIncidentRequest(number, body.Until?.ToUniversalTime(), body.Reason), ct)).ToNoContent();

    private static Task<Results<NoContent, ProblemHttpResult>> ResolveAsync(Caller caller, int number, ResolveIncidentBody body, HttpRequest request, ResolveIncident act, CancellationToken ct) =>
        SeenAsync(request, seen => act.RunAsync(caller.Actor, new ResolveIncidentRequest(number, body.Cause, body.Resolution, seen), ct));

    private static Task<Results<NoContent, ProblemHttpResult>> ReopenAsync(Caller caller, int number, ReopenIncidentBody body, HttpRequest request, ReopenIncident act, CancellationToken ct) =>
        SeenAsync(request, seen => act.RunAsync(caller.Actor, new ReopenIncidentRequest(number, body.Reason, seen), ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> CommentAsync(Caller caller, int number, CommentBody body, CommentOnIncident act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CommentOnIncidentRequest(number, body.Text), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> SeenAsync(HttpRequest request, Func<long, Task<Outcome<Done>>> act)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act(seen.Value)).ToNoContent() : seen.Refusal.ToProblem();
    }
}
