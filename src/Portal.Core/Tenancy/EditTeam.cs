using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;

namespace Portal.Core.Tenancy;

/// <param name="Revision">Of the team as the person saw it.</param>
public sealed record EditTeamRequest(TeamId Team, long Revision, string Name, string? CostCentre);

/// <summary>Renames a team or gives it another cost centre. Its members and models stay with it.</summary>
public sealed class EditTeam(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, EditTeamRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var team = await unit.Db.Teams.SingleOrDefaultAsync(row => row.Id == request.Team, ct);
        if (team is null)
        {
            return Refusal.NotFound("This team");
        }

        var subject = new AuditSubject("team", team.Id.ToString(), team.Name);
        if (unit.Refuses(Permission.ManageMembers) is { } forbidden)
        {
            return await unit.RefuseAsync("team.edit", subject, forbidden, ct);
        }

        if (request.Revision != team.Revision)
        {
            return Refusal.Stale("This team");
        }

        if (AddTeam.Refuses(request.Name, request.CostCentre) is { } invalid)
        {
            return invalid;
        }

        var normalized = Names.Normalize(request.Name);
        if (await unit.Db.Teams.AnyAsync(row => row.Id != team.Id && row.NormalizedName == normalized, ct))
        {
            return AddTeam.Taken(request.Name);
        }

        var before = Describe(team);
        (team.Name, team.NormalizedName, team.CostCentre) = (request.Name.Trim(), normalized, AddTeam.CostCentre(request.CostCentre));
        unit.Record("team.edited", subject, details: new JsonObject { ["before"] = before, ["after"] = Describe(team) });
        return await unit.CommitAsync(default(Done), ct);
    }

    private static JsonObject Describe(Team team) => new() { ["name"] = team.Name, ["costCentre"] = team.CostCentre };
}
