using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Deployments.Freezes;
using Portal.Core.Promotions;
using Portal.Web.Api;

namespace Portal.Web.Deployments;

/// <param name="Environment">The name of one environment; left away when <paramref name="Purpose"/> says which.</param>
/// <param name="Purpose">All environments of it, present and future.</param>
/// <param name="TimeZone">An IANA name, such as Europe/Berlin: the zone in which its end is told.</param>
/// <param name="Reason">Kept in the audit trail.</param>
public sealed record PlanFreezeBody(string Name, DateTimeOffset From, DateTimeOffset Until, string TimeZone, string Reason, string? Environment = null, EnvironmentPurpose? Purpose = null);

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record EndFreezeBody(string Reason);

/// <param name="EndedAt">When somebody ended it early, or called it off.</param>
public sealed record FreezeResponse(
    Guid Id, string Name, FreezeState State, string? Environment, EnvironmentPurpose? Purpose, DateTimeOffset From, DateTimeOffset Until, string TimeZone, string Reason, string PlannedBy,
    DateTimeOffset PlannedAt, DateTimeOffset? EndedAt, string? EndedBy)
{
    public static FreezeResponse Of(FreezeRow row, DateTimeOffset now) => new(
        row.Id.Value, row.Name, row.StateAt(now), row.Environment, row.Purpose, row.From, row.Until, row.TimeZone, row.Reason, row.PlannedBy, row.PlannedAt, row.EndedAt, row.EndedBy);
}

/// <summary>The calendar of change freezes, for programs.</summary>
public static class FreezesApi
{
    public static void MapFreezes(this RouteGroupBuilder api)
    {
        var freezes = api.MapGroup("/freezes").WithTags("Environments");
        freezes.MapGet("/", ListAsync).WithName("ListFreezes").WithSummary("The change freezes, the latest beginning first")
            .WithDescription("With over=false only those that hold or are to come, with over=true only those that are over.");
        freezes.MapPost("/", PlanAsync).WithName("PlanFreeze").WithSummary("Says when nothing new goes live, in an environment or in all of a purpose");
        freezes.MapGet("/{id:guid}", FindAsync).WithName("GetFreeze").WithSummary("One freeze");
        freezes.MapPost("/{id:guid}/end", EndAsync).WithName("EndFreeze").WithSummary("Ends a freeze before its time, or calls it off");
    }

    private static async Task<Results<Ok<PageAnswer<FreezeResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, FreezeList query, TimeProvider clock, CancellationToken ct, bool? over = null) =>
        (await query.ReadAsync(caller.Actor, new FreezeListRequest(page.ToRequest(), over), ct)).ToOk(rows => rows.ToAnswer(row => FreezeResponse.Of(row, clock.GetUtcNow())));

    private static async Task<Results<Created<FreezeResponse>, ProblemHttpResult>> PlanAsync(Caller caller, PlanFreezeBody body, PlanFreeze act, FreezeList query, TimeProvider clock, CancellationToken ct)
    {
        var planned = await act.RunAsync(caller.Actor, new PlanFreezeRequest(body.Name, body.Environment, body.Purpose, body.From, body.Until, body.TimeZone, body.Reason), ct);
        return planned.IsOk
            ? (await query.FindAsync(caller.Actor, planned.Value, ct)).ToCreated(row => $"{ApiRoom.Prefix}/freezes/{row.Id}", row => FreezeResponse.Of(row, clock.GetUtcNow()))
            : planned.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<FreezeResponse>, ProblemHttpResult>> FindAsync(Caller caller, Guid id, FreezeList query, TimeProvider clock, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, new FreezeId(id), ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(row => FreezeResponse.Of(row, clock.GetUtcNow()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, Guid id, EndFreezeBody body, HttpRequest request, EndFreeze act, CancellationToken ct)
    {
        var seen = request.RevisionSeenIfAny();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EndFreezeRequest(new FreezeId(id), body.Reason, seen.Value), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }
}
