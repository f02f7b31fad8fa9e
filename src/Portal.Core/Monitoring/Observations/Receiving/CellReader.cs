using System.Globalization;
using System.Text;
using Portal.Core.Monitoring.Observations.Blocks;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>Takes the cells of one column in. A cell is read first and kept only when all of its row can be taken.</summary>
internal abstract class CellReader(ExpectedColumn column)
{
    public const int MostCellBytes = BlockFormat.MostTextBytes;

    protected ExpectedColumn Column => column;

    /// <summary>How a person calls it.</summary>
    protected string Called => column.Names[0];

    /// <returns>Why the row can't be taken.</returns>
    public abstract string? Read(ReadOnlySpan<byte> cell);

    public abstract void Keep();

    public abstract ObservedColumn Taken();

    protected string TooLong(int length) => string.Create(CultureInfo.InvariantCulture, $"`{Called}` has {length:N0} bytes; {MostCellBytes:N0} are the most a cell may have.");

    protected static string Show(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 40)]) + (cell.Length > 40 ? "…" : "");
}
