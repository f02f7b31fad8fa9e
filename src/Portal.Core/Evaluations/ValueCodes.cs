using System.Text;

namespace Portal.Core.Evaluations;

/// <summary>The values of a column as numbers: rows with the same value have the same one.</summary>
internal sealed class ValueCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];
    private readonly List<int> _rows = [];

    /// <summary>In the order of their first row.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>For each row the index of its value.</summary>
    public int[] OfRows => [.. _rows];

    public void Add(ReadOnlySpan<byte> field)
    {
        var value = Encoding.UTF8.GetString(field);
        if (!_codes.TryGetValue(value, out var code))
        {
            _codes[value] = code = _codes.Count;
            _values.Add(value);
        }

        _rows.Add(code);
    }
}
