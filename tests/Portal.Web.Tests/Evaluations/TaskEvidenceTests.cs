using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Web.Evaluations;
using Portal.Web.Evaluations.Components;
using Portal.Web.Tests.Shell;

namespace Portal.Web.Tests.Evaluations;

/// <summary>What the evidence of further tasks looks like.</summary>
public sealed class TaskEvidenceTests : ShellContext
{
    public static TheoryData<ModelTask> Tasks => [.. Enum.GetValues<ModelTask>()];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Panel_OfAnyTask_ShowsItsMetricsOnly(ModelTask task)
    {
        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, Reading(task)));

        Assert.NotEmpty(panel.FindAll(".kpi"));
        Assert.DoesNotContain("not defined on these rows", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(task == ModelTask.BinaryClassification, panel.Markup.Contains("Impact ratio", StringComparison.Ordinal));
    }

    [Fact]
    public void Queries_WorstFirst_WithTheirSpread()
    {
        var reading = Reading(ModelTask.Ranking);
        reading = reading with
        {
            Evidence = reading.Evidence with
            {
                Results = reading.Results with { Queries = new QueriesOutcome(150, 19, [new QueryOutcome("q0517", 12, 3, 0.21, 0.2)]) },
                Curves = new EvaluationCurves { Scores = [new ScoreBin(0, 0.5, 31), new ScoreBin(0.9, 1, 100)] },
            },
        };

        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, reading));

        Assert.Contains("NDCG@10 is 0.500 on average and 0.210 for q0517.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("19 queries without a relevant row left out", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(["12", "3", "0.210", "5"], panel.FindAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Contains("100 of 131 at 0.9 or more, 31 below 0.5.", panel.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.82, 0.79, 0.85, "the forecasts are surer than they should be")]
    [InlineData(0.96, 0.94, 0.98, "the forecasts are less sure than they could be")]
    [InlineData(0.91, 0.88, 0.93, "no more off than chance explains")]
    public void Quantiles_SayWhetherIntervalsHold(double observed, double low, double high, string verdict)
    {
        var reading = Reading(ModelTask.Forecasting).With(results => results with
        {
            Quantiles = new QuantilesOutcome([new QuantileOutcome(0.05, 1.2, 0.06, 0.04, 0.08)], [new CoverageOutcome(0.05, 0.95, 0.9, observed, low, high, 12)], 0),
        });

        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, reading));

        Assert.Contains(verdict, panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Level of the quantile", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_StandOneByOne()
    {
        var reading = Reading(ModelTask.MultilabelClassification).With(results => results with { Labels = [new ClassOutcome("fraud", 41, 0.5, 0.25, 0.333, 0.7)] });

        var card = Render<ClassesCard>(parameters => parameters.Add(classes => classes.Reading, reading));

        Assert.Contains("Label by label", card.Markup, StringComparison.Ordinal);
        Assert.Contains("The hardest is fraud, with an F1 of 0.333 over 41 rows.", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_FurthestFirst_AreShownAsText()
    {
        var reading = Reading(ModelTask.TextGeneration).With(results => results with { Texts = [new TextOutcome("q2", 0, 0, "<b>Paris</b>", "Berlin")] });

        var panel = Render<EvidencePanel>(parameters => parameters.Add(evidence => evidence.Reading, reading));

        Assert.Contains("&lt;b&gt;Paris&lt;/b&gt;", panel.Markup, StringComparison.Ordinal);
    }

    /// <summary>Every metric of the task is one half.</summary>
    private static EvidenceReading Reading(ModelTask task) => EvidenceSample.Biased.With(results => results with
    {
        Task = task,
        Metrics = MetricNames.Of(task).ToDictionary(metric => metric, _ => 0.5, StringComparer.Ordinal),
        Binary = task == ModelTask.BinaryClassification ? results.Binary : null,
        Classes = task == ModelTask.MulticlassClassification ? new ClassesOutcome([new ClassOutcome("a", 400, 1, 1, 1, null), new ClassOutcome("b", 314, 1, 1, 1, null)], [[400, 0], [0, 314]]) : null,
        Fairness = task == ModelTask.BinaryClassification ? results.Fairness : [],
    });
}
