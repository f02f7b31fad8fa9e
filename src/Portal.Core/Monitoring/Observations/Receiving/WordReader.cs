using System.Text;
using System.Text.Unicode;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Texts and classes; few different ones as a rule.</summary>
/// <param name="allowed">What the cell may be; null for anything.</param>
internal sealed class WordReader(ExpectedColumn column, IReadOnlyList<string>? allowed = null, bool isRequired = false) : CellReader(column)
{
    private const int CacheBits = 8;

    private readonly WordTable _words = new();
    private readonly ColumnBuffer<int> _codes = new();

    /// <summary>Short words that were met of late, by their key.</summary>
    private readonly ulong[] _keys = new ulong[1 << CacheBits];
    private readonly int[] _codesOfKeys = new int[1 << CacheBits];
    private int _code;
    private bool _isNew;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        (_code, _isNew) = (-1, false);
        if (cell.IsEmpty)
        {
            return isRequired ? $"The row has no `{Called}`." : null;
        }

        _code = _words.Find(cell);
        return _code >= 0 ? null : ReadNew(cell);
    }

    public override void Keep(ReadOnlySpan<byte> cell) => _codes.Add(Kept(cell));

    public override bool TryTake(CsvColumn cells, int rows)
    {
        var codes = _codes.Next(rows);
        for (var row = 0; row < rows; row++)
        {
            var key = cells.Key(row);
            var place = (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - CacheBits));
            if (key != 0 && _keys[place] == key)
            {
                codes[row] = _codesOfKeys[place];
                continue;
            }

            var cell = cells[row];
            if (Read(cell) is not null)
            {
                return false;
            }

            codes[row] = Kept(cell);
            if (key != 0)
            {
                (_keys[place], _codesOfKeys[place]) = (key, codes[row]);
            }
        }

        return true;
    }

    public override void Forget(int rows)
    {
        _codes.Forget(rows);
        Array.Clear(_keys);
        var known = -1;
        foreach (var code in _codes.Kept)
        {
            known = Math.Max(known, code);
        }

        _words.Forget(known + 1);
    }

    public override ObservedColumn Taken() => new TextColumn(Column.Part, Column.Name, [.. _words.Taken()], _codes.Taken());

    private int Kept(ReadOnlySpan<byte> cell)
    {
        if (_isNew)
        {
            _code = _words.Count;
            _words.TryAdd(cell);
        }

        return _code;
    }

    private string? ReadNew(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > MostCellBytes)
        {
            return TooLong(cell.Length);
        }

        if (!Utf8.IsValid(cell))
        {
            return $"`{Called}` is not UTF-8 text.";
        }

        var text = Encoding.UTF8.GetString(cell);
        if (allowed is not null && !allowed.Contains(text, StringComparer.Ordinal))
        {
            return $"`{Called}` is '{Show(cell)}'; {string.Join(" or ", allowed.Select(word => $"'{word}'"))} is expected.";
        }

        _isNew = !string.IsNullOrWhiteSpace(text);
        return null;
    }
}
