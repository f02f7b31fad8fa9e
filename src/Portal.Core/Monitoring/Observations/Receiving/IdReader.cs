using System.Globalization;
using System.Text.Unicode;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Ids: each there, and each once in a batch.</summary>
internal sealed class IdReader(ExpectedColumn column) : CellReader(column)
{
    public const int MostIdBytes = 200;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly char[] _text = new char[MostIdBytes];
    private int _length;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell.Length > MostIdBytes)
        {
            return cell.IsEmpty ? $"The row has no `{Called}`." : string.Create(CultureInfo.InvariantCulture, $"`{Called}` has {cell.Length:N0} bytes; an id has at most {MostIdBytes}.");
        }

        if (Utf8.ToUtf16(cell, _text, out _, out _length, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done || _text.AsSpan(0, _length).ContainsAnyInRange('\0', '\x1f'))
        {
            return $"`{Called}` is not one line of UTF-8 text.";
        }

        return _known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(_text.AsSpan(0, _length)) ? $"The id '{Show(cell)}' stands in the batch twice." : null;
    }

    public override void Keep()
    {
        var id = new string(_text, 0, _length);
        _known.Add(id);
        _ids.Add(id);
    }

    public override ObservedColumn Taken() => new TextColumn(Column.Part, Column.Name, _ids, [.. Enumerable.Range(0, _ids.Count)]);
}
