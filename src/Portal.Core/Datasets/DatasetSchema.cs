using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <summary>What one column of an upload looks like, for a person to confirm or to change.</summary>
/// <param name="Role">A suggestion. Never label or protected attribute, unless the dataset's version before says so.</param>
/// <param name="Why">What the suggestion rests on.</param>
/// <param name="Question">What the person should consider, where the name suggests it; the role above does not follow from it.</param>
/// <param name="Distinct">Null beyond <see cref="ColumnProfile.DistinctLimit"/>.</param>
/// <param name="Values">The most frequent values.</param>
public sealed record InferredColumn(
    string Name, ColumnType Type, ColumnRole Role, string? PrivilegedValue, string Why, string? Question, long Missing, int? Distinct, IReadOnlyList<ValueCount> Values);

/// <param name="After">The version whose types and roles were taken over, when the table is to follow one.</param>
public sealed record InferredSchema(UploadId Upload, string FileName, Digest Digest, long Length, long Rows, int? After, IReadOnlyList<InferredColumn> Columns);

/// <summary>Reads an uploaded table whole and says what its columns can be. Nothing is saved.</summary>
public sealed class DatasetSchema(PortalDatabase database, ArtifactStore store, DatasetOptions options)
{
    private const int MostValues = 50;

    /// <param name="dataset">The dataset that it is to become a version of: types and roles of its newest version are taken over by name.</param>
    public async Task<Outcome<InferredSchema>> FindAsync(Actor actor, UploadId upload, string? dataset, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.ManageDatasets) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = database.Open(actor.Tenant);
        if (await db.Uploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == upload, ct) is not { } file)
        {
            return Refusal.NotFound("This upload");
        }

        var before = dataset is null ? null : await NewestAsync(db, dataset, ct);
        if (dataset is not null && before is null)
        {
            return Refusal.NotFound($"The dataset {dataset}");
        }

        // SQLite's methods and file reads come back on the caller's thread; a whole table is read beside it.
        var scan = await Task.Run(() => TableScan.Read(store.OpenRead(actor.Tenant, file.Digest), new Dictionary<string, DatasetColumn>(StringComparer.Ordinal), options.RowLimit, ct), ct);
        return scan.Refusal is { } refusal
            ? refusal
            : new InferredSchema(file.Id, file.FileName, file.Digest, file.Length, scan.Value.Rows, before?.Number, [.. scan.Value.Columns.Select(tally => Infer(tally, scan.Value.Rows, before))]);
    }

    private static async Task<DatasetVersion?> NewestAsync(PortalDbContext db, string dataset, CancellationToken ct)
    {
        var name = Names.Normalize(dataset);
        return await (
            from version in db.DatasetVersions.AsNoTracking()
            join row in db.Datasets on version.DatasetId equals row.Id
            where row.NormalizedName == name
            orderby version.Number descending
            select version).FirstOrDefaultAsync(ct);
    }

    private static InferredColumn Infer(ColumnTally tally, long rows, DatasetVersion? before)
    {
        var type = CellForms.Narrowest(tally.Missing == rows ? 0 : tally.Forms);
        var known = before?.Columns.FirstOrDefault(column => string.Equals(column.Name, tally.Name, StringComparison.Ordinal));
        if (known is not null)
        {
            return new(tally.Name, known.Type, known.Role, known.PrivilegedValue, $"as in version {before!.Number}", null, tally.Missing, tally.Values.Distinct, tally.Values.Top(MostValues));
        }

        var (role, why) = RoleSuggestion.Of(type, rows, tally.Missing, tally.Values.Distinct);
        return new(tally.Name, type, role, null, why, RoleSuggestion.Question(tally.Name), tally.Missing, tally.Values.Distinct, tally.Values.Top(MostValues));
    }
}
