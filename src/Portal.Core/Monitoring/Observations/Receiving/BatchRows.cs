using Portal.Scoring.Contract;

namespace Portal.Core.Monitoring.Observations.Receiving;

public enum BatchFormat
{
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}

/// <summary>A body in bytes, some rows at a time, column by column.</summary>
internal abstract class BatchRows : IDisposable
{
    /// <summary>Why the whole body can't be taken; reading has ended.</summary>
    public string? Defect { get; protected set; }

    public static BatchRows Open(BatchFormat format, Stream content, ExpectedColumns columns) =>
        format == BatchFormat.Csv ? CsvBatchRows.Open(content, columns) : new NdjsonBatchRows(content, columns);

    /// <summary>Moves over the next rows, as many as are in memory.</summary>
    /// <returns>How many; 0 at the end, or when the body is broken.</returns>
    public abstract int Read(int most);

    /// <summary>Where a row lies in the body.</summary>
    /// <param name="row">Counted from 0 among the rows that were read last.</param>
    public abstract long LineOf(int row);

    /// <summary>Why a row can't be taken; reading may go on.</summary>
    /// <param name="row">Counted from 0 among the rows that were read last.</param>
    public abstract string? DefectOf(int row);

    /// <summary>Whether the rows have a column at all.</summary>
    /// <param name="column">Index into <see cref="ExpectedColumns.Columns"/>.</param>
    public abstract bool Has(int column);

    /// <summary>The cells of a column in the rows read last; empty where they are missing. Valid until the next rows are read.</summary>
    /// <param name="column">Index into <see cref="ExpectedColumns.Columns"/>, of one that the rows have.</param>
    public abstract CsvColumn Cells(int column);

    public abstract void Dispose();

    protected static string Shorten(string name) => name.Length <= 60 ? name : name[..60] + "…";

    protected static string Unknown(string name, ExpectedColumns columns) =>
        $"`{Shorten(name)}` is neither a column of {columns.Reference}, which the version was made from, nor one of id, timestamp, score, prediction, latencyMs, cost.";
}
