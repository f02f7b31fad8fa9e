using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Runners;
using Portal.Scoring.Contract;
using Portal.Web.Api;
using Portal.Web.Tenancy;

namespace Portal.Web.Evaluations.Runners;

/// <summary>Runners for administrators, and, under <c>/runners/me</c>, what a runner itself says with its own token.</summary>
public static class RunnersApi
{
    public static void MapRunnersApi(this IEndpointRouteBuilder api)
    {
        var runners = api.MapGroup("/runners").WithTags("Runners");
        runners.MapGet("/", ListAsync).WithName("ListRunners").WithSummary("The portal itself and its runners, with what each is doing");
        runners.MapPost("/", RegisterAsync).WithName("RegisterRunner").WithMetadata(new ShownOnce()).WithSummary("Registers a runner; the answer is the only place where its token stands");
        runners.MapPost("/{id:guid}/token", RenewTokenAsync).WithName("RenewRunnerToken").WithMetadata(new ShownOnce()).WithSummary("Gives a runner another token and ends the former one");
        runners.MapPost("/{id:guid}/retire", RetireAsync).WithName("RetireRunner").WithSummary("Ends a runner for good; what it runs goes back to the queue");

        var me = runners.MapGroup("/me").WithMetadata(new OpenToRunners());
        me.MapPut("/", AnnounceAsync).WithName("AnnounceRunner").WithSummary("Says what the machine has, and that it is there");
        me.MapPost("/leases", LeaseAsync).WithName("LeaseEvaluation").WithSummary("Takes the next evaluation that fits, or waits a while for one; 204 when none turned up");
        me.MapGet("/leases/{lease:guid}/files/{digest}", FileAsync).WithName("GetLeasedFile").WithSummary("The bytes of a file that an open lease names")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        me.MapPost("/leases/{lease:guid}/progress", RenewAsync).WithName("RenewLease").WithSummary("Shows progress and renews the lease; says whether somebody asked for the end");
        me.MapPost("/leases/{lease:guid}/result", CompleteAsync).WithName("CompleteLease").WithSummary("Brings report and scores; said twice, it is done once")
            .Accepts<RunnerResult>("multipart/form-data").WithMetadata(new DisableRequestSizeLimitAttribute());
        me.MapPost("/leases/{lease:guid}/failure", FailAsync).WithName("FailLease").WithSummary("Says why there are no scores; of kind cancelled, hands the evaluation back");
    }

    private static async Task<Results<Ok<IReadOnlyList<RunnerItem>>, ProblemHttpResult>> ListAsync(Caller caller, RunnerList list, CancellationToken ct) =>
        (await list.RunAsync(caller.Actor, ct)).ToOk<IReadOnlyList<RunnerRow>, IReadOnlyList<RunnerItem>>(rows => [.. rows.Select(RunnerItem.Of)]);

    private static async Task<Results<Created<RegisteredRunnerResponse>, ProblemHttpResult>> RegisterAsync(Caller caller, RegisterRunnerBody body, RegisterRunner act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RegisterRunnerRequest(body.Name, body.Region, body.Days), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/runners", RegisteredRunnerResponse.Of);

    private static async Task<Results<Created<RegisteredRunnerResponse>, ProblemHttpResult>> RenewTokenAsync(
        Caller caller, Guid id, RenewRunnerTokenBody body, RenewRunnerToken act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RenewRunnerTokenRequest(new RunnerId(id), body.Days), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/runners", RegisteredRunnerResponse.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(Caller caller, Guid id, RetireRunner act, CancellationToken ct, RetireRunnerBody? body = null) =>
        (await act.RunAsync(caller.Actor, new RetireRunnerRequest(new RunnerId(id), body?.Reason), ct)).ToNoContent();

    private static async Task<Results<Ok<RunnerWelcome>, ProblemHttpResult>> AnnounceAsync(Caller caller, RunnerAnnouncement body, AnnounceRunner act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, body, ct)).ToOk();

    private static async Task<Results<Ok<EvaluationLease>, NoContent, ProblemHttpResult>> LeaseAsync(Caller caller, LeaseRequest body, LeaseEvaluation act, CancellationToken ct)
    {
        var outcome = await act.RunAsync(caller.Actor, body, ct);
        return !outcome.IsOk ? outcome.Refusal.ToProblem() : outcome.Value is { } lease ? TypedResults.Ok(lease) : TypedResults.NoContent();
    }

    private static async Task<IResult> FileAsync(Caller caller, Guid lease, string digest, LeasedArtifact query, CancellationToken ct)
    {
        var outcome = await query.OpenAsync(caller.Actor, lease, digest, ct);
        return outcome.IsOk ? TypedResults.Stream(outcome.Value.Content, "application/octet-stream") : outcome.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<LeaseRenewed>, ProblemHttpResult>> RenewAsync(Caller caller, Guid lease, ScoringProgress body, RenewLease act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, lease, body, ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> CompleteAsync(Caller caller, Guid lease, HttpRequest request, CompleteLease act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CompleteLeaseRequest(lease, stop => RunnerResult.ReadAsync(request, stop)), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> FailAsync(Caller caller, Guid lease, ScoringFailure body, FailLease act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new FailLeaseRequest(lease, body), ct)).ToNoContent();
}
