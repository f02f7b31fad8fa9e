using System.Text.Json;
using Portal.Core.Evaluations;
using Portal.Core.Evaluations.Comparing;
using Portal.Core.Evaluations.Hardware;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Core.Tests.Evaluations.Runners;
using Portal.Scoring.Contract;

namespace Portal.Core.Tests.Evaluations.Hardware;

/// <summary>Whole evaluations that ask for a device, with the real process. No GPU library lies beside these tests.</summary>
public sealed class DeviceRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Run_CudaOrNothing_FailsWithWhatIsMissing(DatabaseProviderName provider)
    {
        await using var world = await EvaluationWorld.StartAsync(provider);

        var view = await RunAsync(world, new DeviceWish(DeviceKind.Cuda, DeviceFallback.Refuse));

        Assert.Equal((EvaluationState.Failed, "device-missing", 1), (view.Row.State, view.FailureCode, view.Row.Attempt));
        Assert.StartsWith("CUDA was asked for and is not on this machine", view.Row.FailureSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ProcessorMayStandIn_EvidenceSaysSo()
    {
        await using var world = await EvaluationWorld.StartAsync();

        var view = await RunAsync(world, new DeviceWish(DeviceKind.Cuda, DeviceFallback.Cpu));
        var evidence = (await world.Portal.Get<EvaluationDetail>().EvidenceAsync(world.Scientist, view.Row.Id, Ct)).Value;

        Assert.Equal(EvaluationState.Completed, view.Row.State);
        Assert.Equal(("CPU", "CUDA"), (evidence.Machine.Device.Kind, evidence.Machine.Device.InsteadOf));
        Assert.Contains(evidence.Results.Findings, finding => finding.StartsWith("CUDA was asked for and is not on this machine", StringComparison.Ordinal));
        Assert.EndsWith("CUDA was asked for and is not on that machine, so it fell back as the request allows.", DeviceSentences.Whole(evidence.Machine.Device), StringComparison.Ordinal);
    }

    /// <summary>What the node is set to holds for who asks for nothing, and for nobody else.</summary>
    [Fact]
    public async Task Run_NodeSetToCuda_RefusesWhoAskedForNothing()
    {
        await using var world = await EvaluationWorld.StartAsync(options: new EvaluationOptions { Device = DeviceKind.Cuda });
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-logit-v1"));

        var refused = await world.DrainAsync(await world.StartAsync(version));
        var asked = await RunAsync(world, new DeviceWish(DeviceKind.Cpu, DeviceFallback.Refuse));

        Assert.Equal("device-missing", refused.FailureCode);
        Assert.Equal(EvaluationState.Completed, asked.Row.State);
    }

    [Fact]
    public async Task Lease_WhatWasAskedFor_ReachesTheRunner()
    {
        await using var world = await EvaluationWorld.StartAsync();
        await world.EditModelAsync(model => model.RequiredLabels = ["gpu"]);
        using var runner = await TestRunner.StartAsync(world, labels: ["gpu", "hardware=gpu-a10g"]);
        var wish = new DeviceWish(DeviceKind.Cuda, DeviceFallback.Cpu);
        var id = await StartAsync(world, wish);

        var lease = (await runner.LeaseAsync())!;
        await runner.CompleteAsync(lease, await runner.ScoreAsync(lease));
        var view = await world.ViewAsync(id);
        var costs = await world.Portal.Get<HardwareCosts>().OfVersionAsync(world.Scientist, view.Row.VersionId, Ct);

        Assert.Equal(wish, lease.Spec.Device);
        Assert.Equal("gpu-a10g", view.Timings!.HardwareClass);
        Assert.Equal(("gpu-a10g", CostBasis.Measured, id), (costs.Rows[0].Price.Class, costs.Rows[0].Basis, costs.Rows[0].Evaluation));
        Assert.True(costs.Rows[0].AtFullLoad > 0);
    }

    /// <summary>INT8 against FP32 on the same rows: what is lost is the difference of the two files' expected metrics, what is gained stands beside it.</summary>
    [Fact]
    public async Task Compare_QuantisedVersion_LosesWhatItsFileSaysAndIsSmaller()
    {
        await using var world = await EvaluationWorld.StartAsync();
        var full = await EvaluateAsync(world, "mortgage-mlp-v5");
        var quantised = await EvaluateAsync(world, "mortgage-mlp-v5-int8");

        var comparison = (await world.Portal.Get<EvaluationComparison>().FindAsync(world.Scientist, quantised.Row.Id, full.Row.Id, Ct)).Value;

        Assert.Equal(("INT8", "FP32"), (quantised.Precision, full.Precision));
        Assert.Equal(15346.0 / 41476, (double)quantised.ModelBytes / full.ModelBytes, 1e-12);
        foreach (var (metric, name) in new[] { (MetricNames.Accuracy, "accuracy"), (MetricNames.RocAuc, "roc_auc"), (MetricNames.LogLoss, "log_loss") })
        {
            var expected = await ExpectedAsync("mortgage-mlp-v5-int8", name) - await ExpectedAsync("mortgage-mlp-v5", name);
            Assert.Equal(expected, comparison.Differences.Single(one => one.Metric == metric).Difference, 2e-3);
        }

        Assert.All([full, quantised], view => Assert.True(view.Timings!.Speed!.Best()!.RowsPerSecond > 0 && view.Timings.Speed.ColdStartMilliseconds > 0));
    }

    [Fact]
    public void Offer_HardwareClassOfTheNode_IsALabelLikeARunners() =>
        Assert.Equal(["gpu", "hardware=gpu-a10g"], new EvaluationOptions { Labels = "gpu", HardwareClass = "GPU-A10G" }.Offer.Labels);

    private static async Task<EvaluationView> EvaluateAsync(EvaluationWorld world, string model) =>
        await world.DrainAsync(await world.StartAsync(await world.AddVersionAsync(EvaluationWorld.Seed(model)), model));

    private static async Task<double> ExpectedAsync(string model, string metric)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(EvaluationWorld.Seed(model), ".expected.json"), Ct));
        return expected.RootElement.GetProperty("evaluation").GetProperty("metrics").GetProperty(metric).GetDouble();
    }

    private static async Task<EvaluationView> RunAsync(EvaluationWorld world, DeviceWish wish) => await world.DrainAsync(await StartAsync(world, wish));

    private static async Task<EvaluationId> StartAsync(EvaluationWorld world, DeviceWish wish)
    {
        var version = await world.AddVersionAsync(EvaluationWorld.Seed("mortgage-logit-v1"));
        return (await world.Portal.Get<StartEvaluation>().RunAsync(world.Scientist, new StartEvaluationRequest(version, null, Guid.CreateVersion7().ToString(), Device: wish), Ct)).Value;
    }
}
