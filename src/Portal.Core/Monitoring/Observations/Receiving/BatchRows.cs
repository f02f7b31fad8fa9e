namespace Portal.Core.Monitoring.Observations.Receiving;

public enum BatchFormat
{
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}

/// <summary>A body row by row, in bytes.</summary>
internal abstract class BatchRows : IDisposable
{
    /// <summary>Of the row read last.</summary>
    public abstract long Line { get; }

    /// <summary>Why the whole body can't be taken; reading has ended.</summary>
    public string? Defect { get; protected set; }

    /// <summary>Why the row read last can't be taken; reading may go on.</summary>
    public string? RowDefect { get; protected set; }

    public static BatchRows Open(BatchFormat format, Stream content, ExpectedColumns columns) =>
        format == BatchFormat.Csv ? CsvBatchRows.Open(content, columns) : new NdjsonBatchRows(content, columns);

    public abstract bool Read();

    /// <summary>The bytes of a cell of the row read last; empty where it is missing. Valid until the next row is read.</summary>
    /// <param name="column">Index into <see cref="ExpectedColumns.Columns"/>.</param>
    public abstract ReadOnlySpan<byte> Cell(int column);

    public abstract void Dispose();

    protected static string Shorten(string name) => name.Length <= 60 ? name : name[..60] + "…";

    protected static string Unknown(string name, ExpectedColumns columns) =>
        $"`{Shorten(name)}` is neither a column of {columns.Reference}, which the version was made from, nor one of id, timestamp, score, prediction, latencyMs, cost.";
}
