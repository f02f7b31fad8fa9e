using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Scoring.Contract;
using Portal.Scoring.Onnx;

namespace Portal.Benchmarks;

/// <summary>The mortgage demo data, repeated to as many rows as wanted.</summary>
internal static class MortgageRows
{
    public const string Source = "mortgage evaluation";

    private static readonly string s_seed = Path.Combine(FindRoot(), "seed", "mortgage");

    public static string Write(string folder, int rows)
    {
        var source = File.ReadAllLines(Path.Combine(s_seed, "evaluation.csv"));
        var path = Path.Combine(folder, "rows.csv");
        using var file = new StreamWriter(path);
        file.WriteLine(source[0]);
        for (var row = 0; row < rows; row++)
        {
            file.WriteLine(source[1 + row % (source.Length - 1)]);
        }

        return path;
    }

    public static ScoringSpec Spec(string model, string table)
    {
        var path = Path.Combine(s_seed, "models", model + ".onnx");
        var declared = ModelDeclaration.Read(ModelScan.Read(path).Value!.Signature.Metadata);
        return new ScoringSpec
        {
            ModelPath = path,
            TablePath = table,
            InputStyle = declared.InputStyle,
            FeatureOrder = declared.FeatureOrder,
            FeatureEncoding = declared.FeatureEncoding,
            ClassLabels = declared.ClassLabels,
            PositiveClass = declared.PositiveClass!,
        };
    }

    /// <summary>What the demo declares for its evaluation, apart from the model's inputs, which the scoring's spec already has.</summary>
    public static ScoringRules Rules() => new(
        Portal.Core.Registry.InputStyle.Columns,
        [],
        new Dictionary<string, IReadOnlyDictionary<string, double>>(),
        "deny",
        ["no", "yes"],
        PositiveClass: "yes",
        FavourableClass: "no",
        DecisionThreshold: 0.5);

    /// <summary>As the demo declares them: slices are searched in all, and groups made of the last two.</summary>
    public static IReadOnlyList<DatasetColumn> Columns() =>
    [
        .. "pirat hirat lvrat chist mhist unemp".Split(' ').Select(name => new DatasetColumn(name, ColumnType.Number, ColumnRole.Feature)),
        .. "phist selfemp insurance condomin hschool".Split(' ').Select(name => new DatasetColumn(name, ColumnType.Text, ColumnRole.Feature)),
        .. "single afam".Split(' ').Select(name => new DatasetColumn(name, ColumnType.Text, ColumnRole.ProtectedAttribute, PrivilegedValue: "no")),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "seed")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The demo data were not found above the program.");
    }
}
