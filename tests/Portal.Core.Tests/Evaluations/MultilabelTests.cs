using System.Text;
using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version that gives each row any number of labels.</summary>
public sealed class MultilabelTests
{
    private static readonly ScoringRules s_rules = new(
        InputStyle.Matrix, ["x"], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "topics", ["fees", "card"], "", "", 0.5) { LabelSeparator = "|" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_Multilabel_IsMeasuredByLabelAndJudgedAsSuch(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        var model = SampleFiles.Task("multilabel");
        Assert.Null((await portal.RegisterAsync("topics", model, Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "topics");

        TaskJourney.AssertMetrics(model, results, 1e-6);
        Assert.Equal((ModelTask.MultilabelClassification, 400L), (results.Task, results.Rows));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(model, ".expected.json"), Ct));
        var expected = document.RootElement.GetProperty("evaluation");
        Assert.Equal(["fees", "card", "loan", "fraud", "app"], results.Labels!.Select(label => label.Class));
        Assert.Equal(expected.GetProperty("support").EnumerateArray().Select(value => value.GetInt64()), results.Labels!.Select(label => label.Support));
        Assert.Equal(expected.GetProperty("f1").EnumerateArray().Select(value => value.GetDouble()), results.Labels!.Select(label => label.F1!.Value), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(["f1_macro", "f1_micro", "hamming_loss", "subset_accuracy"], results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        var verdicts = await TaskJourney.VerdictsAsync(portal, "topics");
        Assert.Equal(["champion:f1_macro", "metric:f1_micro", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Fact]
    public async Task Run_AllProbabilitiesEqual_GivesNoMetric()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("topics", SampleFiles.Task("multilabel-constant"), Ct)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "topics");

        Assert.Equal("The model gives all 400 rows the same probabilities, so it tells none apart. No metric was computed.", row.FailureSentence);
    }

    [Theory]
    [InlineData("", new[] { false, false })]
    [InlineData("card", new[] { false, true })]
    [InlineData("card | fees", new[] { true, true })]
    public void Read_Labels_AreTakenApart(string field, bool[] expected) => Assert.Equal(expected, ((MultilabelTruth)Read(field).Value!.Other!).Cells);

    [Theory]
    [InlineData("loan", "'loan'")]
    [InlineData("fees|", "missing")]
    [InlineData("fees;card", "'fees;card'")]
    public void Read_UnknownLabel_IsRefused(string field, string quoted) => Assert.Equal(
        $"Row 1: among the labels in `topics` one is {quoted}; 'fees', 'card' separated by '|' are expected.", Read(field).Failure!.Sentence);

    private static Portal.Scoring.Contract.ScoringAnswer<TruthTable> Read(string field)
    {
        using var table = new MemoryStream(Encoding.UTF8.GetBytes($"x,topics\n1,{field}\n"));
        return TruthTable.Read(table, ModelTask.MultilabelClassification, s_rules, [], 0, Ct);
    }

    private static async Task<TestPortal> StartAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync("messages", SampleFiles.TaskTable("messages"), Ct, new DatasetColumn("topics", ColumnType.Text, ColumnRole.Label));
        await portal.CreateModelAsync("topics", new DatasetVersionName("messages", 1), Ct, ModelTask.MultilabelClassification, RiskClass.Limited);
        return portal;
    }
}
