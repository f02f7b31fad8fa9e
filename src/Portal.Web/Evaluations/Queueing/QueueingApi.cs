using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Queueing;
using Portal.Web.Api;

namespace Portal.Web.Evaluations.Queueing;

/// <param name="Priority">low, normal or high. High is for those who answer for several people's work.</param>
public sealed record ChangePriorityBody(EvaluationPriority Priority);

public sealed record PriorityResponse(EvaluationPriority Priority);

/// <param name="Ids">At most 500.</param>
public sealed record CancelSeveralBody(IReadOnlyList<Guid> Ids, string? Reason = null);

/// <param name="State">What it is now; absent when it could not be cancelled.</param>
/// <param name="Problem">Why it could not.</param>
public sealed record CancelledItem(Guid Id, EvaluationState? State, string? Problem)
{
    internal static CancelledItem Of(CancelledEvaluation one) => new(one.Id.Value, one.State, one.Refusal?.Sentence);
}

/// <summary>Why no machine takes it.</summary>
/// <param name="Code">A stable word for programs.</param>
public sealed record WaitingResponse(string Code, string Sentence, string NextStep);

/// <summary>Where it stands. Seconds are guesses from earlier evaluations, rounded as such; other organisations' turns are not in them.</summary>
/// <param name="Ahead">Your organisation's evaluations that start before it.</param>
/// <param name="StartsInSeconds">At the earliest.</param>
/// <param name="EndsInSeconds">At the earliest.</param>
/// <param name="NotBefore">It failed a moment ago and is tried again then.</param>
public sealed record QueueResponse(int? Ahead, long? StartsInSeconds, long? EndsInSeconds, DateTimeOffset? NotBefore, WaitingResponse? Waits)
{
    internal static QueueResponse? Of(QueueStanding? standing) => standing is null
        ? null
        : new(
            standing.Ahead, QueueWords.Seconds(standing.StartsIn), QueueWords.Seconds(standing.EndsIn), standing.NotBefore,
            standing.Waits is { } waits ? new WaitingResponse(waits.Code, waits.Sentence, waits.NextStep) : null);
}

/// <summary>The line, for programs: move in it, leave it.</summary>
public static class QueueingApi
{
    internal static void MapQueueingApi(this IEndpointRouteBuilder evaluations)
    {
        evaluations.MapPost("/{id:guid}/priority", ChangeAsync).WithName("ChangeEvaluationPriority").WithSummary("Moves a waiting evaluation within your organisation's own line");
        evaluations.MapPost("/cancel", CancelAsync).WithName("CancelEvaluations").WithSummary("Cancels several, each by itself; the answer says what became of each");
    }

    private static async Task<Results<Ok<PriorityResponse>, ProblemHttpResult>> ChangeAsync(Caller caller, Guid id, ChangePriorityBody body, ChangePriority act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new ChangePriorityRequest(new EvaluationId(id), body.Priority), ct)).ToOk(priority => new PriorityResponse(priority));

    private static async Task<Results<Ok<IReadOnlyList<CancelledItem>>, ProblemHttpResult>> CancelAsync(Caller caller, CancelSeveralBody body, CancelEvaluations act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CancelEvaluationsRequest([.. body.Ids.Select(id => new EvaluationId(id))], body.Reason), ct))
        .ToOk<IReadOnlyList<CancelledEvaluation>, IReadOnlyList<CancelledItem>>(answers => [.. answers.Select(CancelledItem.Of)]);
}
