using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core.Promotions.Stages;
using Portal.Web.Api;

namespace Portal.Web.Promotions;

/// <summary>Who decides in whose place, for programs.</summary>
public static class DelegationsApi
{
    public static void MapDelegationsApi(this RouteGroupBuilder api)
    {
        var delegations = api.MapGroup("/delegations").WithTags("Delegations");
        delegations.MapGet("/", ListAsync).WithName("ListDelegations").WithSummary("Who stands in for the caller and for whom the caller does; for those who manage members, all. Newest first");
        delegations.MapPost("/", DelegateAsync).WithName("Delegate").WithSummary("Lets another member decide in one's place until an end");
        delegations.MapPost("/{id:guid}/end", EndAsync).WithName("EndDelegation").WithSummary("Takes a delegation back before its end; what was decided meanwhile stands");
    }

    private static async Task<Ok<IReadOnlyList<DelegationItem>>> ListAsync(Caller caller, DelegationList query, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<DelegationItem>>([.. (await query.ReadAsync(caller.Actor, ct)).Select(DelegationItem.Of)]);

    private static async Task<Results<Created<CreatedDelegationResponse>, ProblemHttpResult>> DelegateAsync(
        Caller caller, DelegateBody body, Core.Promotions.Stages.Delegate act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new DelegateRequest(body.To, body.Until, body.Reason, body.Begins, body.From), ct))
            .ToCreated(_ => $"{ApiRoom.Prefix}/delegations", made => new CreatedDelegationResponse(made.Value));

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, Guid id, EndDelegation act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new DelegationId(id), ct)).ToNoContent();
}

/// <param name="To">E-mail address of who decides meanwhile.</param>
/// <param name="Until">When the place is one's own again; 90 days from its beginning at most.</param>
/// <param name="Begins">Absent for now.</param>
/// <param name="From">E-mail address of whose place it is; absent for the caller's own. Another's needs a tenant administrator.</param>
public sealed record DelegateBody(string To, DateTimeOffset Until, string Reason, DateTimeOffset? Begins = null, string? From = null);

public sealed record CreatedDelegationResponse(Guid Id);

/// <param name="EndedAt">When it was taken back; absent when it was not.</param>
public sealed record DelegationItem(Guid Id, Guid FromId, string From, Guid ToId, string To, DateTimeOffset Begins, DateTimeOffset Until, DateTimeOffset? EndedAt, string Reason)
{
    public static DelegationItem Of(DelegationRow row) => new(row.Id.Value, row.FromId.Value, row.From, row.ToId.Value, row.To, row.Begins, row.Until, row.EndedAt, row.Reason);
}
