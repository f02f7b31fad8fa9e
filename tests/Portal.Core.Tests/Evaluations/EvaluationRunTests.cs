using System.Text.Json;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Tests.Evaluations;

/// <summary>Whole evaluations, with the real process, on real databases.</summary>
public sealed class EvaluationRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_SampleModel_LeavesTheExpectedEvidence(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);
        var evaluation = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")));

        var view = await world.DrainAsync(evaluation);

        Assert.Equal(EvaluationState.Completed, view.Row.State);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(EvaluationWorld.Seed("mortgage-gbt-v2"), ".expected.json"), Ct));
        var metrics = expected.RootElement.GetProperty("evaluation").GetProperty("metrics");
        Assert.All(view.Row.Results!.Metrics, metric => Assert.Equal(metrics.GetProperty(metric.Key).GetDouble(), metric.Value, 1e-6));
        Assert.Equal(MetricNames.Of(ModelTask.BinaryClassification).Count, view.Row.Results.Metrics.Count);
        Assert.Equal(new BinaryOutcome(86, 0.5, new ConfusionCounts(615, 13, 63, 23)), view.Row.Results.Binary);
        AssertIntervals(view.Row.Results);
        AssertSlices(view.Row.Results);
        var afam = view.Row.Results.Fairness.Single(attribute => attribute.Attribute == "afam");
        Assert.Equal(0.906621392, afam.LowestImpactRatio!.Value, 1e-6);
        Assert.Equal(0.906621392, afam.Groups.Single(group => group.Group == "yes").ImpactRatio!.Value, 1e-6);
        Assert.Equal(0.87254902, afam.Groups.Single(group => group.Group == "yes").SelectionRate!.Value, 1e-6);
        Assert.True(view.Timings!.LatencyP50Ms > 0 && view.Timings.PeakMemoryBytes > 0);
        Assert.Equal(["evaluation.queued", "evaluation.started", "evaluation.completed"], await world.TrailAsync());
    }

    /// <summary>DeLong's interval of the ROC-AUC on the logit scale, Wilson's of the shares; each holds its own metric.</summary>
    private static void AssertIntervals(EvaluationResults results)
    {
        Assert.Equal([MetricNames.Accuracy, MetricNames.LogLoss, MetricNames.Recall, MetricNames.RocAuc], results.Intervals.Keys);
        Assert.All(results.Intervals, interval => Assert.InRange(results.Metrics[interval.Key], interval.Value.Low, interval.Value.High));
        Assert.Equal(["Wilson", "bootstrap", "Wilson", "DeLong"], results.Intervals.Values.Select(interval => interval.Method));
    }

    /// <summary>Both protected attributes and what they have in common; the rows of each partition add up to all.</summary>
    private static void AssertSlices(EvaluationResults results)
    {
        Assert.Equal(
            [
                "afam = no", "afam = yes", "single = no", "single = yes",
                "afam = no and single = no", "afam = no and single = yes", "afam = yes and single = no", "afam = yes and single = yes",
            ],
            results.Slices.Select(slice => slice.Filter));
        Assert.Equal([714, 714, 714], results.Slices.GroupBy(slice => string.Join('+', slice.Attributes)).Select(cells => cells.Sum(cell => cell.Rows)));
        var afam = results.Fairness.Single(attribute => attribute.Attribute == "afam").Groups.Single(group => group.Group == "yes");
        Assert.Equal(afam.Accuracy!.Value, results.Slices[1].Metrics[MetricNames.Accuracy], 1e-12);
    }

    [Fact]
    public async Task Run_Evidence_IsCanonicalAndNamedByItsDigest()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-logit-v1"));
        var first = await world.DrainAsync(await world.StartAsync(version, "first"));
        world.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var second = await world.DrainAsync(await world.StartAsync(version, "second"));

        var bytes = (await world.Portal.Get<EvaluationDetail>().EvidenceBytesAsync(world.Scientist, first.Row.Id, Ct)).Value;
        var evidence = (await world.Portal.Get<EvaluationDetail>().EvidenceAsync(world.Scientist, first.Row.Id, Ct)).Value;

        Assert.NotEqual(first.Row.Id, second.Row.Id);
        Assert.Equal(first.EvidenceDigest, second.EvidenceDigest);
        Assert.Equal(first.EvidenceDigest, Digest.Of(bytes).Hex);
        Assert.Equal(bytes, CanonicalJson.Write(evidence));
        Assert.Equal(first.VersionDigest, evidence.Version.Sha256);
        Assert.Equal(first.DatasetDigest, evidence.Dataset.Sha256);
        Assert.Equal("1.29.0", evidence.Machine.Runtime);
        Assert.NotEmpty(evidence.Curves.Roc);
        Assert.Equal(10, evidence.Curves.Calibration.Count);
    }

    [Fact]
    public async Task Run_OtherThreshold_GivesOtherEvidence()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var plain = await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")), "a"));
        var other = await world.DrainAsync(await world.StartAsync(
            await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"), rules => rules with { DecisionThreshold = 0.4 }), "b"));

        Assert.NotEqual(plain.EvidenceDigest, other.EvidenceDigest);
        Assert.NotEqual(plain.Row.Results!.Metrics[MetricNames.Accuracy], other.Row.Results!.Metrics[MetricNames.Accuracy]);
        Assert.Equal(plain.Row.Results.Metrics[MetricNames.RocAuc], other.Row.Results.Metrics[MetricNames.RocAuc]);
    }

    [Theory]
    [InlineData("wrong-input", "missing-column")]
    [InlineData("wrong-feature-count", "feature-count")]
    [InlineData("wrong-rank", "input-rank")]
    [InlineData("nan-output", "not-finite")]
    [InlineData("huge-alloc", "memory-limit")]
    public async Task Run_HostileModel_FailsWithItsReasonAndTheNextOneRuns(string model, string code)
    {
        await using var world = await EvaluationWorld.StartAsync();
        var bad = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Bad(model)), "bad");
        var good = await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2")), "good");

        var failed = await world.DrainAsync(bad);

        Assert.Equal((EvaluationState.Failed, code, 1), (failed.Row.State, failed.FailureCode, failed.Row.Attempt));
        Assert.Null(failed.Row.Results);
        Assert.Null(failed.EvidenceDigest);
        Assert.Equal(EvaluationState.Completed, (await world.ViewAsync(good)).Row.State);
        Assert.Contains("evaluation.failed", await world.TrailAsync());
    }

    [Fact]
    public async Task Run_LabelThatIsNoClass_NamesTheRow()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var table = Path.GetTempFileName();
        var lines = await File.ReadAllLinesAsync(EvaluationWorld.Mortgage, Ct);
        lines[9] = lines[9][..lines[9].LastIndexOf(',')] + ",perhaps";
        await File.WriteAllLinesAsync(table, lines, Ct);
        var dataset = await world.AddDatasetAsync("dirty", table);
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));

        var started = await world.Portal.Get<StartEvaluation>().RunAsync(world.Scientist, new StartEvaluationRequest(version, dataset, "dirty"), Ct);
        var view = await world.DrainAsync(started.Value);

        File.Delete(table);
        Assert.Equal("Row 9: the label `deny` is 'perhaps'; 'no' or 'yes' is expected.", view.Row.FailureSentence);
    }

    [Fact]
    public async Task Run_StoredFileChanged_RefusesToMakeEvidenceOfIt()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-gbt-v2"));
        var digest = (await world.ViewAsync(await world.StartAsync(version))).VersionDigest;
        var path = world.Portal.Get<ArtifactStore>().PathOf(world.Portal.Tenant, Digest.Parse(digest));
        await File.AppendAllTextAsync(path, "x", Ct);

        var evaluation = await world.StartAsync(version);
        var view = await world.DrainAsync(evaluation);

        Assert.Equal("artifact-damaged", view.FailureCode);
    }
}
