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
    /// <summary>Rows that are taken at once; where one of them is bad, they are taken one by one.</summary>
    private const int RowsAtOnce = 512;

    public TextColumn Ids => (TextColumn)Find(ObservedPart.Id)!;

    public InstantColumn Instants => (InstantColumn)Find(ObservedPart.Instant)!;

    public ObservedColumn? Find(ObservedPart part) => Columns.FirstOrDefault(column => column.Part == part);

    public BatchTable Take(int[] rows) => this with { Rows = rows.Length, Columns = [.. Columns.Select(column => column.Take(rows))] };

    public static Outcome<BatchTable> Read(BatchRows rows, ExpectedColumns columns, BatchRules rules, CancellationToken ct)
    {
        var readers = columns.Columns.Select(column => ReaderOf(column, rules)).ToArray();
        var (defects, taken) = (new BatchDefects(), 0);
        while (rows.Defect is null && rows.Read(RowsAtOnce) is > 0 and var read)
        {
            ct.ThrowIfCancellationRequested();
            taken += TryTake(rows, read, readers) ? read : TakeEach(rows, read, readers, taken, defects);
            if (taken + defects.Count > rules.MostRows)
            {
                return BatchRefusals.TooLarge($"The batch has more than {rules.MostRows:N0} rows (the limit).", nameof(ObservationOptions.MaxBatchRows));
            }
        }

        return rows.Defect is { } broken ? BatchRefusals.Bad(broken)
            : defects.Count > 0 && !rules.Quarantine ? defects.ToRefusal()
            : taken == 0 ? defects.Count > 0 ? defects.ToRefusal() : BatchRefusals.Bad("The batch has no rows.")
            : new BatchTable(taken, [.. readers.Select(reader => reader.Taken())], defects);
    }

    /// <summary>All of the rows, column by column, or nothing that counts.</summary>
    private static bool TryTake(BatchRows rows, int count, CellReader[] readers)
    {
        for (var row = 0; row < count; row++)
        {
            if (rows.DefectOf(row) is not null)
            {
                return false;
            }
        }

        for (var column = 0; column < readers.Length; column++)
        {
            if (!(rows.Has(column) ? readers[column].TryTake(rows.Cells(column), count) : readers[column].TryTakeNone(count)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Each row by itself, so that a bad one is told of and leaves nothing behind.</summary>
    /// <param name="before">Rows that were taken before these.</param>
    /// <returns>How many were taken.</returns>
    private static int TakeEach(BatchRows rows, int count, CellReader[] readers, int before, BatchDefects defects)
    {
        Array.ForEach(readers, reader => reader.Forget(before));
        var taken = 0;
        for (var row = 0; row < count; row++)
        {
            if ((rows.DefectOf(row) ?? Take(rows, row, readers)) is { } defect)
            {
                defects.Add(rows.LineOf(row), defect);
            }
            else
            {
                taken++;
            }
        }

        return taken;
    }

    private static string? Take(BatchRows rows, int row, CellReader[] readers)
    {
        for (var column = 0; column < readers.Length; column++)
        {
            if (readers[column].Read(rows.Has(column) ? rows.Cells(column)[row] : []) is { } defect)
            {
                return defect;
            }
        }

        for (var column = 0; column < readers.Length; column++)
        {
            readers[column].Keep(rows.Has(column) ? rows.Cells(column)[row] : []);
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
