using System.Collections.Frozen;

namespace Portal.Core.Tenancy;

/// <summary>Which role carries which permission: one table, asked by acts before they act and by pages before they show a button.</summary>
public static class RoleRules
{
    private static readonly FrozenDictionary<Permission, Role[]> s_roles = new Dictionary<Permission, Role[]>
    {
        [Permission.ManageDatasets] = [Role.DataScientist],
        [Permission.ManageModels] = [Role.DataScientist],
        [Permission.ClassifyModels] = [Role.ComplianceOfficer],
        [Permission.RegisterVersion] = [Role.DataScientist],
        [Permission.EvaluateVersion] = [Role.DataScientist, Role.Reviewer, Role.ComplianceOfficer],

        // Not who waits for a result: everybody's own is urgent.
        [Permission.PutFirst] = [Role.Reviewer, Role.ComplianceOfficer, Role.TenantAdministrator],

        // Whoever has an idea may propose it; who audits has none.
        [Permission.ProposeUseCase] = [Role.DataScientist, Role.Reviewer, Role.ComplianceOfficer, Role.Executive, Role.TenantAdministrator],
        [Permission.SitOnBoard] = [Role.Reviewer, Role.ComplianceOfficer, Role.Executive],
        [Permission.RequestPromotion] = [Role.DataScientist],
        [Permission.GrantException] = [Role.ComplianceOfficer],
        [Permission.EditPolicy] = [Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.ManageEnvironments] = [Role.TenantAdministrator],
        [Permission.RollBack] = [Role.Reviewer, Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.ManageRollouts] = [Role.Reviewer, Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.PlanFreezes] = [Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.BreakGlass] = [Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.ReadAudit] = [Role.Auditor, Role.ComplianceOfficer, Role.TenantAdministrator],
        [Permission.ManageMembers] = [Role.TenantAdministrator],
        [Permission.ManageRunners] = [Role.TenantAdministrator],
        [Permission.ManageMonitors] = [Role.DataScientist, Role.ComplianceOfficer],
        [Permission.ManageJobs] = [Role.TenantAdministrator],
        [Permission.SendObservations] = [Role.DataScientist],
        [Permission.HandleIncidents] = [Role.DataScientist, Role.Reviewer, Role.ComplianceOfficer],
        [Permission.ManageWebhooks] = [Role.TenantAdministrator],
        [Permission.ManageExperiments] = [Role.DataScientist],
        [Permission.ManageCosts] = [Role.TenantAdministrator, Role.Executive],
        [Permission.SendUsage] = [Role.DataScientist, Role.TenantAdministrator],
        [Permission.ManageBudgets] = [Role.Executive, Role.TenantAdministrator],
        [Permission.DecideSavings] = [Role.DataScientist, Role.Executive, Role.TenantAdministrator],
        [Permission.ManagePlacements] = [Role.DataScientist, Role.Executive, Role.TenantAdministrator],
        [Permission.RunEvaluations] = [],
        [Permission.ManageFleets] = [Role.TenantAdministrator],
        [Permission.ReportFromDevice] = [],

        // Who brings the data, and who answers for fairness; whoever only decides or pays needs no person's attributes.
        [Permission.ReadProtectedAttributes] = [Role.DataScientist, Role.ComplianceOfficer, Role.Auditor],
    }.ToFrozenDictionary();

    public static IReadOnlyList<Role> RolesWith(Permission permission) => s_roles[permission];

    /// <summary>Null when allowed, else the refusal that names the roles that may.</summary>
    /// <param name="oneOf">Any of these is enough.</param>
    public static Refusal? Refuses(Actor actor, params Permission[] oneOf)
    {
        if (actor.IsRunner || oneOf.Contains(Permission.RunEvaluations))
        {
            return RefusesRunner(actor, oneOf);
        }

        if (actor.IsDevice || oneOf.Contains(Permission.ReportFromDevice))
        {
            return RefusesDevice(actor, oneOf);
        }

        var allowed = oneOf.SelectMany(permission => s_roles[permission]).Distinct().ToList();
        if (actor.IsSystem || allowed.Exists(actor.Roles.Contains))
        {
            return null;
        }

        var roles = string.Join(" or ", allowed.Select(RoleNames.InWords));
        return new(RefusalKind.Forbidden, "forbidden", $"This needs the role {roles}; you don't have it.", "Ask somebody with that role, or a tenant administrator to give it to you.");
    }

    /// <summary>A runner does one thing, and nobody else does it: whatever roles its account might be given.</summary>
    private static Refusal? RefusesRunner(Actor actor, Permission[] oneOf) =>
        actor.IsRunner == oneOf.Contains(Permission.RunEvaluations)
            ? null
            : new(
                RefusalKind.Forbidden, "forbidden",
                actor.IsRunner ? "The token of a runner runs evaluations and nothing else." : "Only a runner does this, with the token that it was registered with.",
                actor.IsRunner ? "Use the token of a member." : "Register a runner on the page Runners.");

    private static Refusal? RefusesDevice(Actor actor, Permission[] oneOf) =>
        actor.IsDevice == oneOf.Contains(Permission.ReportFromDevice)
            ? null
            : new(
                RefusalKind.Forbidden, "forbidden",
                actor.IsDevice ? "The token of a device reads what that device should run, reports what it runs, and does nothing else." : "Only a device does this, with the token that it was registered with.",
                actor.IsDevice ? "Use the token of a member." : "Register a device on the page of its environment's fleet.");
}
