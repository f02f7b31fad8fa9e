using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public enum MemberKind
{
    Person,
    ServiceAccount,

    /// <summary>The account of a runner on another machine: it has no roles, and its tokens run evaluations and nothing else.</summary>
    Runner,

    /// <summary>The account of a device of an edge fleet: it has no roles, and its tokens read what it should run and report what it runs.</summary>
    Device,
}

/// <summary>A person or a service account in one tenant. The same person in two tenants is two members with one e-mail address.</summary>
public sealed class Member : ITenantOwned, IRevised
{
    public const int LongestEmail = 254;

    public required TenantId TenantId { get; init; }

    public required MemberId Id { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public required string Name { get; set; }

    public required MemberKind Kind { get; init; }

    public TeamId? TeamId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set when the member may no longer sign in; the row stays, because the trail names it.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Changes when sessions must end: roles taken away, member disabled, signed out everywhere.</summary>
    public required Guid SecurityStamp { get; set; }

    public List<MemberRole> Roles { get; init; } = [];

    public long Revision { get; private set; }
}

public sealed class MemberRole : ITenantOwned
{
    public required TenantId TenantId { get; init; }

    public required MemberId MemberId { get; init; }

    public required Role Role { get; init; }
}
