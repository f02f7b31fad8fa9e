using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <summary>One use case with all that its decision rests on.</summary>
public sealed class UseCaseDetail(PortalDatabase database, IModelStanding standing)
{
    // More models than that no use case has; the list of models shows all of them.
    private const int MostModels = 100;
    private const int MostSessions = 50;

    public async Task<Outcome<UseCaseView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await db.UseCases.AsNoTracking().Include(row => row.Datasets).SingleOrDefaultAsync(row => row.Number == number, ct) is not { } row)
        {
            return FoundUseCase.NotFound(number);
        }

        var sessions = await db.BoardSessions.AsNoTracking().AsSplitQuery().Include(one => one.Votes).Include(one => one.Present).Where(one => one.UseCaseId == row.Id)
            .OrderByDescending(one => one.Number).Take(MostSessions).ToListAsync(ct);
        var people = await PeopleAsync(db, row, sessions, ct);
        var open = sessions is [{ Outcome: null } newest, ..] ? newest : null;
        return new UseCaseView(
            row.Id, row.Number, row.State, row.Title, row.Purpose, await db.Teams.Where(team => team.Id == row.TeamId).Select(team => team.Name).SingleAsync(ct),
            row.RequestsAMonth, row.ValueAMonth, row.CostAMonth, row.Currency, row.DataClassification, await DatasetsAsync(db, row, ct), row.OtherData, row.AffectedPeople,
            row.Answers, AiActRules.Classify(row.Answers), await ModelsAsync(db, row, ct), [.. sessions.Select(session => ViewOf(session, people))],
            open is null ? [] : [.. (await BoardDetail.MembersAsync(db, ct)).Where(member => BoardRules.WhyNot(FoundUseCase.StandingOf(row, open), member.Id) is null)],
            people[row.CreatedBy].Name, row.CreatedBy, row.CreatedAt, row.DecidedAt,
            row.RetiredBy is { } retired ? people[retired].Name : null, row.RetiredAt, row.RetiredBecause, Allowance(row, sessions, actor), row.Revision);
    }

    /// <summary>The use case that a model belongs to; null when it belongs to none.</summary>
    public async Task<UseCaseFacts?> OfModelAsync(Actor actor, ModelId model, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await UseCaseStanding.OfModelAsync(db, model, ct);
    }

    private static SessionView ViewOf(BoardSession session, Dictionary<MemberId, BoardMemberRow> people) => new(
        session.Number, session.CaseDigest.Hex, people[session.SubmittedBy].Name, session.SubmittedBy, session.Note, session.OpenedAt, session.ClosedAt,
        BoardRules.Tally([.. session.Votes.Select(vote => vote.Verdict)], session.Quorum), session.Outcome,
        [.. session.Votes.OrderBy(vote => vote.At).Select(vote => new VoteRow(vote.MemberId, people[vote.MemberId].Name, vote.Verdict, vote.Reason, vote.Conditions, vote.At))],
        session.Minutes, session.MinutesBy is { } writer ? people[writer].Name : null, session.MinutesAt,
        [.. session.Present.Select(attendee => people[attendee.MemberId]).OrderBy(member => member.Email, StringComparer.OrdinalIgnoreCase)], session.Revision);

    private static async Task<Dictionary<MemberId, BoardMemberRow>> PeopleAsync(PortalDbContext db, UseCase row, List<BoardSession> sessions, CancellationToken ct)
    {
        MemberId[] ids =
        [
            row.CreatedBy,
            .. row.RetiredBy is { } retired ? [retired] : Array.Empty<MemberId>(),
            .. sessions.SelectMany(one => one.Votes.Select(vote => vote.MemberId).Concat(one.Present.Select(attendee => attendee.MemberId)).Append(one.SubmittedBy)),
            .. sessions.Where(one => one.MinutesBy is not null).Select(one => one.MinutesBy!.Value),
        ];
        ids = [.. ids.Distinct()];
        return await db.Members.AsNoTracking().Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => new BoardMemberRow(member.Id, member.Name, member.Email), ct);
    }

    private static async Task<IReadOnlyList<UsedDataset>> DatasetsAsync(PortalDbContext db, UseCase row, CancellationToken ct)
    {
        DatasetId[] ids = [.. row.Datasets.Select(data => data.DatasetId)];
        return await db.Datasets.AsNoTracking().Where(data => ids.Contains(data.Id)).OrderBy(data => data.NormalizedName).Select(data => new UsedDataset(data.Name, data.Classification)).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<ModelOfUseCase>> ModelsAsync(PortalDbContext db, UseCase row, CancellationToken ct)
    {
        var assigned = db.UseCaseModels.Where(one => one.UseCaseId == row.Id);
        var models = await db.Models.AsNoTracking().Where(model => assigned.Any(one => one.ModelId == model.Id)).OrderBy(model => model.NormalizedName)
            .Select(model => new { model.Id, model.Name, model.RiskClass }).Take(MostModels).ToListAsync(ct);
        var found = new List<ModelOfUseCase>(models.Count);
        foreach (var model in models)
        {
            found.Add(new ModelOfUseCase(model.Name, model.RiskClass, UseCaseRules.IsTooLow(model.RiskClass, row.Class), await standing.LivePlacesAsync(db, model.Id, ct)));
        }

        return found;
    }

    private static UseCaseAllowance Allowance(UseCase row, List<BoardSession> sessions, Actor actor)
    {
        var propose = RoleRules.Refuses(actor, Permission.ProposeUseCase);
        var model = RoleRules.Refuses(actor, Permission.ManageModels, Permission.ClassifyModels);
        var board = RoleRules.Refuses(actor, Permission.SitOnBoard);
        return new UseCaseAllowance(
            propose ?? Of(UseCaseAct.Edit), propose ?? Of(UseCaseAct.Submit) ?? UseCaseRules.RefusesSubmission(AiActRules.Classify(row.Answers)),
            Vote(BoardVerdict.Approve), Vote(BoardVerdict.Reject),
            board ?? (sessions.Count == 0 ? UseCaseRules.Refuses(UseCaseAct.Vote, row.Number, row.State) : null),
            propose ?? (sessions.Count == 0 ? Of(UseCaseAct.Withdraw) : BoardRules.RefusesWithdrawal(FoundUseCase.StandingOf(row, sessions[0]), actor)), RoleRules.Refuses(actor, Permission.ProposeUseCase, Permission.SitOnBoard) ?? Of(UseCaseAct.Retire), model ?? Of(UseCaseAct.AssignModel), model);

        Refusal? Of(UseCaseAct act) => UseCaseRules.Refuses(act, row.Number, row.State);

        Refusal? Vote(BoardVerdict verdict) => sessions.Count == 0 ? board ?? Of(UseCaseAct.Vote) : BoardRules.RefusesVote(FoundUseCase.StandingOf(row, sessions[0]), actor, verdict);
    }
}
