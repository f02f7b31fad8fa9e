using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <param name="EndedAt">When it was taken back; null when it was not.</param>
public sealed record DelegationRow(DelegationId Id, MemberId FromId, string From, MemberId ToId, string To, DateTimeOffset Begins, DateTimeOffset Until, DateTimeOffset? EndedAt, string Reason)
{
    public bool IsOpenAt(DateTimeOffset now) => EndedAt is null && Until > now;
}

/// <summary>Who stands in for whom: the actor's own, and for those who manage members all of them. The newest first.</summary>
public sealed class DelegationList(PortalDatabase database)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<DelegationRow>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var (me, all) = (actor.Member, RoleRules.Refuses(actor, Permission.ManageMembers) is null);
        await using var db = database.Open(actor.Tenant);
        var members = db.Members;
        return await db.Delegations.AsNoTracking().Where(row => all || row.From == me || row.To == me)
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(Most)
            .Select(row => new DelegationRow(
                row.Id,
                row.From, members.Where(member => member.Id == row.From).Select(member => member.Name).First(),
                row.To, members.Where(member => member.Id == row.To).Select(member => member.Name).First(),
                row.Begins, row.Until, row.EndedAt, row.Reason))
            .ToListAsync(ct);
    }
}
