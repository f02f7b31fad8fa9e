using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>The demo's people as actors: what the demo does, one of them does, with the rights that they have.</summary>
public sealed class DemoMembers(TenantDirectory directory)
{
    /// <exception cref="InvalidOperationException">Nobody of the tenant has the role.</exception>
    public async Task<Actor> WithAsync(Role role, TenantRow tenant, CancellationToken ct)
    {
        var member = (await directory.EverybodyAsync(ct)).First(row => row.Tenant == tenant.Id && row.Roles.Contains(role));
        return Actor.ForMember(tenant.Id, member.Member, member.Email, member.Roles, ActorOrigin.Command);
    }
}
