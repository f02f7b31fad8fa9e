using System.Text.Json.Nodes;
using Portal.Core.Audit;

namespace Portal.Core.Tenancy;

/// <summary>Ends a token at once: the next request with it is refused. Revoking twice is no error.</summary>
public sealed class RevokeAccessToken(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, AccessTokenId id, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var token = await unit.Db.AccessTokens.SingleOrDefaultAsync(row => row.Id == id, ct);
        if (token is null)
        {
            return Refusal.NotFound("This token");
        }

        var email = await unit.Db.Members.Where(row => row.Id == token.MemberId).Select(row => row.Email).SingleAsync(ct);
        var subject = new AuditSubject("member", token.MemberId.ToString(), email);
        if (token.MemberId != actor.Member && unit.Refuses(Permission.ManageMembers) is { } refusal)
        {
            return await unit.RefuseAsync("token.revoke", subject, refusal, ct);
        }

        if (token.RevokedAt is not null)
        {
            return default(Done);
        }

        token.RevokedAt = unit.Now;
        unit.Record("token.revoked", subject, details: new JsonObject { ["token"] = token.Id.ToString(), ["name"] = token.Name });
        return await unit.CommitAsync(default(Done), ct);
    }
}
