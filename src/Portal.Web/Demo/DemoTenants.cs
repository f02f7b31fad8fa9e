using Portal.Core;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Web.Demo;

/// <summary>
/// Makes the demo tenants with their teams and members, through the same acts that people use. A tenant that is there already is left
/// alone, so that running it again changes nothing.
/// </summary>
public sealed class DemoTenants(TenantDirectory directory, CreateTenant createTenant, AddTeam addTeam, AddMember addMember)
{
    /// <returns>The names of the tenants that were made.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var plan = await DemoPlan.ReadAsync(ct);
        var made = new List<string>();
        foreach (var tenant in plan.Tenants)
        {
            if (await directory.FindAsync(tenant.Name, ct) is null)
            {
                await MakeAsync(tenant, ct);
                made.Add(tenant.Name);
            }
        }

        return made;
    }

    private async Task MakeAsync(DemoTenant plan, CancellationToken ct)
    {
        var tenant = Must(await createTenant.RunAsync(new CreateTenantRequest(plan.Name, plan.Teams[0].Name), ct));
        var operatorOf = Actor.ForCommand(tenant, "seed");
        foreach (var team in plan.Teams.Skip(1))
        {
            Must(await addTeam.RunAsync(operatorOf, new AddTeamRequest(team.Name, team.CostCentre), ct));
        }

        foreach (var member in plan.Members)
        {
            Must(await addMember.RunAsync(operatorOf, new AddMemberRequest(member.Email, member.Name, MemberKind.Person, member.Roles, member.Team), ct));
        }
    }

    /// <summary>A refusal of the plan is a defect of the plan.</summary>
    private static T Must<T>(Outcome<T> outcome) =>
        outcome.IsOk ? outcome.Value : throw new InvalidDataException($"seed/demo.json was refused: {outcome.Refusal.Sentence}");
}
