using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>Environments and policies of one demo tenant, made by the people whose work that is. What is there already is left alone.</summary>
public sealed class DemoPlaces(PortalDatabase database, DemoMembers members, CreateEnvironment create, AddDefaultPolicies policies)
{
    public async Task RunAsync(TenantRow tenant, DemoTenant plan, CancellationToken ct)
    {
        var administrator = await members.WithAsync(Role.TenantAdministrator, tenant, ct);
        foreach (var environment in plan.Environments)
        {
            if (!await IsThereAsync(tenant, environment.Name, ct))
            {
                Must(await create.RunAsync(
                    administrator,
                    new CreateEnvironmentRequest(environment.Name, environment.Purpose, environment.Placement, environment.Region, environment.Description)
                    {
                        Terms = new EnvironmentTerms(environment.Capacity, environment.Slots, environment.PriceClass, environment.AllowedClassifications),
                    },
                    ct));
            }
        }

        Must(await policies.RunAsync(await members.WithAsync(Role.ComplianceOfficer, tenant, ct), ct));
    }

    private async Task<bool> IsThereAsync(TenantRow tenant, string environment, CancellationToken ct)
    {
        var name = Names.Normalize(environment);
        await using var db = database.Open(tenant.Id);
        return await db.Environments.AnyAsync(row => row.NormalizedName == name, ct);
    }

    /// <summary>A refusal of the plan is a defect of the plan.</summary>
    private static void Must<T>(Outcome<T> outcome)
    {
        if (!outcome.IsOk)
        {
            throw new InvalidDataException($"seed/demo.json was refused: {outcome.Refusal.Sentence}");
        }
    }
}
