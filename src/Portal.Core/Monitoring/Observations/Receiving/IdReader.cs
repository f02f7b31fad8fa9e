using System.Globalization;
using System.Text.Unicode;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Ids: each there, and each once in a batch.</summary>
internal sealed class IdReader(ExpectedColumn column) : CellReader(column)
{
    public const int MostIdBytes = 200;

    private readonly WordTable _ids = new();

    public override string? Read(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty ? $"The row has no `{Called}`."
        : cell.Length > MostIdBytes ? string.Create(CultureInfo.InvariantCulture, $"`{Called}` has {cell.Length:N0} bytes; an id has at most {MostIdBytes}.")
        : !IsOneLine(cell) ? $"`{Called}` is not one line of UTF-8 text."
        : _ids.Find(cell) >= 0 ? $"The id '{Show(cell)}' stands in the batch twice."
        : null;

    public override void Keep(ReadOnlySpan<byte> cell) => _ids.TryAdd(cell);

    public override bool TryTake(CsvColumn cells, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var cell = cells[row];
            if ((uint)(cell.Length - 1) >= MostIdBytes || !IsOneLine(cell) || !_ids.TryAdd(cell))
            {
                return false;
            }
        }

        return true;
    }

    public override void Forget(int rows) => _ids.Forget(rows);

    public override ObservedColumn Taken() => new TextColumn(Column.Part, Column.Name, _ids.Taken(), [.. Enumerable.Range(0, _ids.Count)]);

    private static bool IsOneLine(ReadOnlySpan<byte> cell) => !cell.ContainsAnyInRange((byte)0, (byte)0x1F) && Utf8.IsValid(cell);
}
