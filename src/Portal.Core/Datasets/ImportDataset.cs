using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <summary>What a dataset is told apart by when it is made.</summary>
public sealed record NewDataset(string Description, DataClassification Classification, string Region);

/// <param name="New">Set to make a dataset of that name, null to add a version to the one that has it.</param>
/// <param name="Columns">Each column of the file.</param>
public sealed record ImportDatasetRequest(UploadId Upload, string Name, NewDataset? New, IReadOnlyList<DatasetColumn> Columns);

public sealed record ImportedDataset(DatasetId Dataset, DatasetVersionId Version, string Name, int Number, long Rows);

/// <summary>
/// Makes an immutable snapshot of an uploaded table. The file is read, checked and measured before the unit of work begins, so that
/// either everything is there or nothing.
/// </summary>
public sealed class ImportDataset(AuditTrail trail, PortalDatabase database, ArtifactStore store, DatasetOptions options)
{
    public async Task<Outcome<ImportedDataset>> RunAsync(Actor actor, ImportDatasetRequest request, CancellationToken ct)
    {
        if (Check(request) is { } invalid)
        {
            return invalid;
        }

        if (await trail.RefusesAsync(actor, Permission.ManageDatasets, "dataset.import", new AuditSubject("dataset", request.Name, request.Name), ct) is { } forbidden)
        {
            return forbidden;
        }

        var upload = await UploadAsync(actor, request, ct);
        if (upload.Refusal is { } notThere)
        {
            return notThere;
        }

        if (SchemaRules.Refuses(request.Columns) is { } badColumns)
        {
            return badColumns;
        }

        // SQLite's methods and file reads come back on the caller's thread; a whole table is read beside it.
        var profile = await Task.Run(() => TableProfile.Read(() => store.OpenRead(actor.Tenant, upload.Value.Digest), request.Columns, options.RowLimit, ct), ct);
        return profile.Refusal is { } unfit ? unfit : await SaveAsync(actor, request, upload.Value, profile.Value, ct);
    }

    private static Refusal? Check(ImportDatasetRequest request) =>
        Names.RefusesSlug("name", request.Name)
        ?? (request.New is { } made ? DatasetRules.Refuses(made.Description, made.Classification, made.Region) : null);

    private async Task<Outcome<Upload>> UploadAsync(Actor actor, ImportDatasetRequest request, CancellationToken ct)
    {
        var name = Names.Normalize(request.Name);
        await using var db = database.Open(actor.Tenant);
        var taken = await db.Datasets.AnyAsync(row => row.NormalizedName == name, ct);
        return Refuses(request, taken) is { } refusal ? refusal
            : await db.Uploads.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Upload, ct) is { } upload ? upload
            : Refusal.NotFound("This upload");
    }

    private static Refusal? Refuses(ImportDatasetRequest request, bool taken) => (taken, request.New) switch
    {
        (true, not null) => new(RefusalKind.Conflict, "dataset.taken", $"There is a dataset called {request.Name} already.", "Choose another name, or add the file to that dataset as its next version."),
        (false, null) => Refusal.NotFound($"The dataset {request.Name}"),
        _ => null,
    };

    private async Task<Outcome<ImportedDataset>> SaveAsync(
        Actor actor, ImportDatasetRequest request, Upload upload, (long Rows, IReadOnlyList<ColumnProfile> Columns) profile, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var name = Names.Normalize(request.Name);
        var existing = await unit.Db.Datasets.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == name, ct);
        var dataset = existing ?? Make(unit, request);
        var subject = new AuditSubject("dataset", dataset.Id.ToString(), dataset.Name);
        if (unit.Refuses(Permission.ManageDatasets) is { } forbidden)
        {
            return await unit.RefuseAsync("dataset.import", subject, forbidden, ct);
        }

        if (Refuses(request, existing is not null) is { } moved)
        {
            return moved;
        }

        var newest = await unit.Db.DatasetVersions.AsNoTracking().Where(row => row.DatasetId == dataset.Id).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        if (newest is not null && newest.Digest == upload.Digest && newest.Columns.SequenceEqual(InFileOrder(request.Columns, profile.Columns)))
        {
            return new Refusal(RefusalKind.Conflict, "dataset.same", $"These bytes with these columns are version {newest.Number} of {dataset.Name} already.", "Use that version.");
        }

        if (existing is null)
        {
            unit.Db.Datasets.Add(dataset);
            unit.Record("dataset.created", subject, details: DatasetRules.Describe(dataset));
        }

        var version = MakeVersion(unit, dataset, (newest?.Number ?? 0) + 1, request, upload, profile);
        unit.Db.DatasetVersions.Add(version);
        unit.Record("dataset.imported", subject, details: Describe(version));
        return await unit.CommitAsync(new ImportedDataset(dataset.Id, version.Id, dataset.Name, version.Number, version.RowCount), ct);
    }

    private static Dataset Make(UnitOfWork unit, ImportDatasetRequest request) => new()
    {
        TenantId = unit.Actor.Tenant,
        Id = DatasetId.New(),
        Name = request.Name,
        NormalizedName = Names.Normalize(request.Name),
        Description = request.New?.Description.Trim() ?? "",
        OwnerId = Member(unit),
        Classification = request.New?.Classification ?? DataClassification.Internal,
        Region = request.New?.Region.Trim() ?? "",
        CreatedAt = unit.Now,
    };

    private static DatasetVersion MakeVersion(
        UnitOfWork unit, Dataset dataset, int number, ImportDatasetRequest request, Upload upload, (long Rows, IReadOnlyList<ColumnProfile> Columns) profile) => new()
        {
            TenantId = unit.Actor.Tenant,
            Id = DatasetVersionId.New(),
            DatasetId = dataset.Id,
            Number = number,
            Digest = upload.Digest,
            Length = upload.Length,
            FileName = upload.FileName,
            RowCount = profile.Rows,
            Columns = InFileOrder(request.Columns, profile.Columns),
            Profile = profile.Columns,
            CreatedBy = Member(unit),
            CreatedAt = unit.Now,
        };

    private static List<DatasetColumn> InFileOrder(IReadOnlyList<DatasetColumn> columns, IReadOnlyList<ColumnProfile> profile)
    {
        var byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        return [.. profile.Select(column => byName[column.Name])];
    }

    private static MemberId Member(UnitOfWork unit) => unit.Actor.Member ?? throw new InvalidOperationException("A dataset is imported by a member.");

    private static JsonObject Describe(DatasetVersion version) => new()
    {
        ["number"] = version.Number,
        ["digest"] = version.Digest.Hex,
        ["rows"] = version.RowCount,
        ["columns"] = new JsonArray([.. version.Columns.Select(column => (JsonNode)new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type.ToString(),
            ["role"] = column.Role.ToString(),
            ["privilegedValue"] = column.PrivilegedValue,
        })]),
    };
}
