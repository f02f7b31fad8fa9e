using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Web.Api;

namespace Portal.Web.Promotions;

/// <summary>Requests to make a version live, and what is said to them, for programs. A promotion is addressed by its id; its number is what people call it.</summary>
public static class PromotionsApi
{
    public static void MapPromotionsApi(this RouteGroupBuilder api)
    {
        var promotions = api.MapGroup("/promotions").WithTags("Promotions");
        promotions.MapGet("/", ListAsync).WithName("ListPromotions").WithSummary("The promotions, newest first or by deadline");
        promotions.MapPost("/", RequestAsync).WithName("RequestPromotion").WithSummary("Asks that a version goes live in an environment; policy and evidence are frozen into the request")
            .WithDescription("Of a version that is live there already, where its policy has evidence age, it asks for a renewal: the same gates on newer evidence and the same stages, and nothing there changes.");
        promotions.MapGet("/preview", PreviewAsync).WithName("PreviewPromotion").WithSummary("What the gates would say if a promotion were asked for now; changes nothing");
        var one = promotions.MapGroup("/{id:guid}");
        one.MapGet("/", FindAsync).WithName("GetPromotion").WithSummary("One promotion with its gates, exceptions and decisions");
        one.MapGet("/evidence", EvidenceAsync).WithName("GetPromotionEvidence").WithSummary("The frozen evidence, byte for byte as its digest names it");
        one.MapPost("/decisions", DecideAsync).WithName("DecidePromotion").WithSummary("One member's word: approve, reject or request changes");
        one.MapPost("/exceptions", GrantAsync).WithName("GrantException").WithSummary("Lets one gate that blocks pass, for this promotion only");
        one.MapPost("/answer", AnswerAsync).WithName("AnswerChanges").WithSummary("Answers changes that were asked for; only the stages that the change touches start again");
        one.MapGet("/answer", PreviewAnswerAsync).WithName("PreviewAnswer").WithSummary("What an answer would do: what is another thing than before, which stages start again; changes nothing");
        one.MapGet("/comments", CommentsAsync).WithName("ListPromotionComments").WithSummary("What members said about it, newest first");
        one.MapPost("/comments", CommentAsync).WithName("CommentOnPromotion").WithSummary("Says something about it to all who read it; decides nothing");
        one.MapPost("/withdraw", WithdrawAsync).WithName("WithdrawPromotion").WithSummary("Takes back a request that has not ended");
    }

