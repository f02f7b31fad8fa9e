using System.Text;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Which labels each row has. An empty field is a row without any.</summary>
internal sealed class MultilabelTruth(int column, string separator, IReadOnlyList<string> labels) : TaskTruth
{
    private readonly byte[] _separator = Encoding.UTF8.GetBytes(separator);
    private readonly byte[][] _labels = [.. labels.Select(Encoding.UTF8.GetBytes)];
    private readonly List<bool> _cells = [];

    /// <summary>Row after row, one for each label.</summary>
    public bool[] Cells => [.. _cells];

    public override string? Take(CsvReader row)
    {
        var own = new bool[_labels.Length];
        var field = row[column];
        foreach (var part in field.IsEmpty ? [] : Split(field))
        {
            var label = field[part].Trim((byte)' ');
            var index = IndexOf(label);
            if (index < 0)
            {
                return $"among the labels in `{row.Columns[column]}` one is {Quoted(label)}; {string.Join(", ", labels.Select(known => $"'{known}'"))} separated by '{separator}' are expected.";
            }

            own[index] = true;
        }

        _cells.AddRange(own);
        return null;
    }

    private List<Range> Split(ReadOnlySpan<byte> field)
    {
        var parts = new List<Range>();
        foreach (var part in field.Split(_separator))
        {
            parts.Add(part);
        }

        return parts;
    }

    private int IndexOf(ReadOnlySpan<byte> label)
    {
        for (var i = 0; i < _labels.Length; i++)
        {
            if (label.SequenceEqual(_labels[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
