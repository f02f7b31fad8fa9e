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

    /// <returns>The row, and the token itself, which is in no row.</returns>
    internal static (AccessToken Row, string Secret) Make(TenantId tenant, MemberId member, string name, DateTimeOffset now, DateTimeOffset end)
    {
        var secret = TokenSecret.New(tenant);
        var row = new AccessToken
        {
            TenantId = tenant,
            Id = AccessTokenId.New(),
            MemberId = member,
            Name = name.Trim(),
            Hash = TokenSecret.Hash(secret),
            Tail = secret[^4..],
            CreatedAt = now,
            ExpiresAt = end,
        };
        return (row, secret);
    }
}
