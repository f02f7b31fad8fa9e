using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Exporting;
using Portal.Core.Evaluations.Repeating;
using Portal.Web.Api;

namespace Portal.Web.Evaluations.Repeating;

/// <param name="Comparison">Absent until it is completed.</param>
public sealed record RepetitionItem(Guid Id, EvaluationState State, DateTimeOffset QueuedAt, DateTimeOffset? EndedAt, EvaluationFailureResponse? Failure, EvidenceComparison? Comparison)
{
    internal static RepetitionItem Of(RepetitionRow row) => new(
        row.Row.Id.Value, row.Row.State, row.Row.QueuedAt, row.Row.EndedAt, EvaluationItem.FailureOf(row.Row, code: null), row.Comparison);
}

/// <summary>The same evidence once more, for programs: here, or elsewhere with what is exported.</summary>
public static class RepeatingApi
{
    internal static void MapRepeatingApi(this IEndpointRouteBuilder evaluations)
    {
        evaluations.MapPost("/{id:guid}/repeat", RepeatAsync).WithName("RepeatEvaluation").WithSummary("Queues it once more with the files and rules that its evidence names; the repetition says whether the digest is the same");
        evaluations.MapGet("/{id:guid}/repetitions", ListAsync).WithName("ListRepetitions").WithSummary("The newest repetitions, each held against the evidence that it repeats");
        evaluations.MapGet("/{id:guid}/export", ExportAsync).WithName("ExportEvaluation").WithSummary("Evidence, model, data and rules as a ZIP; 'evaluation verify' makes the evidence again from nothing else")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip").ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<StartedResponse>, ProblemHttpResult>> RepeatAsync(Caller caller, Guid id, HttpRequest request, RepeatEvaluation act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RepeatEvaluationRequest(new EvaluationId(id), EvaluationsApi.KeyOf(caller, request)), ct))
        .ToCreated(again => $"{ApiRoom.Prefix}/evaluations/{again}", again => new StartedResponse(again.Value));

    private static async Task<Results<Ok<IReadOnlyList<RepetitionItem>>, ProblemHttpResult>> ListAsync(Caller caller, Guid id, Repetitions query, CancellationToken ct) =>
        (await query.ListAsync(caller.Actor, new EvaluationId(id), ct)).ToOk<IReadOnlyList<RepetitionRow>, IReadOnlyList<RepetitionItem>>(rows => [.. rows.Select(RepetitionItem.Of)]);

    private static async Task<IResult> ExportAsync(Caller caller, Guid id, ExportEvaluation act, HttpContext context)
    {
        var export = await act.RunAsync(caller.Actor, new EvaluationId(id), context.RequestAborted);
        return export.IsOk
            ? Results.Stream(body => export.Value.WriteAsync(body, context.RequestAborted), "application/zip", export.Value.FileName)
            : export.Refusal.ToProblem();
    }
}
