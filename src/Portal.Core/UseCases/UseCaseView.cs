using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

public sealed record UsedDataset(string Name, DataClassification Classification);

/// <param name="TooLow">Its risk class is lower than the use case asks since its class was raised.</param>
public sealed record ModelOfUseCase(string Name, RiskClass RiskClass, bool TooLow, IReadOnlyList<LivePlace> Live);

public sealed record VoteRow(MemberId MemberId, string By, BoardVerdict Verdict, string Reason, IReadOnlyList<string> Conditions, DateTimeOffset At);

/// <param name="Present">E-mail addresses, as far as minutes were written.</param>
public sealed record SessionView(
    int Number, string CaseDigest, string SubmittedBy, MemberId SubmittedById, string Note, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, BoardTally Tally, SessionOutcome? Outcome,
    IReadOnlyList<VoteRow> Votes, string? Minutes, string? MinutesBy, DateTimeOffset? MinutesAt, IReadOnlyList<BoardMemberRow> Present, long Revision)
{
    /// <summary>What those who approved asked for, each once.</summary>
    public IReadOnlyList<string> Conditions => [.. Votes.SelectMany(vote => vote.Conditions).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>What the asking member may do here: null means allowed.</summary>
public sealed record UseCaseAllowance(Refusal? Edit, Refusal? Submit, Refusal? Approve, Refusal? Vote, Refusal? Minutes, Refusal? Withdraw, Refusal? Retire, Refusal? AssignModel, Refusal? UnassignModel);

/// <param name="Sessions">The newest first.</param>
/// <param name="StillToVote">Members of the board who may vote in the open session and have not.</param>
public sealed record UseCaseView(
    UseCaseId Id, int Number, UseCaseState State, string Title, string Purpose, string Team, long RequestsAMonth, decimal ValueAMonth, decimal CostAMonth, string Currency,
    DataClassification DataClassification, IReadOnlyList<UsedDataset> Datasets, string OtherData, string AffectedPeople, AiActAnswers Answers, AiActVerdict Verdict,
    IReadOnlyList<ModelOfUseCase> Models, IReadOnlyList<SessionView> Sessions, IReadOnlyList<BoardMemberRow> StillToVote, string CreatedBy, MemberId CreatedById, DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt, string? RetiredBy, DateTimeOffset? RetiredAt, string? RetiredBecause, UseCaseAllowance May, long Revision)
{
    public string Name => $"U-{Number}";

    /// <summary>The session that votes are cast in; null when none is open.</summary>
    public SessionView? Open => Sessions.Count > 0 && Sessions[0].Outcome is null ? Sessions[0] : null;

    /// <summary>The session that approved it, whose conditions hold.</summary>
    public SessionView? Approval => Sessions.FirstOrDefault(session => session.Outcome == SessionOutcome.Approved);

    /// <summary>How much value a unit of cost brings; null where it costs nothing.</summary>
    public decimal? ValueForCost => CostAMonth == 0 ? null : ValueAMonth / CostAMonth;

    /// <summary>Null where no requests are expected.</summary>
    public decimal? CostOfRequest => RequestsAMonth == 0 ? null : CostAMonth / RequestsAMonth;
}
