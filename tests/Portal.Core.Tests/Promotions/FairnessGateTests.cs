using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;

namespace Portal.Core.Tests.Promotions;

public sealed class FairnessGateTests
{
    [Theory]
    [InlineData(0.8, Verdict.Passed)]
    [InlineData(0.7999, Verdict.Failed)]
    public void Ratio_Floor_Decides(double ratio, Verdict expected)
    {
        var verdict = Assert.Single(Judge([new("afam", "no", ratio, [Group("no", 600, 0.9), Group("yes", 100, 0.7, p: 0.0001)])], "afam"));

        Assert.Equal((expected, expected == Verdict.Failed), (verdict.Verdict, verdict.Blocks));
        Assert.Equal("disparate-impact:afam", verdict.Id);
        Assert.EndsWith("The gap is larger than chance (p = 0.0001).", verdict.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.13, "The gap may be chance (p = 0.13).")]
    [InlineData(0.00001, "The gap is larger than chance (p < 0.0001).")]
    public void Gap_Chance_IsSaid(double p, string end) =>
        Assert.EndsWith(end, Assert.Single(Judge([new("afam", "no", 0.9, [Group("no", 600, 0.9), Group("yes", 100, 0.7, p)])], "afam")).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Gap_BetweenTwoOtherGroups_ClaimsNothingAboutChance()
    {
        var verdict = Assert.Single(Judge([new("race", "white", 0.6, [Group("white", 600, 0.8), Group("a", 100, 0.9, p: 0.02), Group("b", 100, 0.54, p: 0.01)])], "race"));

        Assert.DoesNotContain("chance", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallGroup_IsNamedAsLeftOut()
    {
        var verdict = Assert.Single(Judge([new("race", "white", 0.9, [Group("white", 600, 0.8), Group("a", 100, 0.72), Group("b", 3, 0, enough: false)])], "race"));

        Assert.Equal(Verdict.Passed, verdict.Verdict);
        Assert.EndsWith("Left out for too few rows: b.", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void DeclaredButNotMeasured_IsMissingAndBlocks()
    {
        var verdict = Assert.Single(Judge([], "afam"));

        Assert.Equal(("disparate-impact:afam", Verdict.Missing, true), (verdict.Id, verdict.Verdict, verdict.Blocks));
    }

    [Fact]
    public void NobodyIsFavoured_IsMissingAndBlocks()
    {
        var verdict = Assert.Single(Judge([new("afam", "no", null, [Group("no", 600, 0), Group("yes", 100, 0)])], "afam"));

        Assert.Equal((Verdict.Missing, true), (verdict.Verdict, verdict.Blocks));
    }

    [Fact]
    public void NoProtectedAttribute_IsMissingAndBlocks()
    {
        var verdict = Assert.Single(Judge([]));

        Assert.Equal(("disparate-impact", Verdict.Missing, true), (verdict.Id, verdict.Verdict, verdict.Blocks));
    }

    private static IReadOnlyList<GateVerdict> Judge(AttributeFairness[] fairness, params string[] declared)
    {
        var facts = SampleEvaluations.Facts("mortgage-gbt-v2");
        facts = facts with { ProtectedAttributes = declared, Results = facts.Results with { Fairness = fairness } };
        return GateRules.Judge(new DisparateImpactGate(0.8), new GateEvidence(SampleEvaluations.Now, ModelTask.BinaryClassification, SampleEvaluations.Version(2, facts), null));
    }

    private static GroupFairness Group(string name, long rows, double rate, double? p = null, bool enough = true) =>
        new(name, rows, null, rate, null, null, null, null, null, null, null, null, p, enough);
}
