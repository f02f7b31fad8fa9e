using System.Globalization;
using System.Text.Json;
using Portal.Statistics.Drift;
using Portal.Statistics.Tests.Reference;

namespace Portal.Statistics.Tests.Drift;

/// <summary>A week of production rows of the demo, against the rows its models were trained on.</summary>
internal sealed class SampleWeek
{
    private static readonly string[] s_notFeatures = ["application_id", "source_id", "received_at"];
    private readonly string _folder;
    private readonly string _table;

    public SampleWeek(string sample, string table, string against = "reference")
    {
        (_folder, _table) = (Path.Combine(AppContext.BaseDirectory, "Samples", sample), table);
        Expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "drift.expected.json"))).RootElement.GetProperty("files").GetProperty(table);
        var (reference, current) = (Read(against), Read(table));
        Columns =
        [
            .. reference.Keys.Except(s_notFeatures).Where(name => Expected.TryGetProperty(name, out _))
                .Select(name => Measure(name, reference[name], current[name])),
        ];
        Verdicts = DriftRules.Decide(Columns, DriftThresholds.Default);
    }

    public IReadOnlyList<ColumnResult> Columns { get; }

    public ColumnVerdict[] Verdicts { get; }

    /// <summary>What another tool measured of the same two files, by column.</summary>
    public JsonElement Expected { get; }

    /// <summary>Columns of that severity, in the table's order.</summary>
    public string Of(Severity severity) =>
        string.Join(' ', Verdicts.Where(verdict => verdict.Severity == severity).Select(verdict => verdict.Name));

    private ColumnResult Measure(string name, string[] reference, string[] current) =>
        Expected.GetProperty(name).GetProperty("kind").GetString() == "numeric"
            ? ColumnResult.Of(name, NumericDrift.Measure(NumericBaseline.From(Numbers(reference)), Numbers(current)))
            : ColumnResult.Of(name, CategoricalDrift.Measure(CategoricalBaseline.From(reference), (string?[])current));

    private static double[] Numbers(string[] cells) => [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private Dictionary<string, string[]> Read(string table)
    {
        var rows = CsvRows.Read(Path.Combine(_folder, table + ".csv"));
        return rows[0].Select((name, column) => (name, column))
            .ToDictionary(pair => pair.name, pair => rows.Skip(1).Select(row => row[pair.column]).ToArray());
    }
}
