using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>Who a bearer token stands for, asked at the door of every API request.</summary>
public sealed class AccessTokenCheck(PortalDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan s_lastUsedPrecision = TimeSpan.FromMinutes(5);

    /// <summary>Null when the token is malformed, unknown, expired, revoked, or its member disabled.</summary>
    public async Task<Actor?> FindAsync(string token, CancellationToken ct)
    {
        if (!TokenSecret.TryReadTenant(token, out var tenant))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var hash = TokenSecret.Hash(token);
        await using var db = database.Open(tenant);
        var found = await (
            from row in db.AccessTokens.AsNoTracking()
            join member in db.Members on row.MemberId equals member.Id
            where row.Hash == hash && row.RevokedAt == null && row.ExpiresAt > now && member.DisabledAt == null
            select new { row.Id, row.LastUsedAt, row.ExpiresAt, Member = member.Id, member.Email, member.Kind, Roles = member.Roles.Select(role => role.Role).ToList() })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        if (found.LastUsedAt is null || now - found.LastUsedAt > s_lastUsedPrecision)
        {
            await db.AccessTokens.Where(row => row.Id == found.Id).ExecuteUpdateAsync(row => row.SetProperty(token => token.LastUsedAt, now), ct);
        }

        return found.Kind == MemberKind.Runner ? Actor.ForRunner(tenant, found.Member, found.Email)
            : found.Kind == MemberKind.Device ? Actor.ForDevice(tenant, found.Member, found.Email)
            : Actor.ForMember(tenant, found.Member, found.Email, found.Roles, ActorOrigin.Api).WithEnd(found.ExpiresAt);
    }
}
