using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>A session that its member signed out of: whoever still holds its cookie is refused.</summary>
public sealed class EndedSession : ITenantOwned
{
    /// <summary>How long a cookie lives without a request; its session needs no row after that.</summary>
    public static readonly TimeSpan CookieLife = TimeSpan.FromHours(12);

    public required TenantId TenantId { get; init; }

    public required SessionId Id { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}
