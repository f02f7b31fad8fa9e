using System.Text;
using System.Text.Json;
using Portal.Scoring.Contract;
using Portal.Scoring.Onnx;

namespace Portal.Scoring.Tests;

/// <summary>The demo data and the hostile models of this repository.</summary>
internal static class Samples
{
    public static string Root { get; } = FindRoot();

    public static string Mortgage { get; } = Path.Combine(Root, "seed", "mortgage", "evaluation.csv");

    public static string Table(string domain) => Path.Combine(Root, "seed", domain, "evaluation.csv");

    public static string Model(string domain, string name) => Path.Combine(Root, "seed", domain, "models", name + ".onnx");

    public static string Bad(string name) => Path.Combine(Root, "tests", "samples", "bad-models", name + ".onnx");

    public static string Odd(string name) => Path.Combine(Root, "tests", "samples", "odd-models", name + ".onnx");

    public static string Task(string name) => Path.Combine(Root, "tests", "samples", "tasks", name);

    /// <summary>What the author's metadata says, as the spec of a scoring; limits are tight so that tests end.</summary>
    public static ScoringSpec Spec(string model, string table)
    {
        var metadata = ModelScan.Read(model).Value?.Signature.Metadata ?? new Dictionary<string, string>();
        var declared = ModelDeclaration.Read(metadata);
        return new ScoringSpec
        {
            ModelPath = model,
            TablePath = table,
            InputStyle = declared.InputStyle,
            FeatureOrder = declared.FeatureOrder,
            FeatureEncoding = declared.FeatureEncoding,
            Output = declared.Task switch
            {
                "multiclass_classification" => OutputKind.ClassProbabilities,
                "regression" or "ranking" => OutputKind.Value,
                "forecasting" => OutputKind.Quantiles,
                "multilabel_classification" => OutputKind.LabelProbabilities,
                "retrieval" => OutputKind.Embedding,
                _ => OutputKind.PositiveProbability,
            },
            ClassLabels = declared.ClassLabels,
            PositiveClass = declared.PositiveClass ?? "1",
            Threshold = declared.Threshold ?? 0.5,
            Transform = declared.Transform,
            LatencyCalls = 20,
            Limits = new ScoringLimits { MemoryBytes = 1024L * 1024 * 1024, WallSeconds = 60, CpuSeconds = 60 },
        };
    }

    public static async Task<ScoredTable> ScoreAsync(ScoringSpec spec)
    {
        var answer = await new ScoringProcess().ScoreAsync(spec, onProgress: null, TestContext.Current.CancellationToken);
        Assert.True(answer.Failure is null, answer.Failure?.Sentence);
        return answer.Value!;
    }

    public static async Task<ScoringFailure> FailAsync(ScoringSpec spec)
    {
        var answer = await new ScoringProcess().ScoreAsync(spec, onProgress: null, TestContext.Current.CancellationToken);
        Assert.Null(answer.Value);
        Assert.DoesNotContain(Root, answer.Failure!.Sentence, StringComparison.Ordinal);
        return answer.Failure;
    }

    public static string[] Column(string table, string name)
    {
        using var reader = CsvReader.Open(table);
        var column = reader.IndexOf(name);
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(Encoding.UTF8.GetString(reader[column]));
        }

        Assert.Null(reader.Defect);
        return [.. values];
    }

    public static JsonElement Expected(string domain, string name) => ExpectedBeside(Model(domain, name));

    public static JsonElement ExpectedBeside(string model)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(model, ".expected.json")));
        return document.RootElement.Clone();
    }

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
