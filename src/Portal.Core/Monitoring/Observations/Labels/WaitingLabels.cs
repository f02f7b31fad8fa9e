using Portal.Core.Monitoring.Observations.Blocks;
using Portal.Core.Monitoring.Observations.Receiving;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Observations.Labels;

/// <summary>Labels that came before their rows, and rows that now come.</summary>
internal sealed class WaitingLabels(BlockShelf shelf, TenantId tenant)
{
    private readonly List<(ObservationBatchId Batch, List<int> Rows)> _met = [];

    /// <summary>How many rows of new observations have a label already.</summary>
    public int Count => _met.Sum(met => met.Rows.Count);

    /// <summary>The rows of the batch, with what became true of them.</summary>
    public List<LabelledRows> Found { get; } = [];

    /// <summary>Looks for rows of a batch among labels that wait.</summary>
    /// <param name="waiting">Batches of labels.</param>
    public void Look(IReadOnlyList<ObservationBatch> waiting, VersionId version, BaselineId baseline, BatchTable table)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows && waiting.Count > 0; row++)
        {
            rows[table.Ids.Words[table.Ids.Codes[row]]] = row;
        }

        foreach (var batch in waiting.Where(batch => batch.BlockDigest is not null))
        {
            using var reader = shelf.Open(tenant, batch.BlockDigest!.Value);
            var ids = reader.Ids();
            var truths = reader.Find(ObservedPart.Truth) ?? throw BlockFormat.Broken("labels have no truth.");
            var met = batch.WaitingRows.Where(label => rows.ContainsKey(ids.Words[ids.Codes[label]])).ToList();
            if (met.Count > 0)
            {
                int[] found = [.. met.Select(label => rows[ids.Words[ids.Codes[label]]])];
                Found.Add(new LabelledRows(version, baseline, [.. table.Columns.Where(column => column.Part is not (ObservedPart.Id or ObservedPart.Feature)).Select(column => column.Take(found))], [.. met.Select(label => truths.TextOf(label)!)]));
                _met.Add((batch.Id, met));
            }
        }
    }

    /// <summary>Those labels wait no longer.</summary>
    /// <param name="tracked">The same batches, to be changed.</param>
    public void Release(IReadOnlyList<ObservationBatch> tracked)
    {
        foreach (var (id, rows) in _met)
        {
            var batch = tracked.Single(one => one.Id == id);
            batch.WaitingRows = [.. batch.WaitingRows.Except(rows)];
            batch.Waiting = batch.WaitingRows.Count;
        }
    }
}
