using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;
using Portal.Web.Api;

namespace Portal.Web.UseCases;

/// <summary>Use cases and the board that decides on them, for programs.</summary>
public static class UseCasesApi
{
    public static void MapUseCasesApi(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/use-cases").WithTags("Use cases");
        cases.MapGet("/", ListAsync).WithName("ListUseCases").WithSummary("The use cases, newest first");
        cases.MapPost("/", CreateAsync).WithName("CreateUseCase").WithSummary("Begins a use case as a draft");
        cases.MapGet("/questionnaire", Questionnaire).WithName("GetQuestionnaire").WithSummary("The questions by which a use case is classified under the EU AI Act");
        cases.MapGet("/board", BoardAsync).WithName("GetBoard").WithSummary("Who sits on the review board, and how many votes it needs");
        cases.MapPut("/board", EditBoardAsync).WithName("EditBoard").WithSummary("Sets how many votes the board needs, from the next session on");
        var one = cases.MapGroup("/{number:int}");
        one.MapGet("/", FindAsync).WithName("GetUseCase").WithSummary("One use case with its classification, models, votes and minutes");
        one.MapPut("/", EditAsync).WithName("EditUseCase").WithSummary("Changes what is said of a use case that is not before the board");
        one.MapPut("/answers", AnswerAsync).WithName("AnswerQuestionnaire").WithSummary("Answers the questionnaire; the class follows from the answers");
        one.MapPost("/submit", SubmitAsync).WithName("SubmitUseCase").WithSummary("Puts it before the board, as it is now");
        one.MapPost("/withdraw", WithdrawAsync).WithName("WithdrawUseCase").WithSummary("Takes it back from the board");
        one.MapPost("/votes", VoteAsync).WithName("VoteOnUseCase").WithSummary("One member's vote; the vote that completes the quorum decides");
        one.MapPut("/sessions/{session:int}/minutes", MinutesAsync).WithName("WriteMinutes").WithSummary("Keeps what was said in a session and who was there");
        one.MapPost("/retire", RetireAsync).WithName("RetireUseCase").WithSummary("Ends a use case; what is live stays live");
        one.MapPut("/models/{name}", AssignAsync).WithName("AssignModel").WithSummary("Says that a model is made for it; its risk class must be high enough");
        one.MapDelete("/models/{name}", UnassignAsync).WithName("UnassignModel").WithSummary("Takes a model out of it");
    }

    private static async Task<Results<Ok<PageAnswer<UseCaseItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, UseCaseList query, CancellationToken ct, string? state = null, string? @class = null, string? search = null, bool waitingForMe = false)
    {
        var (wanted, found) = (QueryWords.Parse<UseCaseState>("state", state), QueryWords.Parse<AiActClass>("class", @class));
        return (wanted.Refusal ?? found.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new UseCaseListRequest(page.ToRequest(), wanted.Value, found.Value, search, waitingForMe), ct)).ToOk(rows => rows.ToAnswer(UseCaseItem.Of));
    }

    private static async Task<Results<Created<CreatedUseCaseResponse>, ProblemHttpResult>> CreateAsync(Caller caller, UseCaseBody body, CreateUseCase act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, body.ToDraft(), ct)).ToCreated(made => $"{ApiRoom.Prefix}/use-cases/{made.Number}", made => new CreatedUseCaseResponse(made.Id.Value, made.Number));

    private static Ok<IReadOnlyList<QuestionResponse>> Questionnaire() => TypedResults.Ok<IReadOnlyList<QuestionResponse>>([.. AiActQuestions.All.Select(QuestionResponse.Of)]);

    private static async Task<Ok<BoardResponse>> BoardAsync(Caller caller, BoardDetail query, HttpResponse response, CancellationToken ct)
    {
        var board = await query.FindAsync(caller.Actor, ct);
        response.SetRevision(board.Revision);
        return TypedResults.Ok(BoardResponse.Of(board));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditBoardAsync(Caller caller, EditBoardBody body, HttpRequest request, EditBoard act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditBoardRequest(seen.Value, body.Quorum, body.Reason), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<UseCaseResponse>, ProblemHttpResult>> FindAsync(Caller caller, int number, UseCaseDetail query, HttpResponse response, CancellationToken ct)
    {
        var found = await query.FindAsync(caller.Actor, number, ct);
        if (found.IsOk)
        {
            response.SetRevision(found.Value.Revision);
        }

        return found.ToOk(UseCaseResponse.Of);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EditAsync(Caller caller, int number, UseCaseBody body, HttpRequest request, EditUseCase act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk ? (await act.RunAsync(caller.Actor, new EditUseCaseRequest(number, seen.Value, body.ToDraft()), ct)).ToNoContent() : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<ClassificationResponse>, ProblemHttpResult>> AnswerAsync(
        Caller caller, int number, AiActAnswers body, HttpRequest request, AnswerQuestionnaire act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new AnswerQuestionnaireRequest(number, seen.Value, body), ct)).ToOk(ClassificationResponse.Of)
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<SubmittedUseCaseResponse>, ProblemHttpResult>> SubmitAsync(
        Caller caller, int number, SubmitUseCaseBody? body, HttpRequest request, SubmitUseCase act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new SubmitUseCaseRequest(number, seen.Value, body?.Note ?? ""), ct)).ToOk(session => new SubmittedUseCaseResponse(session))
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(Caller caller, int number, UseCaseReasonBody body, WithdrawUseCase act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new WithdrawUseCaseRequest(number, body.Reason), ct)).ToNoContent();

    private static async Task<Results<Ok<UseCaseStateResponse>, ProblemHttpResult>> VoteAsync(Caller caller, int number, VoteBody body, CastVote act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CastVoteRequest(number, body.Verdict, body.Reason, body.CaseDigest, body.Conditions), ct)).ToOk(state => new UseCaseStateResponse(state));

    private static async Task<Results<NoContent, ProblemHttpResult>> MinutesAsync(
        Caller caller, int number, int session, MinutesBody body, HttpRequest request, WriteMinutes act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new WriteMinutesRequest(number, session, seen.Value, body.Minutes, body.Present ?? []), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(Caller caller, int number, UseCaseReasonBody body, RetireUseCase act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RetireUseCaseRequest(number, body.Reason), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> AssignAsync(Caller caller, int number, string name, AssignModel act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AssignModelRequest(number, name), ct)).ToNoContent();

    /// <param name="reason">Kept in the audit trail.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> UnassignAsync(Caller caller, int number, string name, string reason, UnassignModel act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new UnassignModelRequest(number, name, reason), ct)).ToNoContent();
}
