using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Registry;

namespace Portal.Core.Monitoring.Observations.Receiving;

/// <summary>What is asked of the rows of a batch.</summary>
/// <param name="Earliest">Rows from before are past their retention.</param>
/// <param name="Latest">Rows from after have not come yet.</param>
/// <param name="Quarantine">Bad rows are left out and told of; else one bad row refuses all.</param>
internal sealed record BatchRules(ModelTask Task, ScoringRules Scoring, DateTimeOffset Earliest, DateTimeOffset Latest, long MostRows, bool Quarantine);

/// <summary>The rows of a batch, column by column.</summary>
/// <param name="Rows">Rows that were taken.</param>
internal sealed record BatchTable(int Rows, IReadOnlyList<ObservedColumn> Columns, BatchDefects Defects)
{
    private const int RowsBetweenLooks = 4096;

    public TextColumn Ids => (TextColumn)Find(ObservedPart.Id)!;

    public ObservedColumn? Find(ObservedPart part) => Columns.FirstOrDefault(column => column.Part == part);

    public BatchTable Take(int[] rows) => this with { Rows = rows.Length, Columns = [.. Columns.Select(column => column.Take(rows))] };

    public static Outcome<BatchTable> Read(BatchRows rows, ExpectedColumns columns, BatchRules rules, CancellationToken ct)
    {
        var readers = columns.Columns.Select(column => ReaderOf(column, rules)).ToArray();
        var (defects, taken) = (new BatchDefects(), 0);
        while (rows.Read() && rows.Defect is null)
        {
            if ((rows.RowDefect ?? Take(rows, readers)) is { } defect)
            {
                defects.Add(rows.Line, defect);
            }
            else
            {
                taken++;
            }

            if (taken + defects.Count > rules.MostRows)
            {
                return BatchRefusals.TooLarge($"The batch has more than {rules.MostRows:N0} rows (the limit).", nameof(ObservationOptions.MaxBatchRows));
            }

            if (taken % RowsBetweenLooks == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        return rows.Defect is { } broken ? BatchRefusals.Bad(broken)
            : defects.Count > 0 && !rules.Quarantine ? defects.ToRefusal()
            : taken == 0 ? defects.Count > 0 ? defects.ToRefusal() : BatchRefusals.Bad("The batch has no rows.")
            : new BatchTable(taken, [.. readers.Select(reader => reader.Taken())], defects);
    }

    /// <summary>All of a row or nothing.</summary>
    private static string? Take(BatchRows rows, CellReader[] readers)
    {
        for (var column = 0; column < readers.Length; column++)
        {
            if (readers[column].Read(rows.Cell(column)) is { } defect)
            {
                return defect;
            }
        }

        foreach (var reader in readers)
        {
            reader.Keep();
        }

        return null;
    }

    private static CellReader ReaderOf(ExpectedColumn column, BatchRules rules) => column.Part switch
    {
        ObservedPart.Id => new IdReader(column),
        ObservedPart.Instant => new InstantReader(column, rules.Earliest, rules.Latest),
        ObservedPart.Score when IsProbability(rules.Task) => new OwnNumberReader(column, 0, 1, "a number from 0 to 1"),
        ObservedPart.Score => new OwnNumberReader(column, double.MinValue, double.MaxValue, "a number"),
        ObservedPart.Latency => new OwnNumberReader(column, 0, 1e9, "a number of milliseconds"),
        ObservedPart.Cost => new OwnNumberReader(column, 0, 1e9, "an amount of money"),
        ObservedPart.Prediction when column.IsNumber => new OwnNumberReader(column, double.MinValue, double.MaxValue, "a number"),
        ObservedPart.Truth when column.IsNumber => new OwnNumberReader(column, double.MinValue, double.MaxValue, "a number", isRequired: true),
        ObservedPart.Truth => new WordReader(column, HasOneClass(rules.Task) ? rules.Scoring.ClassLabels : null, isRequired: true),
        ObservedPart.Prediction => new WordReader(column, HasOneClass(rules.Task) ? rules.Scoring.ClassLabels : null),
        ObservedPart.Feature or ObservedPart.ProtectedAttribute or ObservedPart.Identifier => column.IsNumber ? new NumberReader(column) : new WordReader(column),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Part, null),
    };

    private static bool IsProbability(ModelTask task) => task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification or ModelTask.MultilabelClassification;

    private static bool HasOneClass(ModelTask task) => task is ModelTask.BinaryClassification or ModelTask.MulticlassClassification;
}
