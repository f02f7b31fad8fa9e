namespace Portal.Core.Storage;

/// <summary>The answer that a creating request with an <c>Idempotency-Key</c> got, so that the same request again gets it again.</summary>
public sealed class IdempotencyRecord : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required Guid MemberId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: the same key with another request is a mistake of the caller.</summary>
    public required string RequestDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while the first request is still running.</summary>
    public int? Status { get; set; }

    public string? Location { get; set; }

    public string? ContentType { get; set; }

    public string? Body { get; set; }
}
