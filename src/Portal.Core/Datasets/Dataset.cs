using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Datasets;

/// <summary>How sensitive data are, from least to most..</summary>
public enum DataClassification
{
    Public,
    Internal,
    Confidential,
    Personal,
    SpecialCategory,
}

/// <summary>A named table.</summary>
public sealed class Dataset : ITenantOwned, IRevised
{
    public required TenantId TenantId { get; init; }

    public required DatasetId Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    public required string Description { get; set; }

    public required MemberId OwnerId { get; set; }

    public required DataClassification Classification { get; set; }

    /// <summary>Where the data may be kept, such as <c>eu-central</c>.</summary>
    public required string Region { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Revision { get; private set; }
}
