using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <summary>A file that somebody sent and that has not become a dataset version or a model version yet.</summary>
public sealed class Upload : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required UploadId Id { get; init; }

    /// <summary>As the sender called it: for people only, never part of a path.</summary>
    public required string FileName { get; init; }

    public required Digest Digest { get; init; }

    public required long Length { get; init; }

    public required MemberId UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
