using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

/// <summary>
/// Every order of every act by members with every part in a request, on the pure rules: nothing reaches approval but through the
/// quorums of the frozen policy, and nobody decides on their own work.
/// </summary>
public sealed class FourEyesTests
{
    private static readonly TenantId s_tenant = TenantId.New();
    private static readonly Decider s_scientist = Decides(Role.DataScientist);
    private static readonly Decider s_reviewer = Decides(Role.Reviewer);
    private static readonly Decider s_officer = Decides(Role.ComplianceOfficer);
    private static readonly Decider s_everything = Decides(Enum.GetValues<Role>());
    private static readonly Decider s_deputy = Decides() with { StandsInFor = [s_reviewer, s_everything] };
    private static readonly Decider s_program = Decides(Enum.GetValues<Role>()) with { IsPerson = false };
    private static readonly Decider[] s_members = [s_scientist, s_reviewer, s_officer, s_everything, s_deputy, s_program];

    public static TheoryData<string> Policies => ["one", "two of three", "parallel", "sequential", "owner"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void AnySequenceOfActs_ReachesApproval_OnlyThroughItsQuorums(string policy)
    {
        var (seen, approvals) = (0, 0);
        foreach (var registrant in s_members)
        {
            foreach (var requester in s_members)
            {
                var rules = Rules(policy);
                var first = new PromotionStanding(
                    1, PromotionState.Waiting, requester.Id, registrant.Id, [s_officer.Id], rules, StageRules.Open(StageRules.Begin(rules.Stages)), [], []);
                Walk(first, ref seen, ref approvals);
            }
        }

        Assert.True(seen > 100, $"Only {seen} states were seen.");
        Assert.True(approvals > 0, "No approval was seen.");
    }

    [Fact]
    public void RegistrantAndRequester_WithEveryRole_NeverDecideNorExcept()
    {
        foreach (var (registrant, requester) in new[] { (s_everything, s_scientist), (s_scientist, s_everything), (s_everything, s_everything) })
        {
            foreach (var state in Enum.GetValues<PromotionState>())
            {
                var standing = Standing(state) with { RegisteredBy = registrant.Id, RequestedBy = requester.Id, OpenGates = ["a"] };

                Assert.All(Enum.GetValues<DecisionVerdict>(), verdict => Assert.False(DecisionRules.Find(standing, s_everything, verdict).IsOk));
                Assert.NotNull(PromotionRules.RefusesException(standing, Acts(s_everything), "a"));
            }
        }
    }

    [Fact]
    public void PortalAndProgram_NeverDecide()
    {
        Assert.Equal("promotion.person", DecisionRules.Find(Standing(PromotionState.Waiting), null, DecisionVerdict.Approve).Refusal?.Code);
        Assert.Equal("promotion.person", DecisionRules.Find(Standing(PromotionState.Waiting), s_program, DecisionVerdict.Approve).Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden, PromotionRules.RefusesException(Standing(PromotionState.NeedsException) with { OpenGates = ["a"] }, Actor.ForCommand(s_tenant, "x"), "a")?.Kind);
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
    [InlineData(PromotionState.ChangesRequested, DecisionVerdict.Approve, "promotion.changes-pending")]
    [InlineData(PromotionState.Withdrawn, DecisionVerdict.Approve, "promotion.ended")]
    [InlineData(PromotionState.Expired, DecisionVerdict.Approve, "promotion.ended")]
    public void Reviewer_State_Decides(PromotionState state, DecisionVerdict verdict, string? code) =>
        Assert.Equal(code, DecisionRules.Find(Standing(state), s_reviewer, verdict).Refusal?.Code);

    [Fact]
    public void Reviewer_Twice_IsRefused()
    {
        var standing = Standing(PromotionState.Waiting) with { Decisions = [new CountedDecision(0, 1, s_reviewer.Id, s_reviewer.Id, DecisionVerdict.Approve)] };

        Assert.Equal("promotion.decided-twice", DecisionRules.Find(standing, s_reviewer, DecisionVerdict.Approve).Refusal?.Code);
    }

    [Theory]
    [InlineData(false, "a", "promotion.no-exceptions")]
    [InlineData(true, "c", "promotion.gate-not-open")]
    [InlineData(true, "a", null)]
    public void Exception_PolicyAndGate(bool allowed, string gate, string? code)
    {
        var standing = Standing(PromotionState.NeedsException) with { OpenGates = ["a", "b"], Rules = Rules("one") with { Exceptions = allowed ? new ExceptionRules(Role.ComplianceOfficer) : null } };

        Assert.Equal(code, PromotionRules.RefusesException(standing, Acts(s_officer, Role.ComplianceOfficer), gate)?.Code);
        Assert.Equal(allowed ? "forbidden" : "promotion.no-exceptions", PromotionRules.RefusesException(standing, Acts(s_reviewer, Role.Reviewer), gate)?.Code);
    }

    private static void Walk(PromotionStanding first, ref int seen, ref int approvals)
    {
        var (queue, known) = (new Queue<(PromotionStanding Standing, int Depth)>([(first, 0)]), new HashSet<string>(StringComparer.Ordinal) { Key(first) });
        while (queue.TryDequeue(out var at))
        {
            seen++;
            foreach (var next in Steps(at.Standing))
            {
                Check(next);
                approvals += next.State == PromotionState.Approved ? 1 : 0;
                if (at.Depth < 5 && known.Add(Key(next)))
                {
                    queue.Enqueue((next, at.Depth + 1));
                }
            }
        }
    }

    private static IEnumerable<PromotionStanding> Steps(PromotionStanding standing)
    {
        foreach (var member in s_members)
        {
            foreach (var verdict in Enum.GetValues<DecisionVerdict>())
            {
                foreach (var stage in standing.Stages.Select(one => (int?)one.Index))
                {
                    if (DecisionRules.Find(standing, member, verdict, stage) is { IsOk: true, Value: var place })
                    {
                        var decision = place.Counted(member.Id, verdict);
                        var advance = PromotionRules.After(standing, decision);
                        yield return standing with { State = advance.State, Stages = advance.Stages, Decisions = [.. standing.Decisions, decision] };
                    }
                }
            }

            if (PromotionRules.RefusesAnswer(standing, Acts(member)) is null)
            {
                // Answered with a version that somebody else registered.
                foreach (var (changed, registrant) in new[] { (RequestPart.Note, standing.RegisteredBy), (RequestPart.Version, s_officer.Id), (RequestPart.Evidence, standing.RegisteredBy) })
                {
                    var excluded = DecisionRules.Excluded(standing with { RegisteredBy = registrant });
                    yield return standing with
                    {
                        State = PromotionState.Waiting, RegisteredBy = registrant, Stages = StageRules.Open(StageRules.Restart(standing, [changed], excluded)),
                    };
                }
            }
        }
    }

    /// <summary>Said apart from the rules, from the decisions alone.</summary>
    private static void Check(PromotionStanding standing)
    {
        var counted = standing.Stages.SelectMany(standing.CountedIn).ToList();
        Assert.DoesNotContain(counted, decision => decision.Involves(standing.RegisteredBy) || decision.Involves(standing.RequestedBy) || decision.By == s_program.Id);
        Assert.DoesNotContain(standing.Decisions.GroupBy(decision => decision.By), person => person.Select(decision => decision.Stage).Distinct().Count() > 1);
        if (standing.State == PromotionState.Approved)
        {
            Assert.All(standing.Stages, stage => Assert.True(
                counted.Where(decision => decision.Stage == stage.Index && decision.Verdict == DecisionVerdict.Approve).Select(decision => decision.By).Distinct().Count() >= stage.Stage.Needed));
        }
    }

    private static PolicyRules Rules(string policy) => new()
    {
        Gates = [],
        Exceptions = new ExceptionRules(Role.ComplianceOfficer),
        Separation = new SeparationOfDuties(Owner: policy == "owner"),
        Stages = policy switch
        {
            "one" or "owner" => [Review()],
            "two of three" => [Review() with { Quorum = 2, Deciders = Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer) }],
            "parallel" => [Review() with { LooksAt = [RequestPart.Evidence] }, new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer))],
            _ => [Review() with { LooksAt = [RequestPart.Evidence, RequestPart.Version] }, new Stage("Compliance", Deciders.OfRoles(Role.ComplianceOfficer), Step: 2, LooksAt: [RequestPart.Note])],
        },
    };

    private static Stage Review() => new("Review", Deciders.OfRoles(Role.Reviewer));

    private static PromotionStanding Standing(PromotionState state) =>
        new(1, state, s_scientist.Id, MemberId.New(), [], Rules("one"), StageRules.Open(StageRules.Begin(Rules("one").Stages)), [], state == PromotionState.NeedsException ? ["a"] : []);

    private static string Key(PromotionStanding standing) =>
        $"{standing.State} {standing.RegisteredBy} {string.Join(",", standing.Stages.Select(stage => $"{stage.State}{stage.Round}"))} {string.Join(",", standing.Decisions.Select(decision => $"{decision.Stage}{decision.Round}{decision.By}{decision.Seat}{decision.Verdict}").Order(StringComparer.Ordinal))}";

    private static Decider Decides(params Role[] roles)
    {
        var id = MemberId.New();
        return new(id, DeciderTokens.Of(roles, null, $"{id}@first.example"), IsPerson: true, []);
    }

    private static Actor Acts(Decider member, params Role[] roles) => Actor.ForMember(s_tenant, member.Id, "somebody@first.example", roles.Length == 0 ? Enum.GetValues<Role>() : roles, ActorOrigin.Page);
}
