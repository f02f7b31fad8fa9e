using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Monitoring.Retraining;
using Portal.Web.Api;

namespace Portal.Web.Monitoring.Retraining;

/// <param name="Incident">The number of an incident, which knows what moved; or name a model and its version.</param>
public sealed record RequestRetrainingBody(string Reason, int? Incident = null, string? Model = null, int? Version = null);

public sealed record EndRetrainingBody(string Reason);

/// <param name="RequestedBy">Absent for the portal itself.</param>
/// <param name="Answer">The number of the version that was registered for it.</param>
public sealed record RetrainingResponse(
    Guid Id, int Number, string Model, int Version, string? Environment, int? Incident, string Reason, RetrainingState State, string? RequestedBy, DateTimeOffset RequestedAt,
    DateTimeOffset? WindowFrom, DateTimeOffset? WindowTo, IReadOnlyList<MovedSubject> Moved, RetrainingLineage Lineage, int? Answer, DateTimeOffset? EndedAt, string? EndedBy, string? EndReason, long Revision)
{
    public static RetrainingResponse Of(RetrainingRow row) => new(
        row.Id.Value, row.Number, row.Model, row.Version, row.Environment, row.Incident, row.Reason, row.State, row.RequestedBy, row.RequestedAt,
        row.WindowFrom, row.WindowTo, row.Moved, row.Lineage, row.Answer, row.EndedAt, row.EndedBy, row.EndReason, row.Revision);
}

/// <summary>Retraining requests for programs: a pipeline lists the open ones, and registers a version with the number of one.</summary>
public static class RetrainingApi
{
    public static void MapRetrainingApi(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/retraining-requests").WithTags("Retraining");
        requests.MapGet("/", ListAsync).WithName("ListRetrainingRequests").WithSummary("Retraining requests, newest first");
        requests.MapPost("/", RequestAsync).WithName("RequestRetraining").WithSummary("Asks for a new version in place of one that has grown old");
        requests.MapGet("/{number:int}", FindAsync).WithName("GetRetrainingRequest").WithSummary("One request with the window, what moved, and what the version was made from");
        requests.MapPost("/{number:int}/end", EndAsync).WithName("EndRetrainingRequest").WithSummary("Ends a request that no version will answer: withdrawn by whoever made it, else closed");
    }

    private static async Task<Results<Ok<PageAnswer<RetrainingResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, RetrainingList list, CancellationToken ct, string? state = null, string? model = null, int? incident = null)
    {
        var asked = QueryWords.Parse<RetrainingState>("state", state);
        return asked.IsOk
            ? (await list.ReadAsync(caller.Actor, new RetrainingListRequest(page.ToRequest(), asked.Value, model, incident), ct)).ToOk(rows => rows.ToAnswer(RetrainingResponse.Of))
            : asked.Refusal.ToProblem();
    }

    private static async Task<Results<Created<RetrainingResponse>, ProblemHttpResult>> RequestAsync(
        Caller caller, RequestRetrainingBody body, RequestRetraining act, RetrainingList list, CancellationToken ct)
    {
        var made = await act.RunAsync(caller.Actor, new RequestRetrainingRequest(body.Reason, body.Incident, body.Model, body.Version), ct);
        return made.IsOk
            ? (await list.FindAsync(caller.Actor, made.Value.Number, ct)).ToCreated(row => $"{ApiRoom.Prefix}/retraining-requests/{row.Number}", RetrainingResponse.Of)
            : made.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<RetrainingResponse>, ProblemHttpResult>> FindAsync(Caller caller, int number, RetrainingList list, HttpResponse response, CancellationToken ct)
    {
        var found = await list.FindAsync(caller.Actor, number, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(RetrainingResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, int number, EndRetrainingBody body, HttpRequest request, EndRetraining act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EndRetrainingRequest(number, body.Reason, seen.Value), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }
}
