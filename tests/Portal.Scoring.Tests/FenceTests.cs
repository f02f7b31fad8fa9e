using Portal.Scoring.Contract;
using Portal.Scoring.Running;

namespace Portal.Scoring.Tests;

/// <summary>The fences around a scoring process, tried from inside of it.</summary>
public sealed class FenceTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("fences-");

    public void Dispose() => _work.Delete(recursive: true);

    [Fact]
    public async Task TryFences_OnLinux_AllHold()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && SystemCallNumbers.Here() is not null, "Only Linux enforces all of them.");

        var answer = await new ScoringProcess(_work.FullName).TryFencesAsync(new ScoringLimits(), TestContext.Current.CancellationToken);

        Assert.Null(answer.Failure);
        Assert.Equal(["memory", "open-files", "processes", "network", "signals", "environment"], answer.Value!.Fences.Select(fence => fence.Name));
        Assert.All(answer.Value.Fences, fence => Assert.True(fence.Holds, fence.Name));
        Assert.Empty(_work.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Score_OnLinux_IsRefusedProcessesAndNetwork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && SystemCallNumbers.Here() is not null, "Only Linux enforces all of them.");

        var scored = await Samples.ScoreAsync(Samples.Spec(Samples.Model("mortgage", "mortgage-gbt-v2"), Samples.Mortgage));

        Assert.Equal(new ScoringIsolation(Network: true, Memory: true, Processor: true, Processes: true), scored.Report.Isolation);
    }

    [Fact]
    public void SweepLeftovers_FoldersOfAKilledPortal_AreRemovedAndThoseInUseStay()
    {
        var scoring = new ScoringProcess(_work.FullName);
        using var used = new PrivateFolder(_work.FullName);
        var left = _work.CreateSubdirectory(ScoringProcess.FolderPrefix + "left");
        File.WriteAllText(Path.Combine(left.FullName, "in-use"), "");
        File.WriteAllText(Path.Combine(left.FullName, "scores.f64"), "half");
        var young = _work.CreateSubdirectory(ScoringProcess.FolderPrefix + "young");
        _work.CreateSubdirectory("of-somebody-else");

        Assert.Equal(1, scoring.SweepLeftovers(TimeProvider.System.GetUtcNow()));
        Assert.Equal(
            new[] { "of-somebody-else", young.Name, Path.GetFileName(used.Path) }.Order(StringComparer.Ordinal),
            _work.EnumerateDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, scoring.SweepLeftovers(TimeProvider.System.GetUtcNow().AddHours(1)));
    }
}
