using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Incidents;

public sealed record IncidentHandler(MemberId Id, string Email, string Name);

/// <summary>To whom an incident can be given: active members with a role that handles incidents.</summary>
public sealed class IncidentHandlers(PortalDatabase database)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<IncidentHandler>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await Handlers(db.Members).OrderBy(member => member.Name).Take(Most).Select(member => new IncidentHandler(member.Id, member.Email, member.Name)).ToListAsync(ct);
    }

    internal static async Task<IncidentHandler?> FindAsync(PortalDbContext db, string email, CancellationToken ct)
    {
        var normalized = Names.Normalize(email);
        return await Handlers(db.Members).Where(member => member.NormalizedEmail == normalized)
            .Select(member => new IncidentHandler(member.Id, member.Email, member.Name)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Member> Handlers(IQueryable<Member> members)
    {
        var roles = RoleRules.RolesWith(Permission.HandleIncidents);
        return members.AsNoTracking().Where(member => member.DisabledAt == null && member.Roles.Any(role => roles.Contains(role.Role)));
    }
}
