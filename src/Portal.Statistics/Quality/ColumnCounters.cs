using Portal.Statistics.Counters;

namespace Portal.Statistics.Quality;

/// <summary>What was counted of one column.</summary>
/// <param name="Present">Rows that have the column, be it empty.</param>
/// <param name="Missing">Rows without a value: column absent, cell empty or blank.</param>
/// <param name="Blank">Of these, rows with a text of white space only.</param>
/// <param name="WrongType">Cells that are not of the column's type.</param>
/// <param name="OutOfRange">Cells outside the range, or infinite.</param>
/// <param name="NotAllowed">Cells outside the allowed set.</param>
/// <param name="NoMatch">Cells without the pattern.</param>
public readonly record struct ColumnCounters(
    long Present, long Missing, long Blank, long WrongType, long OutOfRange, long NotAllowed, long NoMatch)
{
    /// <summary>Cells with content that are not valid, each counted once.</summary>
    public long Invalid => WrongType + OutOfRange + NotAllowed + NoMatch;

    /// <summary>The counters of both.</summary>
    /// <param name="one">Some rows.</param>
    /// <param name="other">Other rows.</param>
    public static ColumnCounters operator +(ColumnCounters one, ColumnCounters other) => new(
        one.Present + other.Present,
        one.Missing + other.Missing,
        one.Blank + other.Blank,
        one.WrongType + other.WrongType,
        one.OutOfRange + other.OutOfRange,
        one.NotAllowed + other.NotAllowed,
        one.NoMatch + other.NoMatch);

    /// <summary>As the operator.</summary>
    /// <param name="one">Some rows.</param>
    /// <param name="other">Other rows.</param>
    public static ColumnCounters Add(ColumnCounters one, ColumnCounters other) => one + other;

    /// <summary>As if each row had come several times.</summary>
    internal ColumnCounters Times(long rows) => new(
        rows * Present, rows * Missing, rows * Blank, rows * WrongType, rows * OutOfRange, rows * NotAllowed, rows * NoMatch);

    internal ColumnCounters With(ColumnRule rule, QualityCell cell)
    {
        var present = this with { Present = Present + (cell.Kind == CellKind.Absent ? 0 : 1) };
        if (!cell.HasContent)
        {
            return present with { Missing = Missing + 1, Blank = Blank + (cell.IsBlank ? 1 : 0) };
        }

        return rule.Check(cell) switch
        {
            CellFault.None => present,
            CellFault.Type => present with { WrongType = WrongType + 1 },
            CellFault.Range => present with { OutOfRange = OutOfRange + 1 },
            CellFault.Allowed => present with { NotAllowed = NotAllowed + 1 },
            CellFault.Pattern => present with { NoMatch = NoMatch + 1 },
        };
    }

    internal void Write(ref CounterWriter writer) =>
        writer.Sparse([Present, Missing, Blank, WrongType, OutOfRange, NotAllowed, NoMatch]);

    internal static ColumnCounters Read(ref CounterReader reader, long rows)
    {
        var counts = new long[7];
        reader.Sparse(counts);
        var read = new ColumnCounters(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
        CounterReader.Require(
            read.Present <= rows && read.Blank <= read.Missing && read.Missing + read.Invalid <= rows && rows - read.Present <= read.Missing,
            "A column has more cells than there are rows.");
        return read;
    }
}
