namespace Portal.TestSupport;

/// <summary>Where the checkout lies, for tests that start the real programs or read files of the repository.</summary>
public static class Repository
{
    private static readonly string s_root = Find();

    public static string Folder(params string[] parts) => Path.Combine([s_root, .. parts]);

    /// <summary>The built program of a project, in the configuration that the tests were built in.</summary>
    public static string Program(string project) =>
        Folder("artifacts", "bin", project, new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name, project + ".dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
