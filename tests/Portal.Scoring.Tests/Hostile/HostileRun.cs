using Portal.Scoring.Contract;

namespace Portal.Scoring.Tests.Hostile;

/// <summary>One hostile file through the real process, in a place of its own that is looked at afterwards.</summary>
internal sealed class HostileRun : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("hostile-files-");
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("hostile-work-");

    public static ScoringLimits Limits { get; } = new() { MemoryBytes = 768L * 1024 * 1024, WallSeconds = 30, CpuSeconds = 20, FileBytes = 256L * 1024 * 1024 };

    public ScoringSpec Spec(byte[] file) => new()
    {
        ModelPath = Write(file),
        TablePath = Samples.Mortgage,
        InputStyle = InputStyle.Matrix,
        FeatureOrder = ["pirat", "lvrat"],
        LatencyCalls = 5,
        Limits = Limits,
    };

    public Task<ScoringAnswer<ModelSignature>> InspectAsync(byte[] file) =>
        new ScoringProcess(_work.FullName).InspectAsync(Write(file), Limits, TestContext.Current.CancellationToken);

    public Task<ScoringAnswer<ScoredTable>> ScoreAsync(ScoringSpec spec) =>
        new ScoringProcess(_work.FullName).ScoreAsync(spec, onProgress: null, TestContext.Current.CancellationToken);

    /// <summary>Nothing is left: no folder, no process, and no file beside the one that was sent.</summary>
    public void AssertGone(ScoringFailure? failure)
    {
        Assert.Empty(_work.EnumerateFileSystemInfos());
        Assert.Single(_files.EnumerateFileSystemInfos());
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(Directory.EnumerateDirectories("/proc").Select(WorkingFolder), folder => folder?.StartsWith(_work.FullName, StringComparison.Ordinal) is true);
        }

        Assert.DoesNotContain(Path.GetTempPath(), failure?.Sentence ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("etc/", failure?.Sentence ?? "", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _files.Delete(recursive: true);
        _work.Delete(recursive: true);
    }

    private string Write(byte[] file)
    {
        var path = Path.Combine(_files.FullName, "sent");
        File.WriteAllBytes(path, file);
        return path;
    }

    private static string? WorkingFolder(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
