using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Observations;
using Portal.Core.Monitoring.Observations.Baselines;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tests.Evaluations;
using Portal.Statistics.Performance;

namespace Portal.Core.Tests.Monitoring.Observations;

/// <summary>A baseline is made once, of the training data and of what the version gave on held-out rows.</summary>
public sealed class BaselineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Baseline_OfAnEvaluatedVersion_SaysWhatTheEvaluationSaid()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var results = (await world.DrainAsync(await world.StartAsync(version))).Row.Results!;

        var baseline = (await world.Portal.Get<ObservedWindows>().BaselineAsync(world.Portal.Tenant, version, Ct)).Value;

        var confusion = baseline.Performance!.Confusion;
        Assert.Equal(results.Rows, baseline.Score!.Rows);
        Assert.Equal(results.Binary!.Confusion, new ConfusionCounts(confusion.TrueNegatives, confusion.FalsePositives, confusion.FalseNegatives, confusion.TruePositives));
        Assert.Equal(results.Metrics[MetricNames.RocAuc], PerformanceReport.Measure(baseline.Performance).RocAuc!.Value, 1e-3);
        Assert.Equal(["afam", "single", "single & afam"], baseline.Fairness.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            results.Fairness.Single(one => one.Attribute == "afam").Groups.Single(group => group.Group == "yes").SelectionRate!.Value,
            Rate(baseline, "afam", "yes"), 1e-12);
        Assert.NotNull(baseline.Calibration);
    }

    [Theory, EveryDatabase]
    public async Task Baseline_AskedForManyTimesAtOnce_IsMadeOnceAndReadAgain(DatabaseProviderName provider)
    {
        await using var world = await ObservationWorld.StartAsync(provider);
        var windows = world.Portal.Get<ObservedWindows>();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => windows.BaselineAsync(world.Portal.Tenant, world.Version, Ct))));
        var fresh = new BaselineShelf(world.Portal.Get<AuditTrail>(), world.Portal.Get<PortalDatabase>(), world.Portal.Get<ArtifactStore>(), world.Portal.Get<EvaluationDetail>());
        var read = (await fresh.TakeAsync(world.Portal.Tenant, world.Version, Ct)).Value;

        Assert.Single(made.Select(one => one.Value.Id).Append(read.Id).Distinct());
        Assert.Single(await world.TrailAsync("baseline."));
        Assert.Equal(["amount", "age", "purpose", "sex"], read.Columns.Select(column => column.Name));
        Assert.Equal((400, 400), (read.Columns[0].Numeric!.Rows, read.Columns[2].Categorical!.Rows));
        Assert.Equal(made[0].Value.Quality.Columns.Select(rule => (rule.Name, rule.Minimum, rule.Maximum)), read.Quality.Columns.Select(rule => (rule.Name, rule.Minimum, rule.Maximum)));
        Assert.Null(read.Score);
    }

    /// <summary>What rows are called by is named by the portal where the data name nothing, whatever their columns are called.</summary>
    [Fact]
    public void FeatureCalledId_IsAColumnLikeAnyOther()
    {
        var columns = new[] { new DatasetColumn("id", ColumnType.Number, ColumnRole.Feature), new DatasetColumn("outcome", ColumnType.Text, ColumnRole.Label) };

        var read = ReferenceTable.Read(() => new MemoryStream("id,outcome\n1,good\n2,bad\n"u8.ToArray()), columns, "outcome", 2, Ct).Value;

        Assert.Equal("id", Assert.Single(read.Columns).Name);
        Assert.Single(read.Quality.Columns, rule => rule.Key);
        Assert.Equal(2, read.Quality.Columns.Count);
    }

    [Fact]
    public async Task NoSuchVersion_IsARefusal()
    {
        await using var world = await ObservationWorld.StartAsync();

        Assert.Equal(RefusalKind.NotFound, (await world.Portal.Get<ObservedWindows>().BaselineAsync(world.Portal.OtherTenant, world.Version, Ct)).Refusal!.Kind);
    }

    private static double Rate(ObservedBaseline baseline, string attribute, string group)
    {
        var cells = baseline.Fairness[attribute].Groups.Single(one => one.Group == group);
        return (double)cells.Selected / cells.Rows;
    }
}
