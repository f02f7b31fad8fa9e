using Portal.Core.Storage;

namespace Portal.Core.Datasets;

public readonly record struct UploadId(Guid Value) : IRowId<UploadId>
{
    public static UploadId From(Guid value) => new(value);

    public static UploadId New() => new(Guid.CreateVersion7());

    public int CompareTo(UploadId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct DatasetId(Guid Value) : IRowId<DatasetId>
{
    public static DatasetId From(Guid value) => new(value);

    public static DatasetId New() => new(Guid.CreateVersion7());

    public int CompareTo(DatasetId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}

public readonly record struct DatasetVersionId(Guid Value) : IRowId<DatasetVersionId>
{
    public static DatasetVersionId From(Guid value) => new(value);

    public static DatasetVersionId New() => new(Guid.CreateVersion7());

    public int CompareTo(DatasetVersionId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
