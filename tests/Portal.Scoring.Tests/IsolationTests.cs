using System.Diagnostics;
using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Scoring.Tests;

public sealed class IsolationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("isolation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Launch_SecretInTheEnvironment_DoesNotReachTheProcess()
    {
        Environment.SetEnvironmentVariable("Portal__Database__ConnectionString", "secret");

        var plan = await LaunchPlan.MakeAsync(_folder.FullName, ["inspect", "model"], new ScoringLimits());

        Assert.DoesNotContain(plan.Environment, pair => pair.Key.StartsWith("Portal", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("PATH", plan.Environment.Keys);
        Assert.DoesNotContain("LD_LIBRARY_PATH", plan.Environment.Keys);
        Assert.Equal(_folder.FullName, plan.Environment["HOME"]);
    }

    [Fact]
    public async Task Score_Whatever_LeavesNoFile()
    {
        var process = new ScoringProcess(_folder.FullName);
        var spec = Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage);

        await process.ScoreAsync(spec, onProgress: null, TestContext.Current.CancellationToken);
        await process.ScoreAsync(spec with { ModelPath = Samples.Bad("memory-bomb-6gb") }, onProgress: null, TestContext.Current.CancellationToken);

        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Score_OnLinux_RunsUnderTheSystemsLimits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux enforces all of them.");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage));

        Assert.True(scored.Report.Isolation.Memory);
        Assert.True(scored.Report.Isolation.Processor);
    }

    [Fact]
    public async Task Score_PortalDies_ProcessAndFolderGoWithIt()
    {
        var folder = _folder.CreateSubdirectory(ScoringProcess.FolderPrefix + "orphan");
        var spec = Samples.Spec(Samples.Bad("endless-loop"), Samples.Mortgage);
        var specPath = Path.Combine(folder.FullName, "spec.json");
        await File.WriteAllBytesAsync(
            specPath,
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(spec, ContractJson.Default.ScoringSpec),
            TestContext.Current.CancellationToken);
        using var process = Process.Start(await LaunchPlan.MakeAsync(folder.FullName, ["score", specPath], spec.Limits))!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.Contains("\"scoring\"", StringComparison.Ordinal))
        {
            // Until the endless loop has begun.
        }

        process.StandardInput.Close(); // what the operating system does when the portal is gone

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(deadline.Token);
        Assert.False(Directory.Exists(folder.FullName));
    }

    [Theory]
    [InlineData(
        "[ErrorCode:Fail] Load model from /srv/portal/ab12.onnx failed:/onnxruntime_src/onnxruntime/core/graph/model.cc:146 onnxruntime::Model::Model(x) ModelProto does not have a graph.",
        "[ErrorCode:Fail] Load model from ab12.onnx failed:model.cc:146 onnxruntime::Model::Model(x) ModelProto does not have a graph.")]
    [InlineData(@"cannot open C:\Users\me\m.onnx now", "cannot open m.onnx now")]
    public void Clean_PathsOfThisMachine_AreRemoved(string message, string expected) =>
        Assert.Equal(expected, ErrorText.Clean(message));
}
