using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.Stages;

/// <summary>
/// By what a stage knows its deciders, and a member is known, in one form that the database can compare: a stage is a member's when
/// they have a token in common.
/// </summary>
public static class DeciderTokens
{
    public const int Longest = 10 + Member.LongestEmail;

    public static string OfRole(Role role) => $"role:{role}";

    public static string OfTeam(string name) => $"team:{Names.Normalize(name)}";

    public static string OfMember(string email) => $"member:{Names.Normalize(email)}";

    public static IReadOnlyList<string> Of(Deciders deciders) =>
    [
        .. deciders.Roles.Select(OfRole),
        .. deciders.Team is { } team ? [OfTeam(team)] : Array.Empty<string>(),
        .. deciders.Members.Select(OfMember),
    ];

    public static IReadOnlyList<string> Of(IEnumerable<Role> roles, string? team, string email) =>
        [.. roles.Select(OfRole), .. team is { } name ? [OfTeam(name)] : Array.Empty<string>(), OfMember(email)];
}
