using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <param name="Search">A part of the name; null for all.</param>
public sealed record DatasetListRequest(PageRequest Page, string? Search = null);

public sealed record DatasetRow(
    DatasetId Id, string Name, string Description, string Owner, DataClassification Classification, string Region, DateTimeOffset CreatedAt,
    int Versions, long Rows, DateTimeOffset? NewestAt);

/// <summary>The tenant's datasets, newest first.</summary>
public sealed class DatasetList(PortalDatabase database)
{
    public async Task<Outcome<Page<DatasetRow>>> ReadAsync(Actor actor, DatasetListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (members, versions) = (db.Members, db.DatasetVersions);
        var rows = db.Datasets.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            var search = Names.Normalize(request.Search);
            rows = rows.Where(row => row.NormalizedName.Contains(search));
        }

        return await rows.NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new DatasetRow(
                row.Id, row.Name, row.Description, members.Where(member => member.Id == row.OwnerId).Select(member => member.Email).First(),
                row.Classification, row.Region, row.CreatedAt, versions.Count(version => version.DatasetId == row.Id),
                versions.Where(version => version.DatasetId == row.Id).OrderByDescending(version => version.Number).Select(version => version.RowCount).FirstOrDefault(),
                versions.Where(version => version.DatasetId == row.Id).Max(version => (DateTimeOffset?)version.CreatedAt)),
            request.Page,
            ct);
    }
}
