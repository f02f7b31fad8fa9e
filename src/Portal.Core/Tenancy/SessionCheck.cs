using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>What a session must still agree with.</summary>
public sealed record SessionMember(string Name, string Email, IReadOnlyList<Role> Roles, Guid SecurityStamp);

/// <summary>Whether a signed-in member may stay signed in; asked by every request with a cookie and by every open circuit.</summary>
public sealed class SessionCheck(PortalDatabase database)
{
    /// <summary>Null when the member is gone or disabled, or has signed out of the session.</summary>
    public async Task<SessionMember?> FindAsync(TenantId tenant, MemberId member, SessionId session, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        var ended = db.EndedSessions;
        return await db.Members.AsNoTracking().Where(row => row.Id == member && row.DisabledAt == null && !ended.Any(one => one.Id == session))
            .Select(row => new SessionMember(row.Name, row.Email, row.Roles.Select(role => role.Role).ToList(), row.SecurityStamp))
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>The e-mail address of a member, disabled ones too, so that a refused sign-in can be recorded; null when there is none.</summary>
    public async Task<string?> NameAsync(TenantId tenant, MemberId member, CancellationToken ct)
    {
        await using var db = database.Open(tenant);
        return await db.Members.AsNoTracking().Where(row => row.Id == member).Select(row => row.Email).SingleOrDefaultAsync(ct);
    }
}
