using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>When the model was asked.</summary>
internal sealed class InstantReader(ExpectedColumn column, DateTimeOffset earliest, DateTimeOffset latest) : CellReader(column)
{
    /// <summary>A date and a time as programs write it: 2026-03-02T09:30:00.000Z.</summary>
    private const int UsualBytes = 24;

    private readonly ColumnBuffer<long> _instants = new();
    private readonly long _earliest = earliest.ToUnixTimeMilliseconds();
    private readonly long _latest = latest.ToUnixTimeMilliseconds();
    private UInt128 _minute;
    private long _minuteStart;
    private long _read;

    public override string? Read(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty ? $"The row has no `{Called}`."
        : !InstantField.TryRead(cell, out _read) ? $"`{Called}` is '{Show(cell)}'; an instant such as 2026-03-02T09:30:00Z is expected."
        : _read > _latest ? $"`{Called}` is '{Show(cell)}', which has not come yet."
        : _read < _earliest ? string.Create(CultureInfo.InvariantCulture, $"`{Called}` is '{Show(cell)}'; rows from before {earliest:yyyy-MM-dd} are past their retention.")
        : null;

    public override void Keep(ReadOnlySpan<byte> cell) => _instants.Add(_read);

    public override bool TryTake(CsvColumn cells, int rows)
    {
        var instants = _instants.Next(rows);
        for (var row = 0; row < rows; row++)
        {
            var cell = cells[row];
            if (!(cell.Length == UsualBytes && TryReadInMinute(cell, out var instant)) && !TryReadWhole(cell, out instant))
            {
                return false;
            }

            if (instant < _earliest || instant > _latest)
            {
                return false;
            }

            instants[row] = instant;
        }

        return true;
    }

    public override void Forget(int rows) => _instants.Forget(rows);

    public override ObservedColumn Taken() => new InstantColumn(Column.Part, Column.Name, _instants.Taken());

    /// <summary>Rows come one after the other: the minute of the row before is known already.</summary>
    private bool TryReadInMinute(ReadOnlySpan<byte> cell, out long instant)
    {
        var (tens, ones) = (Digit(cell, 17), Digit(cell, 18));
        var (hundreds, tenth, last) = (Digit(cell, 20), Digit(cell, 21), Digit(cell, 22));
        instant = _minuteStart + (1000 * ((10 * tens) + ones)) + (100 * hundreds) + (10 * tenth) + last;
        return MemoryMarshal.Read<UInt128>(cell) == _minute
            && cell[16] == ':' && cell[19] == '.' && cell[23] == 'Z' && tens <= 5 && ones <= 9 && hundreds <= 9 && tenth <= 9 && last <= 9;
    }

    private bool TryReadWhole(ReadOnlySpan<byte> cell, out long instant)
    {
        if (!InstantField.TryRead(cell, out instant))
        {
            return false;
        }

        if (cell.Length == UsualBytes && cell[23] == 'Z' && InstantField.TryRead(cell[..16], out var minute))
        {
            (_minute, _minuteStart) = (MemoryMarshal.Read<UInt128>(cell), minute);
        }

        return true;
    }

    private static uint Digit(ReadOnlySpan<byte> cell, int at) => (uint)(cell[at] - '0');
}
