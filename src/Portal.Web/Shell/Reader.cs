using System.Security.Claims;

namespace Portal.Web.Shell;

/// <summary>Who reads the page, as the frame shows them. What they may do is asked elsewhere, from the database.</summary>
public sealed record Reader(string Name, string Email, string Organisation, IReadOnlyList<string> Roles)
{
    /// <summary>The claim that holds the organisation's name.</summary>
    public const string OrganisationClaim = "portal:organisation";

    public static Reader Nobody { get; } = new("", "", "", []);

    public static Reader From(ClaimsPrincipal user) => user.Identity?.IsAuthenticated != true
        ? Nobody
        : new Reader(
            user.FindFirstValue(ClaimTypes.Name) ?? "",
            user.FindFirstValue(ClaimTypes.Email) ?? "",
            user.FindFirstValue(OrganisationClaim) ?? "",
            [.. user.FindAll(ClaimTypes.Role).Select(role => role.Value)]);
}
