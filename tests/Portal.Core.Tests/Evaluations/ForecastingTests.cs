using System.Text.Json;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version that predicts quantiles.</summary>
public sealed class ForecastingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_Forecasting_IsMeasuredByQuantileAndJudgedAsSuch(DatabaseProviderName provider)
    {
        await using var portal = await StartAsync(provider);
        var model = SampleFiles.Model("cash", "cash-quantiles-v2");
        Assert.Null((await portal.RegisterAsync("cash", model, Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "cash");

        TaskJourney.AssertMetrics(model, results, 1e-5);
        Assert.Equal((ModelTask.Forecasting, 960L), (results.Task, results.Rows));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(model, ".expected.json"), Ct));
        var expected = document.RootElement.GetProperty("evaluation");
        Assert.Equal(Numbers(expected, "pinball"), results.Quantiles!.Each.Select(one => one.Pinball), (a, b) => Math.Abs(a - b) < 1e-5 * a);
        Assert.Equal(Numbers(expected, "coverage"), results.Quantiles.Intervals.Select(one => one.Observed), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.9, 0.5], results.Quantiles.Intervals.Select(one => one.Nominal), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(0, results.Quantiles.Crossing);
        Assert.Equal(["mae_of_median", "mean_pinball", "pinball_skill"], results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        var verdicts = await TaskJourney.VerdictsAsync(portal, "cash");
        Assert.Equal(["champion:pinball_skill", "metric:pinball_skill", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Fact]
    public async Task Run_QuantilesInAnotherOrderThanDeclared_GivesNoMetric()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("cash", SampleFiles.Task("quantiles-reversed"), Ct)).Refusal);

        var row = await TaskJourney.EndedAsync(portal, "cash");

        Assert.Equal(EvaluationState.Failed, row.State);
        Assert.StartsWith("In 960 of 960 rows a higher quantile lies below a lower one (the first is row 1).", row.FailureSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_QuantilesThatCrossInSomeRows_TellsIt()
    {
        await using var portal = await StartAsync(DatabaseProviderName.Sqlite);
        Assert.Null((await portal.RegisterAsync("cash", SampleFiles.Task("quantiles-crossing"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "cash");

        Assert.InRange(results.Quantiles!.Crossing, 1, 480);
        Assert.StartsWith($"In {results.Quantiles.Crossing} of 960 rows a higher quantile lies below a lower one", Assert.Single(results.Findings), StringComparison.Ordinal);
    }

    private static IEnumerable<double> Numbers(JsonElement expected, string name) => expected.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());

    private static async Task<TestPortal> StartAsync(DatabaseProviderName provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync("cash", SampleFiles.Table("cash", "evaluation"), Ct, new DatasetColumn("withdrawn", ColumnType.Number, ColumnRole.Label));
        await portal.CreateModelAsync("cash", new DatasetVersionName("cash", 1), Ct, ModelTask.Forecasting, RiskClass.Limited);
        return portal;
    }
}
