using Portal.Core.Datasets;

namespace Portal.Web.Datasets;

/// <param name="Id">Name it where the file is to become a dataset or a version.</param>
public sealed record UploadResponse(Guid Id, string FileName, string Digest, long Length, DateTimeOffset ReceivedAt)
{
    public static UploadResponse Of(ReceivedUpload upload) => new(upload.Id.Value, upload.FileName, upload.Digest.Hex, upload.Length, upload.ReceivedAt);
}

public sealed record SchemaResponse(Guid Upload, string FileName, string Digest, long Rows, int? AfterVersion, IReadOnlyList<InferredColumn> Columns)
{
    public static SchemaResponse Of(InferredSchema schema) => new(schema.Upload.Value, schema.FileName, schema.Digest.Hex, schema.Rows, schema.After, schema.Columns);
}

/// <param name="Columns">Each column of the file, with its role.</param>
public sealed record CreateDatasetBody(
    string Name, Guid Upload, DataClassification Classification, string Region, IReadOnlyList<DatasetColumn> Columns, string Description = "");

public sealed record AddDatasetVersionBody(Guid Upload, IReadOnlyList<DatasetColumn> Columns);

/// <param name="Owner">The e-mail address of a member.</param>
public sealed record EditDatasetBody(string Description, string Owner, DataClassification Classification, string Region);

public sealed record ImportedDatasetResponse(string Name, int Number, long Rows)
{
    public static ImportedDatasetResponse Of(ImportedDataset imported) => new(imported.Name, imported.Number, imported.Rows);
}

public sealed record DatasetItem(
    string Name, string Description, string Owner, DataClassification Classification, string Region, DateTimeOffset CreatedAt, int Versions, long Rows)
{
    public static DatasetItem Of(DatasetRow row) => new(row.Name, row.Description, row.Owner, row.Classification, row.Region, row.CreatedAt, row.Versions, row.Rows);
}

public sealed record DatasetResponse(
    string Name, string Description, string Owner, DataClassification Classification, string Region, DateTimeOffset CreatedAt, int NewestVersion, long Revision)
{
    public static DatasetResponse Of(DatasetView view) =>
        new(view.Name, view.Description, view.Owner, view.Classification, view.Region, view.CreatedAt, view.Newest, view.Revision);
}

public sealed record DatasetVersionItem(Guid Id, string Dataset, int Number, string Digest, long Length, string FileName, long Rows, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static DatasetVersionItem Of(DatasetVersionRow row) =>
        new(row.Id.Value, row.Dataset, row.Number, row.Digest.Hex, row.Length, row.FileName, row.Rows, row.CreatedBy, row.CreatedAt);
}

public sealed record DatasetVersionResponse(DatasetVersionItem Version, IReadOnlyList<DatasetColumn> Columns, IReadOnlyList<ColumnProfile> Profile)
{
    public static DatasetVersionResponse Of(DatasetVersionView view) => new(DatasetVersionItem.Of(view.Version), view.Columns, view.Profile);
}
