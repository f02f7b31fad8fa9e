using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Evaluations;

/// <summary>What people read about why a version scores as it does.</summary>
public sealed class ExplanationCardsTests : ShellContext
{
    private static readonly FeatureInfluence s_debt = new("pirat", 5, 0.081, 0.07, 0.092, 0.044, 0.011, new ScoreShift(0.004, 0.0125, 0.0084), null, "Row 1: `pirat` is missing, a number is expected.");

    private static readonly FeatureInfluence s_history = new("phist", 5, -0.002, -0.004, 0, 0.01, null, null, new ScoreShift(0.02, 0.1, 0.014), null);

    private static readonly AttributeFlip s_flip = new("no", "yes", 641, 77, 0.1201, 0.097, 0.147, 77, 0.0304, 0.031, 0.21);

    private static readonly ExplanationResults s_explanation = new(
        714, 140_000, MetricNames.RocAuc, 0.826, [s_debt, s_history], [new("afam", true, [s_flip]), new("single", false, [])], ["Something was left out."]);

    [Fact]
    public void Importance_Measured_SaysWhatAShuffleCosts()
    {
        var card = Render<ImportanceCard>(parameters => parameters.Add(one => one.Reading, Reading()));

        Assert.Equal("pirat matters most: when it is shuffled among the rows, ROC-AUC goes from 0.826 to 0.745.", card.Find(".sub").TextContent);
        Assert.Equal(["pirat: −0.081", "phist: +0.002"], card.FindAll(".hbars [role=listitem]").Select(bar => bar.TextContent));
        Assert.Equal(2, card.FindAll(".hbars .interval").Count);
        Assert.Equal(["pirat", "+0.081", "+0.070 to +0.092", "0.044"], card.FindAll(".behind tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Contains("Something was left out.", card.Markup, StringComparison.Ordinal);
        Assert.Equal("714 rows of 714, scored 196 times with one feature changed", card.Find("footer > span").TextContent);
    }

    /// <summary>Of an error a worsening is a rise.</summary>
    [Fact]
    public void Importance_OfAnError_IsARise()
    {
        var reading = Reading(s_explanation with { Metric = MetricNames.Rmse, MetricOfSample = 10, Features = [s_debt with { Drop = 2 }] }, ModelTask.Regression);

        var card = Render<ImportanceCard>(parameters => parameters.Add(one => one.Reading, reading));

        Assert.Equal("pirat matters most: when it is shuffled among the rows, Root mean squared error goes from 10.00 to 12.00.", card.Find(".sub").TextContent);
        Assert.Equal("pirat: +2.000", card.Find(".hbars [role=listitem]").TextContent);
    }

    [Fact]
    public void Importance_NothingAsked_SaysWhy()
    {
        var card = Render<ImportanceCard>(parameters => parameters.Add(one => one.Reading, Reading(new(0, 0, null, null, [], [], ["No model is here."]))));

        Assert.Contains("No model is here.", card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".hbars"));
        Assert.Equal("Nothing was asked of the model", card.Find("footer > span").TextContent);
    }

    [Fact]
    public void Flips_OfAnInput_AreToldAsASentence()
    {
        var card = Render<CounterfactualCard>(parameters => parameters.Add(one => one.Reading, Reading()));

        Assert.Equal("The score depends on afam directly.", card.Find(".sub").TextContent);
        Assert.Equal(
            [
                "If only afam changed from no to yes, 12.0 % of the decisions would change (77 of 641 rows, all to deny = yes); the score would rise by 0.030 on average, by at most 0.210.",
                "The model does not take single: changing it alone changes no score. Features that go along with it still can speak for it.",
            ],
            card.FindAll("li").Select(item => item.TextContent));
        Assert.Equal(
            ["afam", "no", "yes", "641", "12.0 %", "9.7 % to 14.7 %", "+0.030", "0.031", "0.210"],
            card.FindAll(".behind tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Flips_ThatChangeNothing_SaySo()
    {
        var still = s_flip with { Changed = 0, ChangedShare = 0, ToPositive = 0, MeanChange = 0, MeanAbsoluteChange = 0, LargestChange = 0 };
        var card = Render<CounterfactualCard>(parameters => parameters.Add(one => one.Reading, Reading(s_explanation with { Attributes = [new("afam", true, [still])] })));

        Assert.Equal("The score depends on no protected attribute directly, although the model takes one.", card.Find(".sub").TextContent);
        Assert.Equal("If only afam changed from no to yes, nothing would change, in none of 641 rows.", card.Find("li").TextContent);
    }

    [Fact]
    public void Flips_OfATaskThatDecidesNothing_SpeakOfTheScore()
    {
        var flip = s_flip with { Changed = null, ChangedShare = null, ChangedShareLow = null, ChangedShareHigh = null, ToPositive = null, MeanChange = -12.5, LargestChange = 140 };
        var card = Render<CounterfactualCard>(parameters => parameters.Add(one => one.Reading, Reading(s_explanation with { Attributes = [new("sex", true, [flip with { From = null, To = "m" }])] }, ModelTask.Regression)));

        Assert.Equal("If only sex changed from another value to m, the score would fall by 12.50 on average, by at most 140.0 (641 rows).", card.Find("li").TextContent);
    }

    [Fact]
    public void Sensitivity_OfNumbersAndGaps_StandsInATable()
    {
        var card = Render<SensitivityCard>(parameters => parameters.Add(one => one.Reading, Reading()));

        Assert.Equal("The score reacts most to a small change of pirat: by 0.004 on average, which changes 0.8 % of the decisions. One feature has to be there: a row without it gets no score.", card.Find(".sub").TextContent);
        var rows = card.FindAll("tbody tr");
        Assert.Equal(["± 0.011", "0.004", "0.013", "0.8 %", "refused: it has to be there"], rows[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal(["not a number, or one of few", "0.020", "0.100", "1.4 %"], rows[1].QuerySelectorAll("td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Dependence_NumbersAndCategories_AreDrawnEachInItsWay()
    {
        var reading = Reading();
        reading = reading with
        {
            Evidence = reading.Evidence with
            {
                Curves = reading.Evidence.Curves with
                {
                    Dependence =
                    [
                        new("pirat", null, true, [new("0.1", 0.05, 0.01, 0.1), new("0.3", 0.1, 0.02, 0.2), new("0.5", 0.3, 0.1, 0.6)]),
                        new("phist", "b", false, [new("no", 0.1, 0, 0.2), new("yes", 0.2, 0.1, 0.4)]),
                    ],
                },
            },
        };

        var card = Render<DependenceCard>(parameters => parameters.Add(one => one.Reading, reading));

        Assert.StartsWith("The probability of deny = yes goes from 0.050 where pirat is 0.1 to 0.300 where it is 0.5.", card.Find(".sub").TextContent, StringComparison.Ordinal);
        var plots = card.FindAll("svg.chart");
        Assert.Equal((1, 1, 3), (plots[0].QuerySelectorAll("path.challenger").Length, plots[0].QuerySelectorAll("path.band").Length, plots[0].QuerySelectorAll("circle").Length));
        Assert.Equal((0, 2, 2), (plots[1].QuerySelectorAll("path").Length, plots[1].QuerySelectorAll("line.span").Length, plots[1].QuerySelectorAll("circle").Length));
        Assert.Equal("The probability of b goes from 0.100 where phist is no to 0.200 where it is yes.", plots[1].GetAttribute("aria-label"));
    }

    [Fact]
    public void Evidence_FromBeforeExplanations_ShowsNone()
    {
        var panel = Render<EvidencePanel>(parameters => parameters.Add(one => one.Reading, EvidenceSample.Biased));

        Assert.DoesNotContain("What the score depends on", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("If only a protected attribute changed", panel.Markup, StringComparison.Ordinal);
    }

    private static EvidenceReading Reading(ExplanationResults? explanation = null, ModelTask task = ModelTask.BinaryClassification) =>
        EvidenceSample.Biased.With(results => results with { Task = task, Explanation = explanation ?? s_explanation });
}
