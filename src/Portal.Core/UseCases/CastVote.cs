using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.UseCases;

/// <param name="CaseDigest">Of the use case as the voter was shown it.</param>
/// <param name="Conditions">Under which they approve; none otherwise.</param>
public sealed record CastVoteRequest(int Number, BoardVerdict Verdict, string Reason, string CaseDigest, IReadOnlyList<string>? Conditions = null);

/// <summary>One member's vote. The vote that completes the quorum decides, in the same transaction.</summary>
public sealed class CastVote(AuditTrail trail)
{
    private const string Act = "use-case.vote";

    /// <returns>The state of the use case after the vote.</returns>
    public async Task<Outcome<UseCaseState>> RunAsync(Actor actor, CastVoteRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await FoundUseCase.FindAsync(unit.Db, request.Number, ct) is not { } found)
        {
            return FoundUseCase.NotFound(request.Number);
        }

        if (found.Session is not { } session)
        {
            return unit.Refuses(Permission.SitOnBoard) is { } forbidden
                ? await unit.RefuseAsync(Act, found.Subject, forbidden, ct)
                : UseCaseRules.Refuses(UseCaseAct.Vote, request.Number, found.Case.State)!;
        }

        if (BoardRules.RefusesVote(FoundUseCase.StandingOf(found.Case, session), unit.Actor, request.Verdict) is { } refusal)
        {
            return await unit.RefuseAsync(Act, found.Subject, refusal, ct);
        }

        if ((BoardRules.RefusesWords(request.Verdict, request.Reason, request.Conditions ?? []) ?? RefusesOther(session, request)) is { } wrong)
        {
            return wrong;
        }

        var vote = Make(unit, session, request);
        session.Votes.Add(vote);
        unit.Record("use-case.voted", found.Subject, vote.Reason, new JsonObject
        {
            ["session"] = session.Number,
            ["verdict"] = vote.Verdict.ToString(),
            ["conditions"] = new JsonArray([.. vote.Conditions.Select(condition => (JsonNode)JsonValue.Create(condition))]),
            ["case"] = session.CaseDigest.Hex,
        });
        if (BoardRules.Tally([.. session.Votes.Select(one => one.Verdict)], session.Quorum) is { Outcome: { } outcome } tally)
        {
            Decide(unit, found.Case, session, outcome, tally);
        }

        return await unit.CommitAsync(found.Case.State, ct);
    }

    /// <summary>Withdrawn, changed and submitted again, it is another case.</summary>
    private static Refusal? RefusesOther(BoardSession session, CastVoteRequest request) =>
        string.Equals(request.CaseDigest, session.CaseDigest.Hex, StringComparison.Ordinal)
            ? null
            : new(RefusalKind.Stale, "use-case.changed", $"U-{request.Number} is not what you were shown any more.", "Load it again, then vote on what is there.");

    private static BoardVote Make(UnitOfWork unit, BoardSession session, CastVoteRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        SessionId = session.Id,
        MemberId = unit.Actor.Member!.Value,
        Verdict = request.Verdict,
        Reason = request.Reason.Trim(),
        Conditions = [.. (request.Conditions ?? []).Select(condition => condition.Trim())],
        At = unit.Now,
    };

    private static void Decide(UnitOfWork unit, UseCase row, BoardSession session, SessionOutcome outcome, BoardTally tally)
    {
        (session.Outcome, session.ClosedAt) = (outcome, unit.Now);
        (row.State, row.DecidedAt) = (UseCaseRules.After(outcome), unit.Now);
        unit.Record("use-case.decided", FoundUseCase.SubjectOf(row.Id, row.Number), tally.Sentence, new JsonObject
        {
            ["session"] = session.Number,
            ["outcome"] = outcome.ToString(),
            ["approve"] = tally.Approve,
            ["reject"] = tally.Reject,
            ["requestChanges"] = tally.RequestChanges,
            ["abstain"] = tally.Abstain,
            ["quorum"] = session.Quorum,
        });
        unit.Tell("use-case.decided", new JsonObject { ["useCaseId"] = row.Id.ToString(), ["number"] = row.Number, ["title"] = row.Title, ["state"] = row.State.ToString(), ["submittedBy"] = session.SubmittedBy.ToString() });
    }
}
