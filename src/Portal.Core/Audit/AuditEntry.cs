using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>
/// One fact in a tenant's hash chain. <see cref="Body"/> is the truth and what the hash is made of; the other columns repeat parts of
/// it to be searched. Nothing here can be set after it was made, and the database refuses update and delete.
/// </summary>
public sealed class AuditEntry : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    /// <summary>1 for the tenant's first entry, then one more each time.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required MemberId? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required ActorOrigin Origin { get; init; }

    /// <summary>Dotted, past tense: <c>version.registered</c>, <c>promotion.request.refused</c>.</summary>
    public required string Action { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string SubjectName { get; init; }

    public required string? Reason { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required string Body { get; init; }

    public required Digest Previous { get; init; }

    public required Digest Hash { get; init; }
}

/// <summary>The newest link of a tenant's chain. Its row is also the lock that puts a tenant's acts in order.</summary>
public sealed class AuditHead : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required long Sequence { get; set; }

    public required Digest Hash { get; set; }

    /// <summary>How many messages were told so far; gives each its place in their order.</summary>
    public long Told { get; set; }
}
