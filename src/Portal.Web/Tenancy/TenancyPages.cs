using Portal.Core.Tenancy;
using Portal.Web.Shell;

namespace Portal.Web.Tenancy;

/// <summary>Members, teams and tokens: the pages of the organisation itself.</summary>
public static class TenancyPages
{
    public static IServiceCollection AddTenancyPages(this IServiceCollection services) => services.AddNavigation(
        new NavigationEntry("members", "Members", "/members", "member", Permission.ManageMembers),
        new NavigationEntry("teams", "Teams", "/teams", "team"),
        new NavigationEntry("tokens", "Access tokens", "/tokens", "key"));

    /// <summary>"Data scientist, reviewer".</summary>
    public static string Titles(IEnumerable<Role> roles)
    {
        var words = string.Join(", ", roles.Order().Select(role => role.InWords()));
        return words.Length == 0 ? "No role" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What people of a role do here, in a few words.</summary>
    public static string Does(Role role) => role switch
    {
        Role.DataScientist => "registers versions, asks for promotion",
        Role.Reviewer => "decides on promotions",
        Role.ComplianceOfficer => "decides, waives, edits policies",
        Role.Auditor => "searches and verifies the trail",
        Role.Executive => "sees what is live and who allowed it",
        Role.TenantAdministrator => "manages members and environments",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
