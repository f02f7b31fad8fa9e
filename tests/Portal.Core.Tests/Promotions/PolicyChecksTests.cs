using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

public sealed class PolicyChecksTests
{
    public static TheoryData<Gate> Wrong =>
    [
        new MetricLimitGate("auc", 0.5),
        new MetricLimitGate(MetricNames.Accuracy, 1.01),
        new MetricLimitGate(MetricNames.Accuracy, -0.01),
        new MetricLimitGate(MetricNames.Accuracy, double.NaN),
        new MetricLimitGate(MetricNames.LogLoss, double.PositiveInfinity),
        new ChampionGate(MetricNames.RocAuc, -0.1),
        new ChampionGate("", 0.1),
        new DisparateImpactGate(1.2),
        new LatencyGate(0),
        new EvidenceAgeGate(0),
        new EvidenceAgeGate(10_000),
    ];

    public static TheoryData<RiskClass, EnvironmentPurpose> Templates
    {
        get
        {
            var rows = new TheoryData<RiskClass, EnvironmentPurpose>();
            foreach (var risk in Enum.GetValues<RiskClass>())
            {
                foreach (var purpose in Enum.GetValues<EnvironmentPurpose>())
                {
                    rows.Add(risk, purpose);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void GateThatCannotBeMeant_IsInvalid(Gate gate) => Assert.Equal(RefusalKind.Invalid, PolicyChecks.Refuses(Rules(gate))?.Kind);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1095, false)]
    [InlineData(1096, true)]
    public void EvidenceDays_AreThreeYearsAtMost(int days, bool invalid) =>
        Assert.Equal(invalid ? "terms.evidenceDays" : null, PolicyChecks.Refuses(Rules() with { Terms = new PromotionTerms(EvidenceDays: days) })?.Fields.Keys.Single());

    [Fact]
    public void SameGateTwice_IsInvalid() =>
        Assert.Equal("ROC-AUC against the live version is asked for twice.", PolicyChecks.Refuses(Rules(new ChampionGate(MetricNames.RocAuc, 0.1), new ChampionGate(MetricNames.RocAuc, 0.2)))?.Sentence);

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_Any_IsValid(RiskClass risk, EnvironmentPurpose purpose) => Assert.Null(PolicyChecks.Refuses(PolicyTemplates.For(risk, purpose)));

    [Fact]
    public void Template_HighRiskInProduction_HasNoWayAround()
    {
        var rules = PolicyTemplates.For(RiskClass.High, EnvironmentPurpose.Production);

        Assert.Equal((false, true), (rules.ExceptionsAllowed, rules.ApprovalRequired));
        Assert.True(PolicyTemplates.For(RiskClass.Limited, EnvironmentPurpose.Production).ExceptionsAllowed);
    }

    private static PolicyRules Rules(params Gate[] gates) => new() { Gates = gates, Stages = [Stage.AfterException] };
}
