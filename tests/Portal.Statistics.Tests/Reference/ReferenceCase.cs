using System.Text.Json;

namespace Portal.Statistics.Tests.Reference;

/// <summary>One case: its inputs by name. The expected values are for <see cref="ReferenceComparison"/> alone.</summary>
internal sealed class ReferenceCase(JsonElement root, ReferenceData data)
{
    /// <summary>The case's name, or its seed where it has none.</summary>
    public string Id { get; } = root.TryGetProperty("id", out var id) ? id.GetString()! : $"seed-{root.GetProperty("seed").GetRawText()}";

    /// <summary>The case as it is written, for inputs of other shapes than those below.</summary>
    public JsonElement Root { get; } = root;

    /// <summary>The field <c>kind</c>, empty where the file has one kind only.</summary>
    public string Kind => Has("kind") ? Text("kind") : "";

    public bool Has(string name) => Root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Whether the case wants a value of this name.</summary>
    public bool Asks(string name) => Root.TryGetProperty("expected", out var expected) && expected.TryGetProperty(name, out _);

    public double Number(string name) => Root.GetProperty(name).GetDouble();

    public int Integer(string name) => Root.GetProperty(name).GetInt32();

    public string Text(string name) => Root.GetProperty(name).GetString()!;

    /// <summary>An input column.</summary>
    public ReferenceColumn Column(string name) => Column(Root.GetProperty(name));

    /// <summary>A column that is written as <paramref name="input"/>.</summary>
    public ReferenceColumn Column(JsonElement input) => ReferenceColumn.Read(input, data);

    /// <summary>Columns by name, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, ReferenceColumn>> NamedColumns(string name) =>
        [.. Root.GetProperty(name).EnumerateObject().Select(item => KeyValuePair.Create(item.Name, Column(item.Value)))];

    /// <summary>A table: either <c>{"columns": […]}</c> or a list of rows. One array of numbers a column.</summary>
    public double[][] Table(string name)
    {
        var input = Root.GetProperty(name);
        if (input.ValueKind == JsonValueKind.Object)
        {
            return [.. input.GetProperty("columns").EnumerateArray().Select(column => Column(column).Numbers)];
        }

        double[][] rows = [.. input.EnumerateArray().Select(row => Column(row).Numbers)];
        return [.. Enumerable.Range(0, rows.Length == 0 ? 0 : rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
    }
}
