using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>Every order of every act by members with every set of roles, on the pure rules.</summary>
public sealed class FourEyesTests
{
    private static readonly string[] s_gates = ["a", "b"];
    private static readonly TenantId s_tenant = TenantId.New();
    private static readonly Actor[] s_members = [.. RoleSets().Take(6).Select(Member)];

    [Fact]
    public void AnySequenceOfActs_ReachesApproval_OnlyThroughSomebodyElse()
    {
        var (seen, approvals) = (0, 0);
        foreach (var registrant in s_members)
        {
            foreach (var requester in s_members)
            {
                foreach (var (state, open, exceptions) in Beginnings())
                {
                    (seen, approvals) = Walk(registrant, requester, state, open, exceptions, seen, approvals);
                }
            }
        }

        Assert.True(seen > 1000, $"Only {seen} states were seen.");
        Assert.True(approvals > 100, $"Only {approvals} approvals were seen.");
    }

    [Fact]
    public void RegistrantAndRequester_WithEveryRole_NeverDecideNorExcept()
    {
        var all = Member(Enum.GetValues<Role>());
        foreach (var (registrant, requester) in new[] { (all, Member([])), (Member([]), all), (all, all) })
        {
            foreach (var state in Enum.GetValues<PromotionState>())
            {
                var standing = new PromotionStanding(1, state, requester.Member!.Value, registrant.Member!.Value, [], true, s_gates);

                Assert.All(Enum.GetValues<DecisionVerdict>(), verdict => Assert.NotNull(PromotionRules.RefusesDecision(standing, all, verdict)));
                Assert.NotNull(PromotionRules.RefusesException(standing, all, "a"));
            }
        }
    }

    [Fact]
    public void Portal_NeverDecides()
    {
        var standing = new PromotionStanding(1, PromotionState.Waiting, MemberId.New(), MemberId.New(), [], true, []);

        Assert.Equal(RefusalKind.Forbidden, PromotionRules.RefusesDecision(standing, Actor.ForJob(s_tenant, "x"), DecisionVerdict.Approve)?.Kind);
        Assert.Equal(RefusalKind.Forbidden, PromotionRules.RefusesException(standing with { State = PromotionState.NeedsException, OpenGates = s_gates }, Actor.ForCommand(s_tenant, "x"), "a")?.Kind);
    }

    [Theory]
    [InlineData(PromotionState.Waiting, DecisionVerdict.Approve, null)]
    [InlineData(PromotionState.Waiting, DecisionVerdict.Reject, null)]
    [InlineData(PromotionState.Waiting, DecisionVerdict.RequestChanges, null)]
    [InlineData(PromotionState.NeedsException, DecisionVerdict.Approve, "promotion.gates-open")]
    [InlineData(PromotionState.NeedsException, DecisionVerdict.Reject, null)]
    [InlineData(PromotionState.NeedsException, DecisionVerdict.RequestChanges, null)]
    [InlineData(PromotionState.Approved, DecisionVerdict.Reject, "promotion.ended")]
    [InlineData(PromotionState.Rejected, DecisionVerdict.Approve, "promotion.ended")]
    [InlineData(PromotionState.ChangesRequested, DecisionVerdict.Approve, "promotion.ended")]
    [InlineData(PromotionState.Withdrawn, DecisionVerdict.Approve, "promotion.ended")]
    public void Reviewer_State_Decides(PromotionState state, DecisionVerdict verdict, string? code)
    {
        var standing = new PromotionStanding(1, state, MemberId.New(), MemberId.New(), [], true, s_gates);

        Assert.Equal(code, PromotionRules.RefusesDecision(standing, Member([Role.Reviewer]), verdict)?.Code);
    }

    [Fact]
    public void Reviewer_Twice_IsRefused()
    {
        var reviewer = Member([Role.Reviewer]);
        var standing = new PromotionStanding(1, PromotionState.Waiting, MemberId.New(), MemberId.New(), [reviewer.Member!.Value], true, []);

        Assert.Equal("promotion.decided-twice", PromotionRules.RefusesDecision(standing, reviewer, DecisionVerdict.Approve)?.Code);
    }

    [Theory]
    [InlineData(false, "a", "promotion.no-exceptions")]
    [InlineData(true, "c", "promotion.gate-not-open")]
    [InlineData(true, "a", null)]
    public void Exception_PolicyAndGate(bool allowed, string gate, string? code)
    {
        var standing = new PromotionStanding(1, PromotionState.NeedsException, MemberId.New(), MemberId.New(), [], allowed, s_gates);

        Assert.Equal(code, PromotionRules.RefusesException(standing, Member([Role.ComplianceOfficer]), gate)?.Code);
        Assert.Equal("forbidden", PromotionRules.RefusesException(standing, Member([Role.Reviewer]), gate)?.Code);
    }

    private static (int Seen, int Approvals) Walk(Actor registrant, Actor requester, PromotionState begin, string[] open, bool exceptions, int seen, int approvals)
    {
        var first = new PromotionStanding(1, begin, requester.Member!.Value, registrant.Member!.Value, [], exceptions, open);
        var (queue, known) = (new Queue<PromotionStanding>([first]), new HashSet<string> { Key(first) });
        while (queue.TryDequeue(out var standing))
        {
            seen++;
            foreach (var (next, by) in Steps(standing))
            {
                if (next.State == PromotionState.Approved)
                {
                    approvals++;
                    Assert.NotEqual(registrant.Member, by.Member);
                    Assert.NotEqual(requester.Member, by.Member);
                    Assert.True(by.Roles.Contains(Role.Reviewer) || by.Roles.Contains(Role.ComplianceOfficer));
                    Assert.Empty(next.OpenGates);
                }

                if (known.Add(Key(next)))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return (seen, approvals);
    }

    private static IEnumerable<(PromotionStanding Next, Actor By)> Steps(PromotionStanding standing)
    {
        foreach (var member in s_members)
        {
            foreach (var verdict in Enum.GetValues<DecisionVerdict>().Where(verdict => PromotionRules.RefusesDecision(standing, member, verdict) is null))
            {
                yield return (standing with { State = PromotionRules.After(verdict), DecidedBy = [.. standing.DecidedBy, member.Member!.Value] }, member);
            }

            foreach (var gate in s_gates.Where(gate => PromotionRules.RefusesException(standing, member, gate) is null))
            {
                string[] open = [.. standing.OpenGates.Where(one => one != gate)];
                yield return (standing with { State = PromotionRules.AfterException(open.Length), OpenGates = open }, member);
            }

            if (PromotionRules.RefusesWithdrawal(standing, member) is null)
            {
                yield return (standing with { State = PromotionState.Withdrawn }, member);
            }
        }
    }

    private static IEnumerable<(PromotionState State, string[] Open, bool Exceptions)> Beginnings() =>
        from state in Enum.GetValues<PromotionState>()
        from exceptions in new[] { false, true }
        where state != PromotionState.Approved
        select (state, state == PromotionState.NeedsException ? s_gates : [], exceptions);

    private static string Key(PromotionStanding standing) => $"{standing.State} {string.Join(",", standing.OpenGates)} {string.Join(",", standing.DecidedBy)}";

    private static IEnumerable<Role[]> RoleSets() =>
        [[Role.DataScientist], [Role.Reviewer], [Role.ComplianceOfficer], Enum.GetValues<Role>(), [Role.TenantAdministrator], [Role.Reviewer, Role.ComplianceOfficer]];

    private static Actor Member(Role[] roles) => Actor.ForMember(s_tenant, MemberId.New(), "somebody@first.example", roles, ActorOrigin.Page);
}
