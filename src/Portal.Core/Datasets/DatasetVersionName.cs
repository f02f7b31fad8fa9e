using Portal.Core.Storage;

namespace Portal.Core.Datasets;

/// <summary>How people name a snapshot.</summary>
public sealed record DatasetVersionName(string Dataset, int Number)
{
    public override string ToString() => $"{Dataset} version {Number}";
}

public static class DatasetVersionLookup
{
    /// <summary>Null when the tenant has none of that name and number.</summary>
    public static Task<DatasetVersion?> FindDatasetVersionAsync(this PortalDbContext db, DatasetVersionName name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name.Dataset);
        return (
            from version in db.DatasetVersions.AsNoTracking()
            join dataset in db.Datasets on version.DatasetId equals dataset.Id
            where dataset.NormalizedName == normalized && version.Number == name.Number
            select version).SingleOrDefaultAsync(ct);
    }

    public static Task<DatasetVersionName?> NameOfDatasetVersionAsync(this PortalDbContext db, DatasetVersionId? id, CancellationToken ct) => (
        from version in db.DatasetVersions.AsNoTracking()
        join dataset in db.Datasets on version.DatasetId equals dataset.Id
        where version.Id == id
        select new DatasetVersionName(dataset.Name, version.Number)).SingleOrDefaultAsync(ct);
}
