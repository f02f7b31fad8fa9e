namespace Portal.Scoring.Serving;

/// <summary>
/// A runner's own folders. Each runner has its own, also where several serve different organisations from one machine and one
/// folder: what one of them keeps is nothing to another. Only one process uses them at a time.
/// </summary>
internal sealed class WorkPlace : IDisposable
{
    private readonly FileStream _lock;

    private WorkPlace(string folder, FileStream one)
    {
        _lock = one;
        Files = Make(Path.Combine(folder, "files"));
        Scoring = Make(Path.Combine(folder, "scoring"));
    }

    /// <summary>Where fetched files are kept.</summary>
    public string Files { get; }

    /// <summary>Where models are scored.</summary>
    public string Scoring { get; }

    /// <exception cref="IOException">Another process of this runner is at work there.</exception>
    public static WorkPlace Take(string root, Guid runner)
    {
        var folder = Make(Path.Combine(root, runner.ToString("N")));
        return new WorkPlace(folder, new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    public void Dispose() => _lock.Dispose();

    private static string Make(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
