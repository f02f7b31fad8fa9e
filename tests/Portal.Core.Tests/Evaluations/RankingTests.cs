using System.Text;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version that orders the rows of a query.</summary>
public sealed class RankingTests
{
    private static readonly ScoringRules s_rules = new(
        InputStyle.Matrix, ["x"], new Dictionary<string, IReadOnlyDictionary<string, double>>(), "relevance", [], "", "", 0) { QueryColumn = "query" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_Ranking_IsMeasuredByQueryAndJudgedAsSuch(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        Assert.Null((await portal.RegisterAsync("articles", SampleFiles.Model("articles", "articles-net-v2"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "articles");

        TaskJourney.AssertMetrics(SampleFiles.Model("articles", "articles-net-v2"), results, 1e-5);
        Assert.Equal((ModelTask.Ranking, 1706L), (results.Task, results.Rows));
        Assert.Equal((150L, 19L), (results.Queries!.Queries, results.Queries.WithoutRelevant));
        Assert.Equal(10, results.Queries.Worst.Count);
        Assert.True(results.Queries.Worst[0].Score < results.Queries.Worst[^1].Score);
        Assert.Equal(MetricNames.Of(ModelTask.Ranking).Order(StringComparer.Ordinal), results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        Assert.Equal(["language = de", "language = fr"], results.Slices.Select(slice => slice.Filter));
        Assert.Equal(["19 queries of 150 have no relevant row and are left out of every mean."], results.Findings);
        var verdicts = await TaskJourney.VerdictsAsync(portal, "articles");
        Assert.Equal(["champion:ndcg_at_10", "metric:ndcg_at_10", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Fact]
    public async Task Run_AllScoresEqual_GivesNoMetric()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("articles", SampleFiles.Task("ranking-constant"), Ct)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "articles");

        Assert.Equal(EvaluationState.Failed, row.State);
        Assert.Equal("The model gives all 1,706 rows the same score, so it orders nothing. No metric was computed.", row.FailureSentence);
        Assert.Null(row.Results);
    }

    [Theory]
    [InlineData("a,1,-1", "Row 2: the relevance `relevance` is '-1'; a number of at least 0 is expected.")]
    [InlineData("a,1,high", "Row 2: the relevance `relevance` is 'high'; a number of at least 0 is expected.")]
    [InlineData("a,1,", "Row 2: the relevance `relevance` is missing; a number of at least 0 is expected.")]
    [InlineData("a,1,NaN", "Row 2: the relevance `relevance` is 'NaN'; a number of at least 0 is expected.")]
    [InlineData(",1,2", "Row 2: the query `query` is missing.")]
    public void Read_RowThatDoesNotFit_IsRefused(string row, string sentence)
    {
        using var table = new MemoryStream(Encoding.UTF8.GetBytes($"query,x,relevance\na,1,0\n{row}\n"));

        var truth = TruthTable.Read(table, ModelTask.Ranking, s_rules, [], 0, Ct);

        Assert.Equal(("unknown-label", sentence), (truth.Failure!.Code, truth.Failure.Sentence));
    }

    [Fact]
    public void RefusesDataset_WithoutTheQueryColumn()
    {
        var refusal = EvaluationRules.RefusesDataset(s_rules, [], [new DatasetColumn("relevance", ColumnType.Integer, ColumnRole.Label)]);

        Assert.Equal("missing-query", refusal!.Code);
    }

    private static async Task<TestPortal> StartAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync(
            "articles", SampleFiles.Table("articles", "evaluation"), Ct,
            new DatasetColumn("relevance", ColumnType.Integer, ColumnRole.Label), new DatasetColumn("language", ColumnType.Text, ColumnRole.ProtectedAttribute, "de"));
        await portal.CreateModelAsync("articles", new DatasetVersionName("articles", 1), Ct, ModelTask.Ranking, RiskClass.Limited);
        return portal;
    }
}
