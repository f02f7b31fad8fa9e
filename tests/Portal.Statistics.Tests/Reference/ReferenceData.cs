using System.Collections.Concurrent;
using System.Text.Json;

namespace Portal.Statistics.Tests.Reference;

/// <summary>A folder of reference numbers, and the tables that its cases name.</summary>
internal sealed class ReferenceData(string folder)
{
    /// <summary>Names another folder of the same form.</summary>
    public const string Variable = "PORTAL_ORACLES";

    private static readonly string s_own = Path.Combine(AppContext.BaseDirectory, "Reference", "Oracles");
    private readonly ConcurrentDictionary<string, IReadOnlyList<string[]>> _tables = new();

    /// <summary>The folder that the environment names, else the project's own.</summary>
    public static ReferenceData Chosen { get; } =
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : s_own);

    /// <summary>Numbers of other inputs, worked out a second time by <c>Second/make.py</c> with nothing but Python's own library.</summary>
    public static ReferenceData Second { get; } = new(Path.Combine(AppContext.BaseDirectory, "Reference", "Second"));

    public string[] Files => [.. Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<ReferenceCase> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file + ".json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(root => new ReferenceCase(root.Clone(), this))];
    }

    /// <summary>A column of a table as it is written, header left out.</summary>
    public string[] Column(string table, string column)
    {
        var rows = _tables.GetOrAdd(table, name => CsvRows.Read(Find(name)));
        var index = Array.IndexOf(rows[0], column);
        return index < 0
            ? throw new NotSupportedException($"The table {table} has no column '{column}'.")
            : [.. rows.Skip(1).Select(row => row[index])];
    }

    private string Find(string table)
    {
        string[] places = [Path.Combine(folder, "data", table), Path.Combine(folder, table), Path.Combine(s_own, "data", table)];
        return Array.Find(places, File.Exists) ?? throw new NotSupportedException($"There is no table {table}.");
    }
}
