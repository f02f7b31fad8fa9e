using Portal.Core.Promotions;
using Portal.Core.Promotions.FollowUps;
using Portal.Core.Promotions.Renewals;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Promotions;

public sealed class RenewalRulesTests
{
    private const string Version = "mortgage version 3";
    private static readonly DateTimeOffset s_measured = SampleEvaluations.Now.AddHours(-3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(10, 2)]
    [InlineData(90, 18)]
    [InlineData(150, 30)]
    [InlineData(365, 30)]
    [InlineData(1095, 30)]
    public void Notice_IsTheLastFifth_ADayAtLeast_ThirtyAtMost(int days, double notice) => Assert.Equal(notice, RenewalRules.Notice(days).TotalDays);

    [Theory]
    [InlineData(365, 0, EvidenceState.Young)]
    [InlineData(365, 334.99, EvidenceState.Young)]
    [InlineData(365, 335, EvidenceState.Aging)]
    [InlineData(365, 364.99, EvidenceState.Aging)]
    [InlineData(365, 365, EvidenceState.TooOld)]
    [InlineData(1, 0, EvidenceState.Aging)]
    [InlineData(1, 1, EvidenceState.TooOld)]
    public void Evidence_Ages_FromItsEvaluationOn(int days, double later, EvidenceState state)
    {
        var term = RenewalRules.TermOf(new PromotionTerms(EvidenceDays: days), Evidence())!;

        Assert.Equal(s_measured.AddDays(days), term.Until);
        Assert.Equal(state, term.At(s_measured.AddDays(later)));
    }

    [Fact]
    public void Evidence_NeverAges_WhereNobodyAsks_AndFromTheRequestOnWithoutAnEvaluation()
    {
        Assert.Null(RenewalRules.TermOf(new PromotionTerms(), Evidence()));
        Assert.Equal(SampleEvaluations.Now.AddDays(30), RenewalRules.TermOf(new PromotionTerms(EvidenceDays: 30), Evidence(evaluated: false))!.Until);
    }

    [Fact]
    public void Champion_OfThen_DoesNotMakeItOlder()
    {
        var old = SampleEvaluations.Facts("mortgage-logit-v1") with { EndedAt = s_measured.AddYears(-1) };

        Assert.Equal(s_measured.AddDays(30), RenewalRules.TermOf(new PromotionTerms(EvidenceDays: 30), Evidence() with { Champion = SampleEvaluations.Version(2, old) })!.Until);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(3.01, 3.01)]
    [InlineData(2, 3)]
    [InlineData(-200, 3)]
    public void Due_IsItsDay_OrAFewDaysFromNowWhereItHasPassed(double until, double due) =>
        Assert.Equal(SampleEvaluations.Now.AddDays(due), RenewalRules.DueAt(SampleEvaluations.Now.AddDays(until), SampleEvaluations.Now));

    [Theory]
    [InlineData(null, 1000, null)]
    [InlineData(30, 29, null)]
    [InlineData(30, 30, "promotion.evidence-too-old")]
    public void Approval_OnEvidenceThatIsTooOld_IsRefused(int? days, double later, string? code)
    {
        var refusal = RenewalRules.RefusesAge(new PromotionTerms(EvidenceDays: days), Evidence(), s_measured.AddDays(later), Version);

        Assert.Equal(code, refusal?.Code);
        Assert.True(refusal is null || refusal.Sentence == "mortgage version 3 was evaluated on 2 March 2026; the policy wants what is live approved on evidence of at most 30 days.");
    }

    [Theory]
    [InlineData(true, 1, "b", null)]
    [InlineData(true, 1, "a", "promotion.evidence-same")]
    [InlineData(true, 0, "a", "promotion.evidence-not-newer")]
    [InlineData(true, 0, "b", "promotion.evidence-not-newer")]
    [InlineData(true, -1, "b", "promotion.evidence-not-newer")]
    [InlineData(false, 0, "a", null)]
    public void Renewal_RestsOnEvidenceThatWasNotThereBefore(bool before, double later, string digest, string? code)
    {
        var renewed = new FrozenRenewal(12, before ? Facts() : null, null);
        var now = Evidence() with { Candidate = SampleEvaluations.Version(3, Facts() with { EndedAt = s_measured.AddDays(later), EvidenceSha256 = digest }) };

        Assert.Equal(code, RenewalRules.RefusesEvidence(renewed, now, Version)?.Code);
        Assert.Equal("promotion.renewal-unevaluated", RenewalRules.RefusesEvidence(renewed, Evidence(evaluated: false), Version)?.Code);
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(false, true, "promotion.renewal-version")]
    [InlineData(false, false, "promotion.renewal-version")]
    [InlineData(true, false, "promotion.live-changed")]
    public void Renewal_IsOfWhatIsLive(bool isRenewed, bool isLive, string? code) => Assert.Equal(code, RenewalRules.RefusesVersion(Version, "production", isRenewed, isLive)?.Code);

    [Fact]
    public void Gate_AgainstTheLiveVersion_HasNothingToCompareItselfWith()
    {
        var evidence = Evidence();

        var verdict = Assert.Single(GateRules.Judge([new ChampionGate("roc_auc", 0)], evidence with { Champion = evidence.Candidate }));

        Assert.Equal((Verdict.Passed, "This is the version that is live there, so there is nothing else to compare it with."), (verdict.Verdict, verdict.Sentence));
    }

    [Theory]
    [InlineData(PolicyTemplate.Bank, RiskClass.High, 365)]
    [InlineData(PolicyTemplate.Bank, RiskClass.Minimal, 365)]
    [InlineData(PolicyTemplate.EuAiActHighRisk, RiskClass.High, 180)]
    [InlineData(PolicyTemplate.EuAiActHighRisk, RiskClass.Limited, null)]
    [InlineData(PolicyTemplate.Lenient, RiskClass.High, null)]
    public void Template_Asks_InProductionAlone(PolicyTemplate template, RiskClass risk, int? days)
    {
        Assert.Equal(days, PolicyTemplates.For(template, risk, EnvironmentPurpose.Production).Terms.EvidenceDays);
        Assert.Null(PolicyTemplates.For(template, risk, EnvironmentPurpose.Staging).Terms.EvidenceDays);
    }

    [Fact]
    public void Renewal_IsNeverCompletedByAWord()
    {
        var followUp = new FollowUp
        {
            TenantId = TenantId.New(), Id = FollowUpId.New(), Number = 4, Kind = FollowUpKind.EvidenceAges, EnvironmentId = EnvironmentId.New(), ModelId = ModelId.New(), VersionId = VersionId.New(), What = "Renew it.",
            DueAt = s_measured, OwnerRole = Role.DataScientist, CreatedBy = null, CreatedAt = s_measured,
        };

        Assert.Equal("follow-up.renewal", FollowUpRules.RefusesCompletion(followUp, Actor.ForMember(followUp.TenantId, MemberId.New(), "all", Enum.GetValues<Role>(), ActorOrigin.Page))?.Code);
    }

    private static GateEvidence Evidence(bool evaluated = true) => new(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(3, evaluated ? Facts() : null), null);

    private static EvaluationFacts Facts() => SampleEvaluations.Facts("mortgage-gbt-v2") with { EvidenceSha256 = "a" };
}
