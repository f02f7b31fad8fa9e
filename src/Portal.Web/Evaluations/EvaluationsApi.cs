using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Comparing;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Repeating;
using Portal.Core.Storage;
using Portal.Web.Api;
using Portal.Web.Evaluations.Queueing;
using Portal.Web.Evaluations.Repeating;

namespace Portal.Web.Evaluations;

/// <summary>Evaluations for programs: ask for one, watch it, stop it, take its evidence.</summary>
public static class EvaluationsApi
{
    public static void MapEvaluationsApi(this IEndpointRouteBuilder api)
    {
        var evaluations = api.MapGroup("/evaluations").WithTags("Evaluations");
        evaluations.MapGet("/", ListAsync).WithName("ListEvaluations").WithSummary("Evaluations, newest first");
        evaluations.MapPost("/", StartAsync).WithName("StartEvaluation").WithSummary("Queues the scoring of a version on a dataset; without one, on the model's own evaluation dataset");
        evaluations.MapGet("/{id:guid}", FindAsync).WithName("GetEvaluation").WithSummary("One evaluation with its progress or its results");
        evaluations.MapGet("/{id:guid}/evidence", EvidenceAsync).WithName("GetEvaluationEvidence").WithSummary("The evidence as canonical JSON; the SHA-256 of these bytes is its name")
            .Produces<EvaluationEvidence>().ProducesProblem(StatusCodes.Status404NotFound);
        evaluations.MapGet("/{id:guid}/comparison", CompareAsync).WithName("CompareEvaluations").WithSummary("The headline metrics beside those of another evaluation of the same rows, tested in pairs");
        evaluations.MapGet("/{id:guid}/disagreements", DisagreementsAsync).WithName("ListDisagreements").WithSummary("The rows of which the two say different things; protected attributes are null for who may not see them");
        evaluations.MapQueueingApi();
        evaluations.MapRepeatingApi();
        evaluations.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelEvaluation").WithSummary("Takes it out of the queue, or stops its process");
        evaluations.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryEvaluation").WithSummary("Queues an evaluation that failed or was cancelled again");
    }

    private static async Task<Results<Ok<PageAnswer<EvaluationItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, EvaluationList list, EvaluationQueue queue, CancellationToken ct, string? state = null, string? model = null, int? version = null)
    {
        var asked = QueryWords.Parse<EvaluationState>("state", state);
        if (!asked.IsOk)
        {
            return asked.Refusal.ToProblem();
        }

        var found = await list.RunAsync(caller.Actor, new EvaluationListRequest(asked.Value, model, version), page.ToRequest(), ct);
        var standings = found.IsOk && found.Value.Items.Any(row => row.IsOpen) ? await queue.ReadAsync(caller.Actor, ct) : null;
        return found.ToOk(rows => rows.ToAnswer(row => EvaluationItem.Of(row, standings?.GetValueOrDefault(row.Id))));
    }

    private static async Task<Results<Ok<EvaluationResponse>, ProblemHttpResult>> FindAsync(
        Caller caller, Guid id, EvaluationDetail detail, EvaluationQueue queue, Repetitions repetitions, CancellationToken ct)
    {
        var found = await detail.RunAsync(caller.Actor, new EvaluationId(id), ct);
        if (!found.IsOk)
        {
            return found.Refusal.ToProblem();
        }

        var row = found.Value.Row;
        var standing = row.IsOpen ? (await queue.ReadAsync(caller.Actor, ct)).GetValueOrDefault(row.Id) : null;
        return TypedResults.Ok(EvaluationResponse.Of(found.Value, standing, await repetitions.ComparedAsync(caller.Actor, row, ct)));
    }

    private static async Task<Results<Created<StartedResponse>, ProblemHttpResult>> StartAsync(
        Caller caller, StartEvaluationBody body, HttpRequest request, EvaluationTarget targets, StartEvaluation start, CancellationToken ct)
    {
        var target = await targets.FindAsync(caller.Actor, new EvaluationTargetName(body.Model, body.Version, body.Dataset, body.DatasetVersion), ct);
        if (!target.IsOk)
        {
            return target.Refusal.ToProblem();
        }

        var key = KeyOf(caller, request);
        var started = new StartEvaluationRequest(target.Value.Version, target.Value.Dataset, key, body.Priority ?? EvaluationPriority.Normal, body.Wish);
        var outcome = await start.RunAsync(caller.Actor, started, ct);
        return outcome.ToCreated(id => $"{ApiRoom.Prefix}/evaluations/{id}", id => new StartedResponse(id.Value));
    }

    /// <summary>Two members may use the same key by chance; the queue's keys are one set for the tenant.</summary>
    internal static string KeyOf(Caller caller, HttpRequest request)
    {
        var given = request.Headers[Idempotency.Header].ToString();
        return given.Length == 0 ? Guid.CreateVersion7().ToString() : Digest.Of(Encoding.UTF8.GetBytes($"{caller.Actor.Member} {given}")).Hex;
    }

    private static async Task<Results<Ok<EvaluationStateResponse>, ProblemHttpResult>> CancelAsync(
        Caller caller, Guid id, CancelEvaluation cancel, CancellationToken ct, CancelEvaluationBody? body = null) =>
        (await cancel.RunAsync(caller.Actor, new CancelEvaluationRequest(new EvaluationId(id), body?.Reason), ct)).ToOk(state => new EvaluationStateResponse(state));

    private static async Task<Results<Ok<StartedResponse>, ProblemHttpResult>> RetryAsync(Caller caller, Guid id, RetryEvaluation retry, CancellationToken ct) =>
        (await retry.RunAsync(caller.Actor, new RetryEvaluationRequest(new EvaluationId(id)), ct)).ToOk(again => new StartedResponse(again.Value));

    private static async Task<Results<Ok<ComparisonResponse>, ProblemHttpResult>> CompareAsync(Caller caller, Guid id, Guid with, EvaluationComparison comparison, CancellationToken ct) =>
        (await comparison.FindAsync(caller.Actor, new EvaluationId(id), new EvaluationId(with), ct)).ToOk(ComparisonResponse.Of);

    private static async Task<Results<Ok<DisagreementPage>, ProblemHttpResult>> DisagreementsAsync(
        Caller caller, Guid id, Guid with, DisagreementList list, CancellationToken ct, long after = 0, int size = 50) =>
        (await list.ReadAsync(caller.Actor, new EvaluationId(id), new EvaluationId(with), after, size, ct)).ToOk(page => page);

    private static async Task<IResult> EvidenceAsync(Caller caller, Guid id, EvaluationDetail detail, CancellationToken ct)
    {
        var bytes = await detail.EvidenceBytesAsync(caller.Actor, new EvaluationId(id), ct);
        return bytes.IsOk
            ? Results.Bytes(bytes.Value, "application/json", $"evidence-{id}.json", entityTag: new EntityTagHeaderValue($"\"{Digest.Of(bytes.Value).Hex}\""))
            : bytes.Refusal.ToProblem();
    }
}
