using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Costs.Savings;
using Portal.Web.Api;

namespace Portal.Web.Costs.Savings;

/// <summary>Savings that were found, for programs.</summary>
public static class SavingsApi
{
    public static void MapSavingsApi(this RouteGroupBuilder api)
    {
        var savings = api.MapGroup("/costs/savings").WithTags("Costs");
        savings.MapGet("/", ListAsync).WithName("ListSavings").WithSummary("Money that could be saved, newest first, each with its evidence");
        savings.MapGet("/reviews", ReviewsAsync).WithName("ListSavingsReviews").WithSummary("The reviews of the months that are over, and of this one so far");
        savings.MapPost("/{number:int}/decision", DecideAsync).WithName("DecideSaving").WithSummary("Accepts a saving with somebody and a day, dismisses it with a reason, or says that it was done");
    }

    private static async Task<Results<Ok<PageAnswer<SavingItem>>, ProblemHttpResult>> ListAsync(Caller caller, [AsParameters] PageQuery page, SavingsList query, CancellationToken ct, string? state = null, string? kind = null)
    {
        var (wanted, sort) = (QueryWords.Parse<SavingState>("state", state), QueryWords.Parse<SavingKind>("kind", kind));
        return (wanted.Refusal ?? sort.Refusal) is { } refusal
            ? refusal.ToProblem()
            : (await query.ReadAsync(caller.Actor, new SavingsListRequest(page.ToRequest(), wanted.Value, sort.Value), ct)).ToOk(rows => rows.ToAnswer(SavingItem.Of));
    }

    private static async Task<Ok<SavingsReviewsResponse>> ReviewsAsync(Caller caller, SavingsList query, CancellationToken ct)
    {
        var view = await query.SumAsync(caller.Actor, ct);
        return TypedResults.Ok(new SavingsReviewsResponse(view.SoFar, view.Reviews, view.Totals, view.Overdue));
    }

    private static async Task<Results<Ok<SavingStateResponse>, ProblemHttpResult>> DecideAsync(Caller caller, int number, SavingDecisionBody body, HttpRequest request, DecideSaving act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new DecideSavingRequest(number, seen.Value, body.Act, body.Reason, body.AssignTo, body.DueOn), ct)).ToOk(state => new SavingStateResponse(state))
            : seen.Refusal.ToProblem();
    }
}

/// <param name="Monthly">What it is expected to save a month.</param>
/// <param name="Revision">Send it as <c>If-Match</c> with a decision.</param>
public sealed record SavingItem(
    Guid Id, int Number, SavingKind Kind, string Title, string Sentence, string? Team, decimal Monthly, string Currency, SavingEvidence Evidence, DateTimeOffset FoundAt, DateTimeOffset SeenAt, SavingState State, string? AssignedTo,
    DateOnly? DueOn, string? Reason, RealisedSaving? Realised, long Revision)
{
    public static SavingItem Of(SavingRow row) => new(
        row.Id.Value, row.Number, row.Kind, row.Title, row.Sentence, row.Team, decimal.Round(row.Monthly, 2, MidpointRounding.AwayFromZero), row.Currency, row.Evidence, row.FoundAt, row.Seen, row.State, row.AssignedTo, row.DueOn,
        row.Reason, row.Realised, row.Revision);
}

public sealed record SavingsReviewsResponse(ReviewRow SoFar, IReadOnlyList<ReviewRow> Reviews, IReadOnlyList<SavingTotal> Totals, int Overdue);

/// <param name="Reason">Needed to dismiss; kept in the audit trail.</param>
/// <param name="AssignTo">An e-mail address; absent for whoever decides.</param>
/// <param name="DueOn">Needed to accept.</param>
public sealed record SavingDecisionBody(SavingAct Act, string Reason = "", string? AssignTo = null, DateOnly? DueOn = null);

public sealed record SavingStateResponse(SavingState State);
