using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.UseCases;
using Portal.Core.UseCases.AiAct;

namespace Portal.Core.Tests.UseCases;

/// <summary>When votes decide and who may cast them, and every path of the state machine.</summary>
public sealed class BoardRulesTests
{
    /// <summary>A, R, C and - stand for the votes.</summary>
    [Theory]
    [InlineData("", 2, null)]
    [InlineData("A", 2, null)]
    [InlineData("A", 1, SessionOutcome.Approved)]
    [InlineData("R", 1, SessionOutcome.Rejected)]
    [InlineData("C", 1, SessionOutcome.ChangesRequested)]
    [InlineData("AA", 2, SessionOutcome.Approved)]
    [InlineData("RR", 2, SessionOutcome.Rejected)]
    [InlineData("CC", 2, SessionOutcome.ChangesRequested)]
    [InlineData("RC", 2, SessionOutcome.ChangesRequested)]
    [InlineData("AR", 2, null)]
    [InlineData("AC", 2, null)]
    [InlineData("ARA", 2, SessionOutcome.Approved)]
    [InlineData("ARR", 2, SessionOutcome.Rejected)]
    [InlineData("ARC", 2, SessionOutcome.ChangesRequested)]
    [InlineData("ACC", 2, SessionOutcome.ChangesRequested)]
    [InlineData("AAR", 3, SessionOutcome.Approved)]
    [InlineData("ARC", 3, SessionOutcome.ChangesRequested)]
    [InlineData("AARR", 4, null)]
    [InlineData("AARRC", 4, SessionOutcome.ChangesRequested)]
    [InlineData("RRRAA", 5, SessionOutcome.Rejected)]
    [InlineData("--", 2, null)]
    [InlineData("A-", 2, null)]
    [InlineData("-AA", 2, SessionOutcome.Approved)]
    public void Votes_DecideOnceTheQuorumAgrees(string votes, int quorum, SessionOutcome? expected)
    {
        var tally = BoardRules.Tally([.. votes.Select(Verdict)], quorum);

        Assert.Equal(expected, tally.Outcome);
        Assert.Equal(votes.Count(vote => vote != '-'), tally.Cast);
    }

    [Theory]
    [InlineData("", 2, "0 of 2 votes are cast; 2 more are needed.")]
    [InlineData("A", 2, "1 of 2 votes are cast; one more is needed.")]
    [InlineData("AR", 2, "1 for and 1 against: the next vote decides.")]
    [InlineData("AA", 2, "Decided with 2 for and 0 against.")]
    public void Tally_SaysWhatIsMissing(string votes, int quorum, string sentence) => Assert.Equal(sentence, BoardRules.Tally([.. votes.Select(Verdict)], quorum).Sentence);

    /// <summary>However votes fall, none is approved with fewer than the quorum or without more for than against.</summary>
    [Fact]
    public void Approval_OfAnyVotes_HasAQuorumAndAMajority()
    {
        var sequences = Enumerable.Range(0, 7).SelectMany(length => Enumerable.Range(0, (int)Math.Pow(4, length)).Select(code => Enumerable.Range(0, length).Select(at => (BoardVerdict)(code / (int)Math.Pow(4, at) % 4)).ToArray()));
        foreach (var votes in sequences)
        {
            for (var quorum = 1; quorum <= 4; quorum++)
            {
                var tally = BoardRules.Tally(votes, quorum);
                var against = votes.Count(vote => vote is BoardVerdict.Reject or BoardVerdict.RequestChanges);
                var approve = votes.Count(vote => vote == BoardVerdict.Approve);
                Assert.Equal(approve + against >= quorum && approve > against, tally.Outcome == SessionOutcome.Approved);
                Assert.Equal(approve + against < quorum || approve == against, tally.Outcome is null);
            }
        }
    }

