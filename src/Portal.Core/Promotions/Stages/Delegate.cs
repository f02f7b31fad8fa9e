using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <param name="To">E-mail address of the member who decides meanwhile.</param>
/// <param name="Until">The instant at which the place is one's own again.</param>
/// <param name="Begins">Null for now.</param>
/// <param name="From">E-mail address of whose place it is; null for one's own. Another's needs a tenant administrator.</param>
public sealed record DelegateRequest(string To, DateTimeOffset Until, string Reason, DateTimeOffset? Begins = null, string? From = null);

/// <summary>
/// Lets another member decide in one's place until an end. The deputy decides as themselves, named beside whose place it is; what
/// separates duties holds for both.
/// </summary>
public sealed class Delegate(AuditTrail trail)
{
    private const string Act = "delegation.make";

    public async Task<Outcome<DelegationId>> RunAsync(Actor actor, DelegateRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (unit.Actor.Member is not { } me)
        {
            return new Refusal(RefusalKind.Forbidden, "delegation.person", "A person delegates here, never the portal itself.");
        }

        var from = await MemberAsync(unit.Db, request.From, me, ct);
        var to = await MemberAsync(unit.Db, request.To, null, ct);
        var begins = KeptInstant.Of(request.Begins is { } later && later > unit.Now ? later : unit.Now);
        if (DelegationRules.Refuses(from?.Id, to?.Id, to?.Kind == MemberKind.Person, begins, request.Until, unit.Now) is { } invalid)
        {
            return invalid;
        }

        var subject = new AuditSubject("member", from!.Id.ToString(), from.Name);
        if (from.Id != me && unit.Refuses(Permission.ManageMembers) is { } forbidden)
        {
            return await unit.RefuseAsync(Act, subject, forbidden, ct);
        }

        if (PromotionTexts.RefusesReason(request.Reason) is { } unreasoned)
        {
            return unreasoned;
        }

        var delegation = new Delegation
        {
            TenantId = unit.Actor.Tenant,
            Id = DelegationId.New(),
            From = from.Id,
            To = to!.Id,
            Begins = begins,
            Until = KeptInstant.Of(request.Until),
            Reason = request.Reason.Trim(),
            CreatedAt = unit.Now,
        };
        unit.Db.Delegations.Add(delegation);
        unit.Record("delegation.made", subject, delegation.Reason, new JsonObject { ["to"] = to.Name, ["toId"] = to.Id.ToString(), ["begins"] = delegation.Begins, ["until"] = delegation.Until });
        unit.Tell("delegation.made", new JsonObject { ["delegationId"] = delegation.Id.ToString(), ["from"] = from.Id.ToString(), ["to"] = to.Id.ToString(), ["until"] = delegation.Until });
        return await unit.CommitAsync(delegation.Id, ct);
    }

    private static async Task<Member?> MemberAsync(PortalDbContext db, string? email, MemberId? otherwise, CancellationToken ct)
    {
        var name = Names.Normalize(email ?? "");
        return await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.DisabledAt == null && (email == null ? row.Id == otherwise : row.NormalizedEmail == name), ct);
    }
}
