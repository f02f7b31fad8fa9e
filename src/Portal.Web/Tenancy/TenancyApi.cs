using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Core;
using Portal.Core.Tenancy;
using Portal.Web.Api;

namespace Portal.Web.Tenancy;

/// <summary>Members, teams and tokens for programs.</summary>
public static class TenancyApi
{
    public static void MapTenancyApi(this IEndpointRouteBuilder api)
    {
        var tenancy = api.MapGroup("").WithTags("Tenancy");
        tenancy.MapGet("/members", ListMembersAsync).WithName("ListMembers").WithSummary("Everybody of the tenant, disabled members too.");
        tenancy.MapPost("/members", AddMemberAsync).WithName("AddMember").WithSummary("Makes a person or a service account a member.");
        tenancy.MapPut("/members/{id:guid}", ChangeMemberAsync).WithName("ChangeMember").WithSummary("Gives and takes roles, disables and enables; If-Match is the revision that you saw.");
        tenancy.MapGet("/teams", ListTeamsAsync).WithName("ListTeams").WithSummary("The tenant's teams.");
        tenancy.MapPost("/teams", AddTeamAsync).WithName("AddTeam").WithSummary("Adds a team.");
        tenancy.MapPut("/teams/{id:guid}", EditTeamAsync).WithName("EditTeam").WithSummary("Changes name and cost centre; If-Match is the revision that you saw.");
        tenancy.MapGet("/access-tokens", ListTokensAsync).WithName("ListAccessTokens").WithSummary("Your own tokens; an administrator sees everybody's.");
        tenancy.MapPost("/access-tokens", CreateTokenAsync).WithName("CreateAccessToken").WithMetadata(new ShownOnce()).WithSummary("Makes a token; the answer is the only place where it stands.");
        tenancy.MapDelete("/access-tokens/{id:guid}", RevokeTokenAsync).WithName("RevokeAccessToken").WithSummary("Ends a token at once.");
    }

    public sealed record MemberAnswer(Guid Id, string Email, string Name, MemberKind Kind, string? Team, IReadOnlyList<Role> Roles, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, long Revision)
    {
        internal static MemberAnswer From(MemberRow row) => new(row.Id.Value, row.Email, row.Name, row.Kind, row.Team, row.Roles, row.CreatedAt, row.DisabledAt, row.Revision);
    }

    public sealed record ChangeMemberBody(IReadOnlyList<Role> Roles, bool Disabled, string Reason);

    public sealed record TeamAnswer(Guid Id, string Name, string? CostCentre, int Members, long Revision);

    public sealed record EditTeamBody(string Name, string? CostCentre);

    /// <param name="Tail">The last four characters of the token.</param>
    public sealed record TokenAnswer(Guid Id, string Member, string Name, string Tail, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

    /// <param name="Member">A service account's id, by an administrator; absent for yourself.</param>
    public sealed record CreateTokenBody(string Name, int Days, Guid? Member = null);

    public sealed record CreatedTokenAnswer(Guid Id, string Token, DateTimeOffset ExpiresAt);

    public sealed record CreatedAnswer(Guid Id);

    private static async Task<Results<Ok<IReadOnlyList<MemberAnswer>>, ProblemHttpResult>> ListMembersAsync(Caller caller, MemberList members, CancellationToken ct) =>
        RoleRules.Refuses(caller.Actor, Permission.ManageMembers) is { } refusal
            ? refusal.ToProblem()
            : TypedResults.Ok<IReadOnlyList<MemberAnswer>>([.. (await members.MembersAsync(caller.Actor, ct)).Select(MemberAnswer.From)]);

    private static async Task<Results<Created<CreatedAnswer>, ProblemHttpResult>> AddMemberAsync(Caller caller, AddMemberRequest body, AddMember act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, body, ct)).ToCreated(id => $"{ApiRoom.Prefix}/members/{id}", id => new CreatedAnswer(id.Value));

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeMemberAsync(Caller caller, Guid id, ChangeMemberBody body, HttpRequest request, ChangeMember act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new ChangeMemberRequest(new MemberId(id), seen.Value, body.Roles, body.Disabled, body.Reason), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Ok<IReadOnlyList<TeamAnswer>>> ListTeamsAsync(Caller caller, MemberList members, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<TeamAnswer>>([.. (await members.TeamsAsync(caller.Actor, ct)).Select(row => new TeamAnswer(row.Id.Value, row.Name, row.CostCentre, row.Members, row.Revision))]);

    private static async Task<Results<Created<CreatedAnswer>, ProblemHttpResult>> AddTeamAsync(Caller caller, AddTeamRequest body, AddTeam act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, body, ct)).ToCreated(_ => $"{ApiRoom.Prefix}/teams", id => new CreatedAnswer(id.Value));

    private static async Task<Results<NoContent, ProblemHttpResult>> EditTeamAsync(Caller caller, Guid id, EditTeamBody body, HttpRequest request, EditTeam act, CancellationToken ct)
    {
        var seen = request.RevisionSeen();
        return seen.IsOk
            ? (await act.RunAsync(caller.Actor, new EditTeamRequest(new TeamId(id), seen.Value, body.Name, body.CostCentre), ct)).ToNoContent()
            : seen.Refusal.ToProblem();
    }

    private static async Task<Ok<IReadOnlyList<TokenAnswer>>> ListTokensAsync(Caller caller, MemberList members, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<TokenAnswer>>(
            [.. (await members.TokensAsync(caller.Actor, ct)).Select(row => new TokenAnswer(row.Id.Value, row.Email, row.Name, row.Tail, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.LastUsedAt))]);

    private static async Task<Results<Created<CreatedTokenAnswer>, ProblemHttpResult>> CreateTokenAsync(Caller caller, CreateTokenBody body, CreateAccessToken act, CancellationToken ct)
    {
        var member = body.Member is { } other ? new MemberId(other) : caller.Actor.Member!.Value;
        return (await act.RunAsync(caller.Actor, new CreateAccessTokenRequest(member, body.Name, body.Days), ct))
            .ToCreated(_ => $"{ApiRoom.Prefix}/access-tokens", created => new CreatedTokenAnswer(created.Id.Value, created.Secret, created.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeTokenAsync(Caller caller, Guid id, RevokeAccessToken act, CancellationToken ct) =>
        (await act.RunAsync(caller.Actor, new AccessTokenId(id), ct)).ToNoContent();
}
