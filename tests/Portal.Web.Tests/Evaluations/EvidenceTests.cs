using Portal.Core.Evaluations;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Evaluations;

public sealed class EvidenceTests : ShellContext
{
    [Fact]
    public void Panel_WithChampion_ShowsBothAndTheBreach()
    {
        var panel = Render<EvidencePanel>(parameters => parameters
            .Add(evidence => evidence.Reading, EvidenceSample.Biased)
            .Add(evidence => evidence.Champion, EvidenceSample.Live));

        var tiles = panel.FindAll(".kpi").Select(tile => tile.TextContent).ToList();
        Assert.Contains("0.826", tiles[0], StringComparison.Ordinal);
        Assert.Contains("version 2 (live) 0.810, +0.016 · higher is better", tiles[0], StringComparison.Ordinal);
        Assert.Contains("always saying the commonest class: 88.0 %", tiles[2], StringComparison.Ordinal);
        Assert.Contains("36 of 86 found", tiles[3], StringComparison.Ordinal);
        Assert.Contains("failed", panel.FindAll(".kpi")[4].ClassName, StringComparison.Ordinal);
        Assert.Contains("afam = yes: 71.6 % against 96.7 % for no. The gap is larger than chance (p < 0.0001).", panel.FindAll("li").Select(item => item.TextContent));
        Assert.NotEmpty(panel.FindAll("path.challenger"));
        Assert.NotEmpty(panel.FindAll("path.champion"));
    }

    [Fact]
    public void Panel_Alone_ShowsNothingOfAnotherVersion()
    {
        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, EvidenceSample.Biased));

        Assert.Empty(panel.FindAll("path.champion"));
        Assert.DoesNotContain("against 0.8", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_NameEverythingThatMadeIt()
    {
        var facts = Render<EvidenceFacts>(parameters => parameters.Add(card => card.Reading, EvidenceSample.Biased));

        var text = facts.Find("dl").TextContent;
        Assert.All(
            ["deny = yes", "deny = no", "714, of them 86 positive", "ONNX Runtime 1.29.0", "0.1.0 (01234567)", "none, cut off by the system"],
            fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.EndsWith("/evidence", facts.FindAll("footer a")[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Fairness_SmallGroup_GivesNoVerdict()
    {
        var reading = EvidenceSample.Biased.With(results => results with
        {
            Fairness = [.. results.Fairness.Select(attribute => attribute with
            {
                LowestImpactRatio = null,
                Groups = [.. attribute.Groups.Select(group => group.Group == "yes" ? group with { Rows = 12, EnoughRows = false } : group)],
            })],
        });

        var card = Render<FairnessCard>(parameters => parameters.Add(fairness => fairness.Reading, reading));

        Assert.Contains("12 rows are too few for a verdict.", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".dot.breach"));
    }

    [Fact]
    public void Fairness_NoProtectedAttribute_SaysSo()
    {
        var card = Render<FairnessCard>(parameters => parameters.Add(fairness => fairness.Reading, EvidenceSample.Biased.With(results => results with { Fairness = [] })));

        Assert.Contains("nothing could be compared", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Panel_WithFindings_TellsThem()
    {
        var reading = EvidenceSample.Biased.With(results => results with { Findings = ["`phist` has values in 2 rows that the model's encoding does not know."] });

        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, reading));

        Assert.Contains("One thing is odd about this evaluation", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranking_OneClassOnly_SaysWhyThereIsNoCurve()
    {
        var reading = EvidenceSample.Biased;
        reading = reading with { Evidence = reading.Evidence with { Curves = reading.Evidence.Curves with { Roc = [] } } };

        var card = Render<RankingCard>(parameters => parameters.Add(ranking => ranking.Reading, reading));

        Assert.Contains("one class only", card.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", "mort", "/evaluations?state=completed&model=mort", EvaluationState.Completed)]
    [InlineData("nonsense", " ", "/evaluations", null)]
    [InlineData("7", null, "/evaluations", null)]
    public void Filter_FromTheAddress_IsReadAndWrittenAgain(string? state, string? text, string url, EvaluationState? expected)
    {
        var filter = new EvaluationFilter(state, text);

        Assert.Equal(expected, filter.ToRequest().State);
        Assert.Equal(url, filter.ToUrl());
    }
}
