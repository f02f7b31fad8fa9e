namespace Portal.Web.Registry;

/// <summary>The parts of a version's page; the address says which one is open.</summary>
public enum VersionTab
{
    Evidence,
    Signature,
    Lineage,
    Deployments,
    History,
}
