namespace Portal.Core.Tenancy;

public enum Role
{
    DataScientist,
    Reviewer,
    ComplianceOfficer,
    Auditor,
    Executive,
    TenantAdministrator,
}
