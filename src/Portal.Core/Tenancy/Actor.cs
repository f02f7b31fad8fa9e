using System.Collections.Frozen;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <summary>Through which door an act came in.</summary>
public enum ActorOrigin
{
    Page,
    Api,
    Job,
    Command,
}

/// <summary>
/// Who acts, for which tenant, from where: immutable, made once at a door (HTTP request, circuit, job, command) and passed explicitly.
/// The roles are those of that moment; an act reads them again from the database (see UnitOfWork).
/// </summary>
public sealed record Actor
{
    private Actor(TenantId tenant, MemberId? member, string name, FrozenSet<Role> roles, ActorOrigin origin)
    {
        Tenant = tenant;
        Member = member;
        Name = name;
        Roles = roles;
        Origin = origin;
    }

    public TenantId Tenant { get; }

    /// <summary>Null for the portal itself: a job or an operator's command.</summary>
    public MemberId? Member { get; }

    public string Name { get; }

    public FrozenSet<Role> Roles { get; private init; }

    public ActorOrigin Origin { get; }

    /// <summary>When the access token ends that the member came with; null for a session. What they make for later does not outlive it.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>When the member last proved who they are, by signing in or confirming it. Null with an access token, which proves nothing about this moment.</summary>
    public DateTimeOffset? SignedInAt { get; private init; }

    public bool IsSystem => Member is null;

    /// <summary>A runner on another machine, which has no roles and one permission.</summary>
    public bool IsRunner { get; private init; }

    /// <summary>A device of an edge fleet, which has no roles and one permission.</summary>
    public bool IsDevice { get; private init; }

    public static Actor ForMember(TenantId tenant, MemberId member, string name, IEnumerable<Role> roles, ActorOrigin origin) =>
        new(tenant, member, name, roles.ToFrozenSet(), origin);

    public static Actor ForRunner(TenantId tenant, MemberId account, string name) => new(tenant, account, name, FrozenSet<Role>.Empty, ActorOrigin.Api) { IsRunner = true };

    public static Actor ForDevice(TenantId tenant, MemberId account, string name) => new(tenant, account, name, FrozenSet<Role>.Empty, ActorOrigin.Api) { IsDevice = true };

    public static Actor ForJob(TenantId tenant, string job) => new(tenant, null, $"job {job}", FrozenSet<Role>.Empty, ActorOrigin.Job);

    public static Actor ForCommand(TenantId tenant, string command) => new(tenant, null, $"command {command}", FrozenSet<Role>.Empty, ActorOrigin.Command);

    public Actor WithEnd(DateTimeOffset until) => this with { Until = until };

    public Actor WithSignIn(DateTimeOffset? at) => this with { SignedInAt = at };

    public Actor WithRoles(IEnumerable<Role> roles) => this with { Roles = roles.ToFrozenSet() };
}
