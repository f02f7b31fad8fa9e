using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version that gives rows vectors to search among.</summary>
public sealed class RetrievalTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_QueriesAndDocuments_AreSearchedAndJudged(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        Assert.Null((await portal.RegisterAsync("search", SampleFiles.Task("retrieval"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "search");

        TaskJourney.AssertMetrics(SampleFiles.Task("retrieval"), results, 1e-6);
        Assert.Equal((60L, 3L), (results.Queries!.Queries, results.Queries.WithoutRelevant));
        Assert.Equal(MetricNames.Of(ModelTask.Retrieval).Order(StringComparer.Ordinal), results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        Assert.Equal(["3 queries of 60 have no document with the same key and are left out of every mean."], results.Findings);
        var verdicts = await TaskJourney.VerdictsAsync(portal, "search");
        Assert.Equal(["champion:mrr_at_10", "metric:mrr_at_10", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Fact]
    public async Task Run_EachRowIsBoth_PassesOverTheRowItself()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("search", SampleFiles.Task("retrieval-both"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "search");

        TaskJourney.AssertMetrics(SampleFiles.Task("retrieval-both"), results, 1e-6);
        Assert.Equal((209L, 10L), (results.Queries!.Queries, results.Queries.WithoutRelevant));
    }

    [Theory]
    [InlineData("retrieval-zero", "In 209 of 209 rows the embedding is all zeros")]
    [InlineData("retrieval-same", "The model gives all 209 rows the same vector")]
    public async Task Run_VectorsThatSayNothing_GiveNoMetric(string model, string sentence)
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("search", SampleFiles.Task(model), Ct)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "search");

        Assert.StartsWith(sentence, row.FailureSentence, StringComparison.Ordinal);
        Assert.Null(row.Results);
    }

    [Fact]
    public void Read_UnknownRole_IsRefused()
    {
        var rules = new ScoringRules(InputStyle.Matrix, ["x"], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "topic", [], "", "", 0) { RoleColumn = "kind" };
        using var table = new MemoryStream(Encoding.UTF8.GetBytes("kind,x,topic\nanswer,1,a\n"));

        Assert.Equal("Row 1: the role `kind` is 'answer'; 'query' or 'document' is expected.", TruthTable.Read(table, ModelTask.Retrieval, rules, [], 0, Ct).Failure!.Sentence);
    }

    [Theory]
    [InlineData(20_000, false)]
    [InlineData(20_001, true)]
    public void RefusesRows_AboveTheBound(long rows, bool refused) => Assert.Equal(refused, EvaluationRules.RefusesRows(ModelTask.Retrieval, rows) is not null);

    private static async Task<TestPortal> StartAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync("passages", SampleFiles.TaskTable("passages"), Ct, new DatasetColumn("topic", ColumnType.Text, ColumnRole.Label));
        await portal.CreateModelAsync("search", new DatasetVersionName("passages", 1), Ct, ModelTask.Retrieval, RiskClass.Limited);
        return portal;
    }
}
