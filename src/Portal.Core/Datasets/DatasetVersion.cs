using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <summary>An immutable snapshot of a dataset: the bytes by digest, the columns with their roles, and what was measured of them.</summary>
public sealed class DatasetVersion : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required DatasetVersionId Id { get; init; }

    public required DatasetId DatasetId { get; init; }

    /// <summary>1, 2, 3 within the dataset.</summary>
    public required int Number { get; init; }

    public required Digest Digest { get; init; }

    public required long Length { get; init; }

    public required string FileName { get; init; }

    public required long RowCount { get; init; }

    public required IReadOnlyList<DatasetColumn> Columns { get; init; }

    public required IReadOnlyList<ColumnProfile> Profile { get; init; }

    public required MemberId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
