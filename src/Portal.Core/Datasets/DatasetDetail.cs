using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

public sealed record DatasetView(
    DatasetId Id, string Name, string Description, string Owner, DataClassification Classification, string Region, DateTimeOffset CreatedAt, int Newest, long Revision);

public sealed record DatasetVersionRow(
    DatasetVersionId Id, string Dataset, int Number, Digest Digest, long Length, string FileName, long Rows, string CreatedBy, DateTimeOffset CreatedAt);

public sealed record DatasetVersionView(DatasetVersionRow Version, IReadOnlyList<DatasetColumn> Columns, IReadOnlyList<ColumnProfile> Profile);

/// <summary>One dataset, its versions, one version.</summary>
public sealed class DatasetDetail(PortalDatabase database)
{
    public async Task<Outcome<DatasetView>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        var versions = db.DatasetVersions;
        var found = await (
            from row in db.Datasets.AsNoTracking()
            join owner in db.Members on row.OwnerId equals owner.Id
            where row.NormalizedName == normalized
            select new DatasetView(
                row.Id, row.Name, row.Description, owner.Email, row.Classification, row.Region, row.CreatedAt,
                versions.Where(version => version.DatasetId == row.Id).Max(version => version.Number), row.Revision))
            .SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound($"The dataset {name}") : found;
    }

    public async Task<Outcome<Page<DatasetVersionRow>>> VersionsAsync(Actor actor, string name, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (members, datasets) = (db.Members, db.Datasets);
        var normalized = Names.Normalize(name);
        var dataset = await datasets.AsNoTracking().Where(row => row.NormalizedName == normalized).Select(row => new { row.Id, row.Name }).SingleOrDefaultAsync(ct);
        if (dataset is null)
        {
            return Refusal.NotFound($"The dataset {name}");
        }

        return await db.DatasetVersions.AsNoTracking().Where(row => row.DatasetId == dataset.Id).NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new DatasetVersionRow(
                row.Id, dataset.Name, row.Number, row.Digest, row.Length, row.FileName, row.RowCount,
                members.Where(member => member.Id == row.CreatedBy).Select(member => member.Email).First(), row.CreatedAt),
            page,
            ct);
    }

    public async Task<Outcome<DatasetVersionView>> VersionAsync(Actor actor, string name, int number, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        var found = await (
            from row in db.DatasetVersions.AsNoTracking()
            join dataset in db.Datasets on row.DatasetId equals dataset.Id
            join member in db.Members on row.CreatedBy equals member.Id
            where dataset.NormalizedName == normalized && row.Number == number
            select new DatasetVersionView(
                new DatasetVersionRow(row.Id, dataset.Name, row.Number, row.Digest, row.Length, row.FileName, row.RowCount, member.Email, row.CreatedAt),
                row.Columns,
                row.Profile))
            .SingleOrDefaultAsync(ct);
        return found is null ? Refusal.NotFound($"Version {number} of the dataset {name}") : found;
    }
}
