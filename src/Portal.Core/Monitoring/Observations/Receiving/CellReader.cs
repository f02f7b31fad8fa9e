using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Takes the cells of one column in: many rows at once where nothing is wrong with them, else row by row. By rows a cell is read
/// first and kept only when all of its row can be taken.</summary>
internal abstract class CellReader(ExpectedColumn column)
{
    public const int MostCellBytes = BlockFormat.MostTextBytes;

    protected ExpectedColumn Column => column;

    /// <summary>How a person calls it.</summary>
    protected string Called => column.Names[0];

    /// <returns>Why the row can't be taken.</returns>
    public abstract string? Read(ReadOnlySpan<byte> cell);

    /// <param name="cell">The one that was read last.</param>
    public abstract void Keep(ReadOnlySpan<byte> cell);

    /// <summary>Takes the cells of some rows.</summary>
    /// <returns>False where one can't be taken: those before it may have been, and are to be forgotten.</returns>
    public abstract bool TryTake(CsvColumn cells, int rows);

    /// <summary>Keeps the first rows only.</summary>
    public abstract void Forget(int rows);

    /// <summary>Rows without the column.</summary>
    public bool TryTakeNone(int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (Read([]) is not null)
            {
                return false;
            }

            Keep([]);
        }

        return true;
    }

    /// <summary>All that was taken; the reader is of no use any more.</summary>
    public abstract ObservedColumn Taken();

    protected string TooLong(int length) => string.Create(CultureInfo.InvariantCulture, $"`{Called}` has {length:N0} bytes; {MostCellBytes:N0} are the most a cell may have.");

    protected static string Show(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 40)]) + (cell.Length > 40 ? "…" : "");
}
