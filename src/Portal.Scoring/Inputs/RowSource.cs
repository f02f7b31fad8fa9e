using Portal.Scoring.Contract;

namespace Portal.Scoring.Inputs;

/// <summary>Rows of a table, a batch at a time.</summary>
internal sealed class RowSource(CsvReader table, long rowLimit)
{
    /// <summary>Fills a batch from its beginning.</summary>
    /// <returns>The rows taken; fewer than asked for at the end of the table.</returns>
    /// <exception cref="RefusedException">The table is malformed, too long, or a value cannot be used.</exception>
    public int Fill(InputTensor[] batch, int rows)
    {
        var row = 0;
        while (row < rows && table.Read())
        {
            foreach (var input in batch)
            {
                input.Take(row, table);
            }

            row++;
        }

        if (table.Defect is { } defect)
        {
            throw new RefusedException("table-malformed", defect);
        }

        return table.Row <= rowLimit
            ? row
            : throw new RefusedException("too-many-rows", $"The dataset has more than {rowLimit} rows, the limit of one evaluation.");
    }
}
