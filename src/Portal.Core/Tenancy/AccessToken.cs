using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>A personal access token: only its hash is stored, the token itself is shown once.</summary>
public sealed class AccessToken : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required AccessTokenId Id { get; init; }

    public required MemberId MemberId { get; init; }

    public required string Name { get; init; }

    public required string Hash { get; init; }

    /// <summary>The last four characters, so that people can tell their tokens apart.</summary>
    public required string Tail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
