using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.UseCases;

/// <summary>What the votes of a session make together.</summary>
/// <param name="Outcome">Null while the board has not decided.</param>
/// <param name="Sentence">What is still missing, or how it came out.</param>
public sealed record BoardTally(int Approve, int Reject, int RequestChanges, int Abstain, int Quorum, SessionOutcome? Outcome, string Sentence)
{
    /// <summary>Votes that take a side.</summary>
    public int Cast => Approve + Reject + RequestChanges;
}

/// <summary>Where a session stands, as far as rules ask.</summary>
public sealed record SessionStanding(int Number, UseCaseState State, AiActClass? Class, MemberId ProposedBy, MemberId SubmittedBy, IReadOnlyCollection<MemberId> VotedBy);

/// <summary>Who may vote on a use case, and when the votes decide. Pure.</summary>
public static class BoardRules
{
    /// <summary>
    /// The quorum counts votes that take a side. Once it is reached, more votes for than against approve; more votes against than for
    /// reject where most of all ask for that, and send back otherwise; with as many for as against, the next vote decides.
    /// </summary>
    public static BoardTally Tally(IReadOnlyCollection<BoardVerdict> votes, int quorum)
    {
        var (approve, reject, changes) = (Count(BoardVerdict.Approve), Count(BoardVerdict.Reject), Count(BoardVerdict.RequestChanges));
        var against = reject + changes;
        SessionOutcome? outcome = approve + against < quorum || approve == against ? null
            : approve > against ? SessionOutcome.Approved
            : reject * 2 > approve + against ? SessionOutcome.Rejected
            : SessionOutcome.ChangesRequested;
        return new BoardTally(approve, reject, changes, Count(BoardVerdict.Abstain), quorum, outcome, Sentence(approve, against, quorum, outcome));

        int Count(BoardVerdict verdict) => votes.Count(vote => vote == verdict);
    }

    /// <summary>Who sits on the board, and neither proposed nor submitted it, votes once; nobody approves what the law forbids.</summary>
    public static Refusal? RefusesVote(SessionStanding standing, Actor actor, BoardVerdict verdict)
    {
        if (RoleRules.Refuses(actor, Permission.SitOnBoard) is { } forbidden)
        {
            return forbidden;
        }

        if (actor.Member is not { } member)
        {
            return new(RefusalKind.Forbidden, "use-case.person", "A person votes on the board, never the portal itself.");
        }

        if (WhyNot(standing, member) is { } why && !standing.VotedBy.Contains(member))
        {
            return new(RefusalKind.Blocked, "use-case.own", $"{why}, so others vote on U-{standing.Number}.", "Ask a colleague who sits on the board.");
        }

        if (UseCaseRules.Refuses(UseCaseAct.Vote, standing.Number, standing.State) is { } state)
        {
            return state;
        }

        return standing.VotedBy.Contains(member) ? new(RefusalKind.Conflict, "use-case.voted", $"You have voted on U-{standing.Number} already.", "A vote stays as it was cast.")
            : verdict == BoardVerdict.Approve && standing.Class == AiActClass.Prohibited
                ? new(RefusalKind.Blocked, "use-case.prohibited", $"U-{standing.Number} does what Art. 5 of the EU AI Act forbids, so nobody can approve it.", "Reject it, or ask for changes that take the practice away.")
                : null;
    }

    /// <summary>Who proposed or submitted it takes it back; whoever else thinks that it should not be there votes so.</summary>
    public static Refusal? RefusesWithdrawal(SessionStanding standing, Actor actor) =>
        UseCaseRules.Refuses(UseCaseAct.Withdraw, standing.Number, standing.State)
        ?? (actor.Member is { } member && (member == standing.SubmittedBy || member == standing.ProposedBy)
            ? null
            : new(RefusalKind.Forbidden, "use-case.not-yours", $"U-{standing.Number} was proposed and submitted by others, who alone can withdraw it.", "Vote on it instead if you sit on the board."));

    /// <summary>Null when the vote itself can be kept.</summary>
    public static Refusal? RefusesWords(BoardVerdict verdict, string? reason, IReadOnlyList<string> conditions) =>
        Choices.Refuses("verdict", verdict) is { } unknown ? unknown
        : Texts.RefusesReason(reason) is { } unsaid ? unsaid
        : conditions.Count > 0 && verdict != BoardVerdict.Approve ? Refusal.Invalid("conditions", "Only an approval has conditions.")
        : conditions.Count > BoardVote.MostConditions ? Refusal.Invalid("conditions", $"An approval has at most {BoardVote.MostConditions} conditions.")
        : conditions.Select(condition => Names.RefusesText("conditions", condition, BoardVote.LongestCondition)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? RefusesQuorum(int quorum) =>
        quorum is >= 1 and <= BoardSettings.MostQuorum ? null : Refusal.Invalid("quorum", $"A quorum lies between 1 and {BoardSettings.MostQuorum} votes.");

    /// <summary>Why a member of the board does not vote here (any more); null when they do.</summary>
    public static string? WhyNot(SessionStanding standing, MemberId member) =>
        standing.VotedBy.Contains(member) ? "You have voted"
        : member == standing.SubmittedBy ? "You submitted it"
        : member == standing.ProposedBy ? "You proposed it"
        : null;

    private static string Sentence(int approve, int against, int quorum, SessionOutcome? outcome) => (outcome, quorum - approve - against) switch
    {
        (not null, _) => $"Decided with {approve} for and {against} against.",
        (null, > 0 and var missing) => $"{approve + against} of {quorum} votes are cast; {(missing == 1 ? "one more is" : $"{missing} more are")} needed.",
        _ => $"{approve} for and {against} against: the next vote decides.",
    };
}
