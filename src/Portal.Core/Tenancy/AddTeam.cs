using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

public sealed record AddTeamRequest(string Name, string? CostCentre = null);

public sealed class AddTeam(AuditTrail trail)
{
    public async Task<Outcome<TeamId>> RunAsync(Actor actor, AddTeamRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var team = new Team
        {
            TenantId = actor.Tenant,
            Id = TeamId.New(),
            Name = request.Name.Trim(),
            NormalizedName = Names.Normalize(request.Name),
            CostCentre = CostCentre(request.CostCentre),
        };
        var subject = new AuditSubject("team", team.Id.ToString(), team.Name);
        if (unit.Refuses(Permission.ManageMembers) is { } forbidden)
        {
            return await unit.RefuseAsync("team.add", subject, forbidden, ct);
        }

        if (Refuses(request.Name, request.CostCentre) is { } invalid)
        {
            return invalid;
        }

        if (await unit.Db.Teams.AnyAsync(row => row.NormalizedName == team.NormalizedName, ct))
        {
            return Taken(team.Name);
        }

        unit.Db.Teams.Add(team);
        unit.Record("team.added", subject);
        return await unit.CommitAsync(team.Id, ct);
    }

    internal static string? CostCentre(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();

    internal static Refusal? Refuses(string name, string? costCentre) =>
        Names.RefusesText("name", name) ?? (CostCentre(costCentre) is { } centre ? Names.RefusesText("costCentre", centre, Team.LongestCostCentre) : null);

    internal static Refusal Taken(string name) => new(RefusalKind.Conflict, "team.taken", $"There is a team called {name.Trim()} already.", "Choose another name.");
}
