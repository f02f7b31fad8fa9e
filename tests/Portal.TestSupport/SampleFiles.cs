namespace Portal.TestSupport;

/// <summary>The repository's demo data and models, and the hostile and odd ones.</summary>
public static class SampleFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>A table of a domain: <c>Table("mortgage", "evaluation")</c>.</summary>
    public static string Table(string domain, string name) => Path.Combine(Root, "seed", domain, name + ".csv");

    public static string Model(string domain, string name) => Path.Combine(Root, "seed", domain, "models", name + ".onnx");

    public static string Bad(string name) => Path.Combine(Root, "tests", "samples", "bad-models", name + ".onnx");

    public static string Odd(string name) => Path.Combine(Root, "tests", "samples", "odd-models", name + ".onnx");

    /// <summary>A model of a task with its own kind of answer, made for tests.</summary>
    public static string Task(string name) => Path.Combine(Root, "tests", "samples", "tasks", name + ".onnx");

    public static string TaskTable(string name) => Path.ChangeExtension(Task(name), ".csv");

    public static string Dirty { get; } = Path.Combine(Root, "tests", "samples", "production-dirty.csv");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository's root was not found.");
    }
}
