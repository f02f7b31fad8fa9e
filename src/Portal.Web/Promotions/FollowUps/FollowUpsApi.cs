using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Promotions.FollowUps;
using Portal.Web.Api;

namespace Portal.Web.Promotions.FollowUps;

/// <summary>What was let go and has to be put right, for programs.</summary>
public static class FollowUpsApi
{
    public static void MapFollowUpsApi(this IEndpointRouteBuilder api)
    {
        var followUps = api.MapGroup("/follow-ups").WithTags("Follow-ups");
        followUps.MapGet("/", ListAsync).WithName("ListFollowUps").WithSummary("Exceptions, reviews and renewals that have to be seen to, newest first; with open=true or overdue=true those that are");
        followUps.MapGet("/{number:int}", FindAsync).WithName("GetFollowUp").WithSummary("One follow-up: what was let go, why, until when, and what was done about it");
        followUps.MapPost("/{number:int}/complete", CompleteAsync).WithName("CompleteFollowUp").WithSummary("Says that it is put right, or looked at; never by whoever let it go. A renewal is completed by its approval");
    }

    private static async Task<Results<Ok<PageAnswer<FollowUpItem>>, ProblemHttpResult>> ListAsync(
        Caller caller, [AsParameters] PageQuery page, FollowUpList list, CancellationToken ct, bool open = false, bool overdue = false, string? kind = null, string? model = null)
    {
        var wanted = QueryWords.Parse<FollowUpKind>("kind", kind);
        return wanted.IsOk
            ? (await list.ReadAsync(caller.Actor, new FollowUpListRequest(page.ToRequest(), open, wanted.Value, overdue, model), ct)).ToOk(rows => rows.ToAnswer(FollowUpItem.Of))
            : wanted.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<FollowUpItem>, ProblemHttpResult>> FindAsync(Caller caller, int number, FollowUpDetail query, CancellationToken ct) =>
        (await query.FindAsync(caller.Actor, number, ct)).ToOk(view => FollowUpItem.Of(view.Row));

    private static async Task<Results<NoContent, ProblemHttpResult>> CompleteAsync(Caller caller, int number, CompleteFollowUpBody body, CompleteFollowUp act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new CompleteFollowUpRequest(number, body.Outcome), ct)).ToNoContent();
}
