using System.Globalization;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <param name="Search">A part of the title, or the number as people call it.</param>
/// <param name="WaitingForMe">True for those on which the actor may vote now.</param>
public sealed record UseCaseListRequest(PageRequest Page, UseCaseState? State = null, AiActClass? Class = null, string? Search = null, bool WaitingForMe = false);

/// <param name="Models">How many models belong to it.</param>
public sealed record UseCaseRow(
    UseCaseId Id, int Number, string Title, string Purpose, string Team, UseCaseState State, AiActClass? Class, decimal ValueAMonth, decimal CostAMonth, string Currency, int Models,
    DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt);

/// <summary>The tenant's use cases, newest first.</summary>
public sealed class UseCaseList(PortalDatabase database)
{
    public async Task<Outcome<Page<UseCaseRow>>> ReadAsync(Actor actor, UseCaseListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (teams, models) = (db.Teams, db.UseCaseModels);
        return await Filter(db, actor, request).NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new UseCaseRow(
                row.Id, row.Number, row.Title, row.Purpose, teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).First(), row.State, row.Class,
                row.ValueAMonth, row.CostAMonth, row.Currency, models.Count(model => model.UseCaseId == row.Id), row.CreatedAt, row.DecidedAt),
            request.Page,
            ct);
    }

    /// <summary>How many wait for the actor's vote: for the navigation and the first page.</summary>
    public async Task<int> WaitingForMeAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await WaitingFor(db, db.UseCases, actor).CountAsync(ct);
    }

    private static IQueryable<UseCase> Filter(PortalDbContext db, Actor actor, UseCaseListRequest request)
    {
        var rows = db.UseCases.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Class is { } wanted ? rows.Where(row => row.Class == wanted) : rows;
        rows = request.WaitingForMe ? WaitingFor(db, rows, actor) : rows;
        return NumberIn(request.Search) is { } number ? rows.Where(row => row.Number == number) : rows.WhereContains(row => row.Title, request.Search);
    }

    /// <summary>BoardRules in the database's words: before the board, of others, without a vote of the actor.</summary>
    private static IQueryable<UseCase> WaitingFor(PortalDbContext db, IQueryable<UseCase> rows, Actor actor)
    {
        var (me, sessions) = (actor.Member, db.BoardSessions);
        var votes = me is not null && RoleRules.Refuses(actor, Permission.SitOnBoard) is null;
        return rows.Where(row =>
            votes && row.State == UseCaseState.Submitted && row.CreatedBy != me
            && sessions.Any(session => session.UseCaseId == row.Id && session.Outcome == null && session.SubmittedBy != me && !session.Votes.Any(vote => vote.MemberId == me)));
    }

    private static int? NumberIn(string? search) =>
        search?.Trim() is { Length: > 2 } text && text.StartsWith("U-", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
