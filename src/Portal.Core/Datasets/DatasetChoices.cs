using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

public sealed record DatasetChoice(DatasetVersionName Name, long Rows, Digest Digest, bool HasLabel);

/// <summary>Snapshots to choose from in a form: the newest ones; others are named by hand through the API.</summary>
public sealed class DatasetChoices(PortalDatabase database)
{
    public const int Most = 100;

    public async Task<IReadOnlyList<DatasetChoice>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var rows = await (
            from version in db.DatasetVersions.AsNoTracking()
            join dataset in db.Datasets on version.DatasetId equals dataset.Id
            orderby version.CreatedAt descending
            select new { dataset.Name, version.Number, version.RowCount, version.Digest, version.Columns }).Take(Most).ToListAsync(ct);
        return [.. rows
            .Select(row => new DatasetChoice(new(row.Name, row.Number), row.RowCount, row.Digest, row.Columns.Any(column => column.Role == ColumnRole.Label)))
            .OrderBy(choice => choice.Name.Dataset, StringComparer.OrdinalIgnoreCase).ThenByDescending(choice => choice.Name.Number)];
    }
}