    private static async Task<Results<Ok<PageAnswer<PromotionItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, [AsParameters] PromotionQuery asked, PromotionList query, CancellationToken ct)
    {
        var request = asked.ToRequest(page.ToRequest());
        return request.IsOk ? (await query.ReadAsync(caller.Actor, request.Value, ct)).ToOk(rows => rows.ToAnswer(PromotionItem.Of)) : request.Refusal.ToProblem();
    }

    private static async Task<Results<Created<RequestedPromotionResponse>, ProblemHttpResult>> RequestAsync(Caller caller, RequestPromotionBody body, RequestPromotion act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new RequestPromotionRequest(body.Model, body.Version, body.Environment, body.Note), ct)).ToCreated(
            asked => $"{ApiRoom.Prefix}/promotions/{asked.Id}", asked => new RequestedPromotionResponse(asked.Id.Value, asked.Number, asked.State));

    private static async Task<Results<Ok<PromotionPreviewResponse>, ProblemHttpResult>> PreviewAsync(
        Caller caller, string model, int version, string environment, PromotionEvidence query, CancellationToken ct) =>
        (await query.PreviewAsync(caller.Actor, model, version, environment, ct)).ToOk(PromotionPreviewResponse.Of);

    private static async Task<Results<Ok<PromotionResponse>, ProblemHttpResult>> FindAsync(Caller caller, Guid id, PromotionNumbers numbers, PromotionDetail query, CancellationToken ct)
    {
        var number = await numbers.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk ? (await query.FindAsync(caller.Actor, number.Value, ct)).ToOk(PromotionResponse.Of) : number.Refusal.ToProblem();
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> EvidenceAsync(Caller caller, Guid id, PromotionNumbers numbers, PromotionDetail query, CancellationToken ct)
    {
        var number = await numbers.FindAsync(caller.Actor, new PromotionId(id), ct);
        if (!number.IsOk)
        {
            return number.Refusal.ToProblem();
        }

        var bytes = await query.EvidenceBytesAsync(caller.Actor, number.Value, ct);
        return bytes.IsOk
            ? TypedResults.Bytes(bytes.Value, "application/json", $"P-{number.Value}-evidence.json", entityTag: new EntityTagHeaderValue($"\"{Digest.Of(bytes.Value).Hex}\""))
            : bytes.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PromotionStateResponse>, ProblemHttpResult>> DecideAsync(
        Caller caller, Guid id, DecideBody body, PromotionNumbers query, Decide act, CancellationToken ct)
    {
        var number = await query.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk
            ? (await act.RunAsync(caller.Actor, new DecideRequest(number.Value, body.Verdict, body.Reason, body.EvidenceDigest, body.Stage), ct)).ToOk(state => new PromotionStateResponse(state))
            : number.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AnsweredChanges>, ProblemHttpResult>> AnswerAsync(
        Caller caller, Guid id, AnswerChangesBody body, PromotionNumbers query, AnswerChanges act, CancellationToken ct)
    {
        var number = await query.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk
            ? (await act.RunAsync(caller.Actor, new AnswerChangesRequest(number.Value, body.Answer, body.Version), ct)).ToOk(answered => answered)
            : number.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AnswerPreview>, ProblemHttpResult>> PreviewAnswerAsync(
        Caller caller, Guid id, PromotionNumbers numbers, AnswerPreviews query, CancellationToken ct, int? version = null)
    {
        var number = await numbers.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk ? (await query.FindAsync(caller.Actor, number.Value, version, ct)).ToOk() : number.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<PageAnswer<PromotionCommentItem>>, ProblemHttpResult>> CommentsAsync(
        Caller caller, Guid id, [AsParameters] PageQuery page, PromotionNumbers numbers, PromotionCommentList query, CancellationToken ct)
    {
        var number = await numbers.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk ? (await query.ReadAsync(caller.Actor, number.Value, page.ToRequest(), ct)).ToOk(rows => rows.ToAnswer(PromotionCommentItem.Of)) : number.Refusal.ToProblem();
    }

    private static async Task<Results<Created<CreatedCommentResponse>, ProblemHttpResult>> CommentAsync(
        Caller caller, Guid id, PromotionCommentBody body, PromotionNumbers numbers, CommentOnPromotion act, CancellationToken ct)
    {
        var number = await numbers.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk
            ? (await act.RunAsync(caller.Actor, new CommentOnPromotionRequest(number.Value, body.Text), ct)).ToCreated(_ => $"{ApiRoom.Prefix}/promotions/{id}/comments", made => new CreatedCommentResponse(made.Value))
            : number.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<GrantedExceptionResponse>, ProblemHttpResult>> GrantAsync(
        Caller caller, Guid id, GrantExceptionBody body, PromotionNumbers query, GrantException act, CancellationToken ct)
    {
        var number = await query.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk
            ? (await act.RunAsync(caller.Actor, new GrantExceptionRequest(number.Value, body.Gate, body.Reason, body.EvidenceDigest, body.Until?.ToUniversalTime(), body.FollowUp), ct))
                .ToOk(granted => new GrantedExceptionResponse(granted.State, granted.EvidenceDigest))
            : number.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        Caller caller, Guid id, WithdrawBody? body, PromotionNumbers query, WithdrawPromotion act, CancellationToken ct)
    {
        var number = await query.FindAsync(caller.Actor, new PromotionId(id), ct);
        return number.IsOk
            ? (await act.RunAsync(caller.Actor, new WithdrawPromotionRequest(number.Value, body?.Reason ?? ""), ct)).ToNoContent()
            : number.Refusal.ToProblem();
    }
}
