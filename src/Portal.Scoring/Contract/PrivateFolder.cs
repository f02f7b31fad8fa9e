using System.Security.Cryptography;

namespace Portal.Scoring.Contract;

/// <summary>A folder that only this user can enter, gone afterwards. While it is in use a file in it is locked, so that what a killed
/// portal left behind can be told from what another one is using.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = ScoringProcess.FolderPrefix;
    private const string InUse = "in-use";

    /// <summary>Between the making of a folder and its lock; what has no lock and is older was left.</summary>
    private static readonly TimeSpan s_making = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder;
    private readonly FileStream _lock;

    public PrivateFolder(string? root)
    {
        var path = System.IO.Path.Combine(RootOr(root), Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        _folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _lock = new FileStream(System.IO.Path.Combine(path, InUse), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string Path => _folder.FullName;

    /// <summary>Removes folders that no process uses any more.</summary>
    /// <returns>How many.</returns>
    public static int Sweep(string? root, DateTimeOffset now)
    {
        var left = new DirectoryInfo(RootOr(root)) is { Exists: true } folder
            ? folder.EnumerateDirectories(Prefix + "*").Where(found => found.LinkTarget is null && IsLeft(found, now)).ToList()
            : [];
        return left.Count(Remove);
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(_folder);
    }

    private static string RootOr(string? root) => root ?? System.IO.Path.GetTempPath();

    private static bool IsLeft(DirectoryInfo folder, DateTimeOffset now)
    {
        try
        {
            using var taken = new FileStream(System.IO.Path.Combine(folder.FullName, InUse), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return folder.CreationTimeUtc < now.UtcDateTime - s_making;
        }
        catch (Exception theirs) when (theirs is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // A file is still held on Windows, or it is another user's; the next sweep, or the system's own, takes it.
            return false;
        }
    }
}
