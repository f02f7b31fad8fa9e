using System.Text.Json;

namespace Portal.Statistics.Tests.Oracles;

/// <summary>Numbers of an independent source, made by the script that the file names.</summary>
internal sealed class Oracle
{
    private readonly JsonElement _root;

    private Oracle(JsonElement root) => _root = root;

    public static Oracle Read(string name)
    {
        using var stream = typeof(Oracle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There are no numbers named '{name}'.");
        using var document = JsonDocument.Parse(stream);
        return new Oracle(document.RootElement.Clone());
    }

    public Oracle this[string name] => new(_root.GetProperty(name));

    public IEnumerable<Oracle> Items => _root.EnumerateArray().Select(item => new Oracle(item));

    public double Number => _root.GetDouble();

    public int Integer => _root.GetInt32();

    public string Text => _root.GetString()!;

    public double[] Numbers => [.. _root.EnumerateArray().Select(item => item.GetDouble())];

    public int[] Integers => [.. _root.EnumerateArray().Select(item => item.GetInt32())];

    public bool[] Flags => [.. Integers.Select(item => item != 0)];

    public string[] Texts => [.. _root.EnumerateArray().Select(item => item.GetString()!)];
}
