using Portal.Core.Tenancy;

namespace Portal.Web.Shell;

/// <summary>Which entries a member sees, under which headings, in which order: grouped by what people of a role do.</summary>
public static class NavigationPlan
{
    private static readonly (string Role, (string? Label, string[] Keys)[] Groups)[] s_plans =
    [
        ("ComplianceOfficer", Deciding),
        ("Reviewer", Deciding),
        ("DataScientist", Building),
        ("TenantAdministrator", Building),
        ("Auditor", Proving),
        ("Executive", Leading),
    ];

    private static (string?, string[])[] Building =>
    [
        (null, ["home"]),
        ("Build", ["use-cases", "models", "datasets", "evaluations", "experiments"]),
        ("Run", ["promotions", "exceptions", "environments", "freezes", "monitoring", "incidents"]),
        ("Account for", ["costs", "placement", "audit", "compliance"]),
        ("Manage", ["policies", "jobs", "tokens"]),
    ];

    private static (string?, string[])[] Deciding =>
    [
        (null, ["home"]),
        ("Decide", ["promotions", "use-cases", "policies", "exceptions", "freezes"]),
        ("Watch", ["incidents", "models", "environments", "evaluations", "monitoring", "experiments"]),
        ("Prove", ["audit", "datasets", "compliance"]),
        ("Manage", ["jobs", "tokens"]),
    ];

    private static (string?, string[])[] Proving =>
    [
        (null, ["home"]),
        ("Prove", ["audit", "compliance"]),
        ("Look into", ["use-cases", "models", "datasets", "evaluations", "experiments", "promotions", "exceptions", "environments", "freezes", "incidents", "policies"]),
        ("Manage", ["tokens"]),
    ];

    private static (string?, string[])[] Leading =>
    [
        (null, ["home"]),
        ("Account for", ["costs", "placement", "compliance", "audit"]),
        ("Decide", ["use-cases"]),
        ("Watch", ["models", "environments", "freezes", "promotions", "exceptions", "monitoring", "incidents", "experiments"]),
        ("Manage", ["tokens"]),
    ];

    private static readonly string[] s_administration = ["members", "teams", "policies", "jobs", "runners", "webhooks", "tokens"];

    /// <summary>The plan of the member's first matching role; administrators get the administration with it.</summary>
    public static IReadOnlyList<NavigationGroup> For(IReadOnlyList<string> roles, IEnumerable<NavigationEntry> entries)
    {
        var known = entries.Where(entry => entry.Needs is not { } right || RoleRules.RolesWith(right).Any(role => roles.Contains(role.ToString(), StringComparer.Ordinal))).ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        var groups = s_plans.FirstOrDefault(plan => roles.Contains(plan.Role, StringComparer.Ordinal)).Groups ?? [(null, ["home"])];
        if (roles.Contains("TenantAdministrator", StringComparer.Ordinal))
        {
            groups = [.. groups.Where(group => group.Label != "Manage"), ("Manage", s_administration)];
        }

        var shown = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. groups
                .Select(group => new NavigationGroup(group.Label, [.. group.Keys.Where(key => known.ContainsKey(key) && shown.Add(key)).Select(key => known[key])]))
                .Where(group => group.Entries.Count > 0),
        ];
    }
}
