using Portal.Core.Datasets;
using Portal.Core.Registry.Filters;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Registry;

/// <param name="Filter">In its canonical writing.</param>
public sealed record SlicePreviewView(string Filter, long Matching, long Rows);

/// <summary>What a filter would match in a dataset, before it is saved.</summary>
public sealed class SlicePreview(PortalDatabase database, ArtifactStore store)
{
    private const int RowsBetweenLooks = 4096;

    public async Task<Outcome<SlicePreviewView>> FindAsync(Actor actor, string filter, DatasetVersionName dataset, CancellationToken ct)
    {
        var parsed = SliceFilter.Parse(filter);
        if (parsed.Refusal is { } unreadable)
        {
            return unreadable;
        }

        await using var db = database.Open(actor.Tenant);
        if (await db.FindDatasetVersionAsync(dataset, ct) is not { } snapshot)
        {
            return Refusal.NotFound(dataset.ToString());
        }

        var known = snapshot.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (parsed.Value.Columns.FirstOrDefault(column => !known.Contains(column)) is { } unknown)
        {
            return new Refusal(RefusalKind.Invalid, "slice.column", $"{dataset} has no column `{unknown}`.", $"It has {string.Join(", ", snapshot.Columns.Take(30).Select(column => column.Name))}{(known.Count > 30 ? ", …" : "")}.");
        }

        // Reading is synchronous work, and whoever asks is a page.
        return await Task.Run(() => Count(parsed.Value, store.OpenRead(actor.Tenant, snapshot.Digest), ct), ct);
    }

    private static Outcome<SlicePreviewView> Count(SliceFilter filter, Stream table, CancellationToken ct)
    {
        using var rows = TableRows.Open(table);
        var matches = filter.Bind(column => rows.Columns.ToList().IndexOf(column));
        var matching = 0L;
        while (rows.Read())
        {
            matching += matches(rows) ? 1 : 0;
            if (rows.Row % RowsBetweenLooks == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        return rows.Refusal is { } broken ? broken : new SlicePreviewView(filter.ToString(), matching, rows.Row);
    }
}
