using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>Rows of a table, a batch at a time.</summary>
internal sealed class RowSource(CsvReader table, long rowLimit)
{
    /// <summary>Rows that are taken column by column: as many as stay in the processor's nearest memory meanwhile.</summary>
    private const int AtOnce = 256;

    /// <summary>Fills a batch from its beginning.</summary>
    /// <returns>The rows taken; fewer than there is room for at the end of the table.</returns>
    /// <exception cref="RefusedException">The table is malformed, too long, or a value cannot be used.</exception>
    public int Fill(InputBatch batch)
    {
        batch.Rows = 0;
        int count;
        while (batch.Rows < batch.Capacity && (count = table.ReadRows(Math.Min(AtOnce, batch.Capacity - batch.Rows))) > 0)
        {
            batch.Take(count, table);
        }

        if (table.Defect is { } defect)
        {
            throw new RefusedException("table-malformed", defect);
        }

        return table.Row <= rowLimit
            ? batch.Rows
            : throw new RefusedException("too-many-rows", $"The dataset has more than {rowLimit} rows, the limit of one evaluation.");
    }
}
