using System.Text;
using System.Text.Unicode;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Texts and classes; few different ones as a rule.</summary>
/// <param name="allowed">What the cell may be; null for anything.</param>
internal sealed class WordReader(ExpectedColumn column, IReadOnlyList<string>? allowed = null, bool isRequired = false) : CellReader(column)
{
    private readonly Dictionary<ulong, int> _byKey = [];
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _codes = [];
    private ulong _key;
    private int _code;
    private string? _new;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        (_code, _new, _key) = (-1, null, 0);
        if (cell.IsEmpty)
        {
            return isRequired ? $"The row has no `{Called}`." : null;
        }

        _key = CsvColumn.KeyOf(cell);
        return _key != 0 && _byKey.TryGetValue(_key, out _code) ? null : ReadNew(cell);
    }

    public override void Keep()
    {
        if (_new is not null)
        {
            _code = _words.Count;
            _words.Add(_new);
            _byText.Add(_new, _code);
        }

        if (_key != 0 && _code >= 0)
        {
            _byKey.TryAdd(_key, _code);
        }

        _codes.Add(_code);
    }

    public override ObservedColumn Taken() => new TextColumn(Column.Part, Column.Name, _words, [.. _codes]);

    private string? ReadNew(ReadOnlySpan<byte> cell)
    {
        _code = -1;
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

        if (string.IsNullOrWhiteSpace(text))
        {
            _key = 0;
        }
        else if (!_byText.TryGetValue(text, out _code))
        {
            (_code, _new) = (-1, text);
        }

        return null;
    }
}
