using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Numbers of the world: what is none is a fact about the data's quality, and no reason to refuse the row.</summary>
internal sealed class NumberReader(ExpectedColumn column) : CellReader(column)
{
    /// <summary>Beyond this, squares and sums leave the range of a 64-bit float.</summary>
    private const double LargestNumber = 1e150;

    private readonly ColumnBuffer<double> _values = new();
    private readonly List<UnreadCell> _unread = [];
    private double _read;
    private string? _text;

    public override string? Read(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > MostCellBytes)
        {
            return TooLong(cell.Length);
        }

        (_read, _text) = (double.NaN, null);
        if (!cell.IsEmpty && !TryRead(cell, out _read))
        {
            if (!Utf8.IsValid(cell))
            {
                return $"`{Called}` is not UTF-8 text.";
            }

            (_read, _text) = (double.NaN, string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(cell)) ? null : Encoding.UTF8.GetString(cell));
        }

        return null;
    }

    public override void Keep(ReadOnlySpan<byte> cell) => Keep(_values.Count, ref _values.Next(1)[0]);

    public override bool TryTake(CsvColumn cells, int rows)
    {
        var first = _values.Count;
        var values = _values.Next(rows);
        for (var row = 0; row < rows; row++)
        {
            var cell = cells[row];
            if (PlainNumber.TryRead(cell, out values[row]))
            {
                continue;
            }

            if (Read(cell) is not null)
            {
                return false;
            }

            Keep(first + row, ref values[row]);
        }

        return true;
    }

    public override void Forget(int rows)
    {
        _values.Forget(rows);
        _unread.RemoveAll(cell => cell.Row >= rows);
    }

    public override ObservedColumn Taken() => new NumberColumn(Column.Part, Column.Name, _values.Taken(), _unread);

    /// <summary>As in datasets: a number that begins with a needless zero, such as a postal code, is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        var digits = cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        value = 0;
        return !(digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit((char)digits[1]))
            && Utf8Parser.TryParse(cell, out value, out var read) && read == cell.Length && Math.Abs(value) <= LargestNumber;
    }

    private void Keep(int row, ref double value)
    {
        value = _read;
        if (_text is not null)
        {
            _unread.Add(new UnreadCell(row, _text));
        }
    }
}
