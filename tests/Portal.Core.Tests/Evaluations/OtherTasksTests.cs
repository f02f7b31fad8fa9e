using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Tests.Evaluations;

/// <summary>The way of a version whose model is no binary classifier: registered, evaluated, judged.</summary>
public sealed class OtherTasksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_TenClasses_IsMeasuredAndJudgedAsSuch(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync("digits", SampleFiles.Table("digits", "evaluation"), Ct, new DatasetColumn("digit", ColumnType.Integer, ColumnRole.Label));
        await portal.CreateModelAsync("reader", new DatasetVersionName("digits", 1), Ct, ModelTask.MulticlassClassification, RiskClass.Minimal);
        Assert.Null((await portal.RegisterAsync("reader", SampleFiles.Model("digits", "digits-mlp-v2"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "reader");

        TaskJourney.AssertMetrics(SampleFiles.Model("digits", "digits-mlp-v2"), results, 1e-6);
        Assert.Equal((ModelTask.MulticlassClassification, 540L, 10), (results.Task, results.Rows, results.Classes!.Each.Count));
        Assert.Equal(["accuracy", "f1_macro", "log_loss"], results.Intervals.Keys);
        Assert.Equal(540, results.Classes.Confusion.Sum(row => row.Sum()));
        Assert.Null(results.Binary);
        Assert.Empty(results.Fairness);
        var verdicts = await TaskJourney.VerdictsAsync(portal, "reader");
        Assert.Equal(["champion:f1_macro", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }

    [Theory, EveryDatabase]
    public async Task Run_Regression_IsMeasuredByGroupAndJudgedAsSuch(DatabaseProviderName provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.ImportAsync(
            "credit", SampleFiles.Table("credit", "evaluation"), Ct,
            new DatasetColumn("class", ColumnType.Text, ColumnRole.Label), new DatasetColumn("sex", ColumnType.Text, ColumnRole.ProtectedAttribute, "male"));
        await portal.CreateModelAsync("amount", new DatasetVersionName("credit", 1), Ct, ModelTask.Regression, RiskClass.Limited);
        Assert.Null((await portal.RegisterAsync("amount", SampleFiles.Model("credit", "credit-amount-v1"), Ct)).Refusal);

        var results = await TaskJourney.EvaluatedAsync(portal, "amount");

        TaskJourney.AssertMetrics(SampleFiles.Model("credit", "credit-amount-v1"), results, 1e-5);
        Assert.Equal(["sex = female", "sex = male"], results.Slices.Select(slice => slice.Filter));
        Assert.Equal(1905.18624, results.Slices[0].Metrics[MetricNames.Rmse], 0.02);
        Assert.Equal(["mae", "mean_error", "r2", "rmse"], results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        var verdicts = await TaskJourney.VerdictsAsync(portal, "amount");
        Assert.Equal(["champion:r2", "metric:r2", "disparate-impact", "latency:p95", "evidence-age"], verdicts.Select(verdict => verdict.Id));
        Assert.Equal(Verdict.Missing, verdicts[2].Verdict);
        Assert.DoesNotContain(verdicts, verdict => verdict.Blocks);
    }
}