    [Theory]
    [InlineData(Role.Reviewer, "", null)]
    [InlineData(Role.ComplianceOfficer, "", null)]
    [InlineData(Role.Executive, "", null)]
    [InlineData(Role.DataScientist, "", "forbidden")]
    [InlineData(Role.Auditor, "", "forbidden")]
    [InlineData(Role.TenantAdministrator, "", "forbidden")]
    [InlineData(Role.Reviewer, "proposed", "use-case.own")]
    [InlineData(Role.Reviewer, "submitted", "use-case.own")]
    [InlineData(Role.Reviewer, "voted", "use-case.voted")]
    [InlineData(Role.Reviewer, "decided", "use-case.state")]
    [InlineData(Role.Reviewer, "prohibited", "use-case.prohibited")]
    public void Vote_OfAMember_IsTheirsOrNot(Role role, string situation, string? code)
    {
        var (me, other) = (MemberId.New(), MemberId.New());
        var actor = Actor.ForMember(TenantId.New(), me, "me", [role], ActorOrigin.Page);
        var standing = new SessionStanding(
            3, situation == "decided" ? UseCaseState.Approved : UseCaseState.Submitted, situation == "prohibited" ? AiActClass.Prohibited : AiActClass.HighRisk,
            situation == "proposed" ? me : other, situation == "submitted" ? me : other, situation == "voted" ? [me] : []);

        Assert.Equal(code, BoardRules.RefusesVote(standing, actor, BoardVerdict.Approve)?.Code);
        Assert.Equal(code == "use-case.prohibited" ? null : code, BoardRules.RefusesVote(standing, actor, BoardVerdict.Reject)?.Code);
    }

    [Fact]
    public void Vote_OfThePortalItself_IsNone()
    {
        var standing = new SessionStanding(3, UseCaseState.Submitted, AiActClass.Minimal, MemberId.New(), MemberId.New(), []);

        Assert.Equal("use-case.person", BoardRules.RefusesVote(standing, Actor.ForJob(TenantId.New(), "test"), BoardVerdict.Approve)?.Code);
    }

    [Theory]
    [InlineData(BoardVerdict.Approve, "Fine.", 1, null)]
    [InlineData(BoardVerdict.Approve, "", 0, "reason")]
    [InlineData(BoardVerdict.Reject, "No.", 1, "conditions")]
    [InlineData(BoardVerdict.Approve, "Fine.", 11, "conditions")]
    [InlineData((BoardVerdict)9, "Fine.", 0, "verdict")]
    public void Vote_InItsWords_IsKeptOrNot(BoardVerdict verdict, string reason, int conditions, string? field) =>
        Assert.Equal(field, BoardRules.RefusesWords(verdict, reason, [.. Enumerable.Repeat("A person looks at every denial.", conditions)])?.Fields.Single().Key);

    /// <summary>Which acts each state allows; all else is refused.</summary>
    [Theory]
    [InlineData(UseCaseState.Draft, UseCaseAct.Edit, UseCaseAct.Submit, UseCaseAct.Retire, UseCaseAct.AssignModel)]
    [InlineData(UseCaseState.Submitted, UseCaseAct.Vote, UseCaseAct.Withdraw, UseCaseAct.AssignModel)]
    [InlineData(UseCaseState.ChangesRequested, UseCaseAct.Edit, UseCaseAct.Submit, UseCaseAct.Retire, UseCaseAct.AssignModel)]
    [InlineData(UseCaseState.Approved, UseCaseAct.Retire, UseCaseAct.AssignModel)]
    [InlineData(UseCaseState.Rejected, UseCaseAct.Retire)]
    [InlineData(UseCaseState.Retired)]
    public void State_AllowsItsActs(UseCaseState state, params UseCaseAct[] allowed) =>
        Assert.Equal(allowed.Order(), Enum.GetValues<UseCaseAct>().Where(act => UseCaseRules.Refuses(act, 3, state) is null));

    [Fact]
    public void Refusal_ByState_SaysWhatIsNext() =>
        Assert.Equal(
            ("U-3 is before the board, so it cannot be changed.", "Wait for the board, or withdraw it."),
            (UseCaseRules.Refuses(UseCaseAct.Edit, 3, UseCaseState.Submitted)!.Sentence, UseCaseRules.Refuses(UseCaseAct.Edit, 3, UseCaseState.Submitted)!.NextStep));

    [Theory]
    [InlineData(RiskClass.Minimal, AiActClass.Minimal, false)]
    [InlineData(RiskClass.Minimal, AiActClass.Transparency, true)]
    [InlineData(RiskClass.Limited, AiActClass.Transparency, false)]
    [InlineData(RiskClass.Limited, AiActClass.HighRisk, true)]
    [InlineData(RiskClass.High, AiActClass.HighRisk, false)]
    [InlineData(RiskClass.Minimal, null, false)]
    public void Model_IsNeverLessLookedAtThanItsUseCase(RiskClass has, AiActClass? found, bool refused) =>
        Assert.Equal(refused, UseCaseRules.RefusesModel("credit", has, 3, found) is not null);

    private static BoardVerdict Verdict(char vote) => vote switch
    {
        'A' => BoardVerdict.Approve,
        'R' => BoardVerdict.Reject,
        'C' => BoardVerdict.RequestChanges,
        _ => BoardVerdict.Abstain,
    };
}
