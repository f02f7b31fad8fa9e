using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Web.UseCases;

/// <param name="Team">The name of the team that owns it.</param>
/// <param name="ValueAMonth">In the currency, as the cost is; at most four decimals.</param>
/// <param name="Currency">ISO 4217, such as <c>EUR</c>.</param>
/// <param name="DataClassification">Of the most sensitive data that it uses.</param>
/// <param name="Datasets">Names of datasets.</param>
/// <param name="OtherData">Data that the portal does not hold.</param>
public sealed record UseCaseBody(
    string Title, string Purpose, string Team, long RequestsAMonth, decimal ValueAMonth, decimal CostAMonth, string Currency, DataClassification DataClassification, string AffectedPeople,
    IReadOnlyList<string>? Datasets = null, string OtherData = "")
{
    public UseCaseDraft ToDraft() => new(Title, Purpose, Team, RequestsAMonth, ValueAMonth, CostAMonth, Currency, DataClassification, Datasets ?? [], OtherData, AffectedPeople);
}

public sealed record CreatedUseCaseResponse(Guid Id, int Number);

public sealed record UseCaseItem(
    Guid Id, int Number, string Title, string Team, UseCaseState State, AiActClass? Class, decimal ValueAMonth, decimal CostAMonth, string Currency, int Models, DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt)
{
    public static UseCaseItem Of(UseCaseRow row) => new(
        row.Id.Value, row.Number, row.Title, row.Team, row.State, row.Class, row.ValueAMonth, row.CostAMonth, row.Currency, row.Models, row.CreatedAt, row.DecidedAt);
}

/// <param name="Class">Absent as long as the answers leave it open.</param>
/// <param name="LeastRisk">The least risk class of a model that is made for it.</param>
/// <param name="Unanswered">Fields of the answers that are asked for and have none.</param>
public sealed record ClassificationResponse(
    AiActClass? Class, RiskClass? LeastRisk, IReadOnlyList<AiActReason> Reasons, IReadOnlyList<AiActDuty> Duties, IReadOnlyList<string> Unanswered, bool SystemicRisk)
{
    public static ClassificationResponse Of(AiActVerdict verdict) => new(verdict.Class, verdict.LeastRisk, verdict.Reasons, verdict.Duties, verdict.Unanswered, verdict.SystemicRisk);
}

/// <param name="Field">Among the answers.</param>
/// <param name="Kind"><c>several</c>, <c>one</c>, <c>yesOrNo</c>, <c>text</c> or <c>number</c>.</param>
public sealed record QuestionResponse(string Field, string Question, string Article, QuestionKind Kind, string? Help, IReadOnlyList<QuestionOption> Options)
{
    public static QuestionResponse Of(AiActQuestion question) => new(
        question.Key, question.Sentence, question.Article, question.Kind, question.Help,
        [.. question.Options.Select(option => option with { Value = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(option.Value) })]);
}

/// <param name="TooLow">Its risk class is lower than the use case asks.</param>
public sealed record ModelOfUseCaseResponse(string Model, RiskClass RiskClass, bool TooLow, IReadOnlyList<LivePlace> Live);

public sealed record VoteResponse(string By, BoardVerdict Verdict, string Reason, IReadOnlyList<string> Conditions, DateTimeOffset At);

/// <param name="CaseDigest">Send it with a vote: it says what you vote on.</param>
/// <param name="Quorum">Votes for or against that it takes.</param>
/// <param name="Present">E-mail addresses.</param>
/// <param name="Revision">Send it as <c>If-Match</c> with the minutes.</param>
public sealed record SessionResponse(
    int Number, string CaseDigest, int Quorum, string Standing, SessionOutcome? Outcome, string SubmittedBy, string Note, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    IReadOnlyList<VoteResponse> Votes, IReadOnlyList<string> Conditions, string? Minutes, string? MinutesBy, IReadOnlyList<string> Present, long Revision)
{
    public static SessionResponse Of(SessionView view) => new(
        view.Number, view.CaseDigest, view.Tally.Quorum, view.Tally.Sentence, view.Outcome, view.SubmittedBy, view.Note, view.OpenedAt, view.ClosedAt,
        [.. view.Votes.Select(vote => new VoteResponse(vote.By, vote.Verdict, vote.Reason, vote.Conditions, vote.At))], view.Conditions, view.Minutes, view.MinutesBy,
        [.. view.Present.Select(member => member.Email)], view.Revision);
}

/// <param name="ValueForCost">What each unit of cost brings; absent where it costs nothing.</param>
/// <param name="Sessions">The newest first.</param>
public sealed record UseCaseResponse(
    Guid Id, int Number, UseCaseState State, string Title, string Purpose, string Team, long RequestsAMonth, decimal ValueAMonth, decimal CostAMonth, string Currency, decimal? ValueForCost,
    DataClassification DataClassification, IReadOnlyList<string> Datasets, string OtherData, string AffectedPeople, AiActAnswers Answers, ClassificationResponse Classification,
    IReadOnlyList<ModelOfUseCaseResponse> Models, IReadOnlyList<SessionResponse> Sessions, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt, DateTimeOffset? RetiredAt, long Revision)
{
    public static UseCaseResponse Of(UseCaseView view) => new(
        view.Id.Value, view.Number, view.State, view.Title, view.Purpose, view.Team, view.RequestsAMonth, view.ValueAMonth, view.CostAMonth, view.Currency,
        view.ValueForCost is { } ratio ? decimal.Round(ratio, 4) : null, view.DataClassification, [.. view.Datasets.Select(data => data.Name)], view.OtherData, view.AffectedPeople, view.Answers,
        ClassificationResponse.Of(view.Verdict), [.. view.Models.Select(model => new ModelOfUseCaseResponse(model.Name, model.RiskClass, model.TooLow, model.Live))],
        [.. view.Sessions.Select(SessionResponse.Of)], view.CreatedBy, view.CreatedAt, view.DecidedAt, view.RetiredAt, view.Revision);
}

/// <param name="Note">What the board should know.</param>
public sealed record SubmitUseCaseBody(string Note = "");

public sealed record SubmittedUseCaseResponse(int Session);

/// <param name="CaseDigest">Of the session as you saw it; another one is refused as stale.</param>
/// <param name="Conditions">Only with an approval.</param>
public sealed record VoteBody(BoardVerdict Verdict, string Reason, string CaseDigest, IReadOnlyList<string>? Conditions = null);

public sealed record UseCaseStateResponse(UseCaseState State);

/// <param name="Present">E-mail addresses of who was there; those who voted always were.</param>
public sealed record MinutesBody(string Minutes, IReadOnlyList<string>? Present = null);

/// <param name="Reason">Kept in the audit trail.</param>
public sealed record UseCaseReasonBody(string Reason);

/// <param name="Members">Who may vote.</param>
public sealed record BoardResponse(int Quorum, IReadOnlyList<string> Members)
{
    public static BoardResponse Of(BoardView view) => new(view.Quorum, [.. view.Members.Select(member => member.Email)]);
}

/// <param name="Quorum">Votes for or against that it takes to decide, from the next session on.</param>
/// <param name="Reason">Kept in the audit trail.</param>
public sealed record EditBoardBody(int Quorum, string Reason);
