using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class PolicyDifferencesTests
{
    private static readonly Stage s_review = new("Review", Deciders.OfRoles(Role.Reviewer));

    private static readonly PolicyRules s_before = new()
    {
        Gates = [new MetricLimitGate(MetricNames.RocAuc, 0.7), new LatencyGate(20)],
        Stages = [s_review],
        Exceptions = new ExceptionRules(Role.ComplianceOfficer),
    };

    public static TheoryData<PolicyRules, string> Edits => new()
    {
        { s_before with { Gates = [new MetricLimitGate(MetricNames.RocAuc, 0.8), new LatencyGate(20)] }, "ROC-AUC: from ROC-AUC at least 0.70 to ROC-AUC at least 0.80." },
        { s_before with { Gates = [new LatencyGate(20)] }, "ROC-AUC is gone; it said: ROC-AUC at least 0.70." },
        { s_before with { Gates = [.. s_before.Gates, new EvidenceAgeGate(1)] }, "Age of the evidence is new: Evidence not older than 1 day." },
        { s_before with { Gates = [.. s_before.Gates.Reverse()] }, "Order of the gates: from ROC-AUC, Latency, 95th percentile to Latency, 95th percentile, ROC-AUC." },
        { s_before with { Stages = [s_review with { Quorum = 2 }] }, "Stage Review: from step 1, one reviewer to step 1, two reviewers." },
        { s_before with { Stages = [s_review with { Step = 3 }] }, "Stage Review: from step 1, one reviewer to step 3, one reviewer." },
        { s_before with { Stages = [s_review with { LooksAt = [RequestPart.Note] }] }, "Stage Review: from step 1, one reviewer to step 1, one reviewer; asked again when the note changes." },
        { s_before with { Stages = [s_review with { Deadline = new StageDeadline(72, 24, Role.Executive) }] }, "Stage Review: from step 1, one reviewer to step 1, one reviewer, within 3 days; reminded 24 hours before; after that an executive as well." },
        { s_before with { Stages = [] }, "Stage Review is gone; it said: step 1, one reviewer." },
        { s_before with { Stages = [s_review, new Stage("Board", new Deciders { Members = ["a@x", "b@x"] }, 2, null)] }, "Stage Board is new: step 2, all of a@x and b@x." },
        { s_before with { Separation = new SeparationOfDuties(Requester: false) }, "The requester decides: from no to yes." },
        { s_before with { Separation = new SeparationOfDuties(Owner: true) }, "The owner of the model decides: from yes to no." },
        { s_before with { Exceptions = null }, "Exceptions: from by a compliance officer, for 90 days at most to none." },
        { s_before with { Terms = new PromotionTerms(ExpiresAfterDays: 30) }, "Expires after: from never to 30 days." },
        { s_before with { Terms = new PromotionTerms(SignatureMinutes: 15) }, "Sign-in confirmed within: from no limit to 15 minutes." },
        { s_before with { Terms = new PromotionTerms(LiveBefore: EnvironmentPurpose.Staging) }, "Live before in: from no other place to staging." },
        { s_before with { Terms = new PromotionTerms(UseCase: true) }, "Approved use case needed: from no to yes." },
        { s_before with { Terms = new PromotionTerms(AutomaticRollback: false) }, "Automatic rollback: from yes to no." },
        { s_before with { Terms = new PromotionTerms(EvidenceDays: 365) }, "Approved again after: from never to 365 days." },
        { s_before with { Rollout = new RolloutPlan(RolloutStrategy.Canary, [5, 25, 100], 24) }, "Going live: from at once to canary 5, 25, 100 %, 24 hours a step." },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Edit_IsOneSentence(PolicyRules after, string sentence)
    {
        Assert.Equal(sentence, Assert.Single(PolicyDifferences.Between(s_before, after)).Sentence);
        Assert.Single(PolicyDifferences.Between(after, s_before));
        Assert.Empty(PolicyDifferences.Between(after, after));
    }

    [Fact]
    public void BankTemplate_InSentences() => Assert.Equal(
        [
            "The version must be live in staging, or have been.",
            "20 gates are judged on the evidence. A compliance officer may let a gate that blocks pass, with a reason and for 90 days at most.",
            "First two reviewers, within 3 days; reminded 24 hours before; after that a tenant administrator as well; asked again when the version or the evidence changes (Model review).",
            "Then one compliance officer, within 3 days; reminded 24 hours before; after that an executive as well (Compliance).",
            "Whoever registered the version, asked for the promotion or owns the model has no say; nobody decides on two stages.",
            "Deciders confirm their sign-in within 15 minutes of signing.",
            "A promotion that nobody has decided on ends after 30 days.",
            "Once approved, the version answers 5 %, then 25 % of the requests, each step for 24 hours, then all.",
            "What is live is approved again, on new evidence and by the same stages, before its evidence is 365 days old; the portal asks for that 30 days before, and opens an incident when the day passes.",
        ],
        PolicySentences.Of(PolicyTemplates.For(PolicyTemplate.Bank, Core.Registry.RiskClass.High, EnvironmentPurpose.Production)));

    public static TheoryData<Deciders, int?, string> Quorums => new()
    {
        { Deciders.OfRoles(Role.Reviewer), 1, "one reviewer" },
        { Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer), 1, "one reviewer or compliance officer" },
        { Deciders.OfRoles(Role.Reviewer, Role.ComplianceOfficer), 3, "three out of reviewers and compliance officers" },
        { new Deciders { Team = "Risk" }, 2, "two members of the team Risk" },
        { new Deciders { Team = "Risk", Roles = [Role.Auditor] }, 1, "one auditor or member of the team Risk" },
        { new Deciders { Members = ["a@x"] }, 1, "a@x" },
        { new Deciders { Members = ["a@x"] }, null, "a@x" },
        { new Deciders { Members = ["a@x", "b@x", "c@x"] }, 2, "two of a@x, b@x and c@x" },
        { new Deciders { Members = ["a@x", "b@x", "c@x"] }, null, "all of a@x, b@x and c@x" },
    };

    [Theory]
    [MemberData(nameof(Quorums))]
    public void Deciders_InWords(Deciders deciders, int? quorum, string words) => Assert.Equal(words, PolicySentences.Of(new Stage("S", deciders, 1, quorum)));
}
