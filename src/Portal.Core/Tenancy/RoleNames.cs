namespace Portal.Core.Tenancy;

public static class RoleNames
{
    /// <summary>The role as it stands in a sentence.</summary>
    public static string InWords(this Role role) => role switch
    {
        Role.DataScientist => "data scientist",
        Role.Reviewer => "reviewer",
        Role.ComplianceOfficer => "compliance officer",
        Role.Auditor => "auditor",
        Role.Executive => "executive",
        Role.TenantAdministrator => "tenant administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>One of those who have it: <c>a reviewer</c>, <c>an executive</c>.</summary>
    public static string OneInWords(this Role role) => $"{(role is Role.Auditor or Role.Executive ? "an" : "a")} {role.InWords()}";
}
