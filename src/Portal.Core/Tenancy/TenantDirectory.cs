using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public sealed record TenantRow(TenantId Id, string Name);

/// <summary>A member as sign-in and the tenant switcher need it.</summary>
public sealed record SignInRow(TenantId Tenant, string TenantName, MemberId Member, string Email, string Name, MemberKind Kind, IReadOnlyList<Role> Roles, Guid SecurityStamp);

/// <summary>
/// The questions that come before a tenant is known. Everything else goes through a context of one tenant.
/// </summary>
public sealed class TenantDirectory(PortalDatabase database)
{
    /// <summary>All tenants by name: for jobs, which then work tenant by tenant, and for operators.</summary>
    public async Task<IReadOnlyList<TenantRow>> ListAsync(CancellationToken ct)
    {
        await using var db = database.OpenPlatform();
        return await db.Set<Tenant>().AsNoTracking().OrderBy(tenant => tenant.NormalizedName).Select(tenant => new TenantRow(tenant.Id, tenant.Name)).ToListAsync(ct);
    }

    public async Task<TenantRow?> FindAsync(string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.OpenPlatform();
        return await db.Set<Tenant>().AsNoTracking().Where(tenant => tenant.NormalizedName == normalized).Select(tenant => new TenantRow(tenant.Id, tenant.Name)).SingleOrDefaultAsync(ct);
    }

    /// <summary>In which tenants a person is an active member. A service account belongs to one tenant, whatever its address says.</summary>
    public async Task<IReadOnlyList<SignInRow>> MembershipsAsync(string email, CancellationToken ct)
    {
        var normalized = Names.Normalize(email);
        await using var db = database.OpenPlatform();
        return await Rows(db, db.Set<Member>().Where(member => member.NormalizedEmail == normalized && member.Kind == MemberKind.Person)).ToListAsync(ct);
    }

    /// <summary>Every active person of every tenant: what the demo sign-in offers, and nobody else may ask.</summary>
    public async Task<IReadOnlyList<SignInRow>> EverybodyAsync(CancellationToken ct)
    {
        await using var db = database.OpenPlatform();
        return await Rows(db, db.Set<Member>().Where(member => member.Kind == MemberKind.Person)).ToListAsync(ct);
    }

    /// <summary>A new tenant with its first rows, in one transaction: there is no tenant yet whose context could hold it.</summary>
    internal async Task InsertAsync(Tenant tenant, IReadOnlyList<ITenantOwned> rows, CancellationToken ct)
    {
        await using var db = database.OpenPlatform();
        db.Add(tenant);
        db.AddRange(rows);
        await db.SaveChangesAsync(ct);
    }

    private static IQueryable<SignInRow> Rows(PlatformDbContext db, IQueryable<Member> members) =>
        from member in members.AsNoTracking()
        join tenant in db.Set<Tenant>() on member.TenantId equals tenant.Id
        where member.DisabledAt == null
        orderby tenant.NormalizedName, member.Name
        select new SignInRow(tenant.Id, tenant.Name, member.Id, member.Email, member.Name, member.Kind, member.Roles.Select(role => role.Role).ToList(), member.SecurityStamp);
}
