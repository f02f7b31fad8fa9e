using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>Signs a member out: the session is over wherever its cookie lies, in other tabs and in copies too.</summary>
public sealed class EndSession(AuditTrail trail)
{
    public async Task RunAsync(Actor actor, SessionId session, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var forgotten = unit.Now - (2 * EndedSession.CookieLife);
        await unit.Db.EndedSessions.Where(row => row.EndedAt < forgotten).ExecuteDeleteAsync(ct);
        unit.Db.EndedSessions.Add(new EndedSession { TenantId = actor.Tenant, Id = session, EndedAt = unit.Now });
        unit.Record("member.signed-out", new AuditSubject("member", actor.Member?.ToString() ?? "", actor.Name), details: new JsonObject { ["method"] = "session" });
        await unit.CommitAsync(default(Done), ct);
    }
}
