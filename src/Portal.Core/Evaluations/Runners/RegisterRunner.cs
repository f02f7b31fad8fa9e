using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <param name="Name">Stands in the trail and never changes.</param>
/// <param name="Region">Where the machine stands; models that are not allowed there never reach it.</param>
/// <param name="Days">How long its token lives, 1 to 366.</param>
public sealed record RegisterRunnerRequest(string Name, string Region, int Days);

/// <summary>The token exists in this answer only.</summary>
public sealed record RegisteredRunner(RunnerId Id, string Name, string Region, string Secret, DateTimeOffset ExpiresAt);

/// <summary>Makes a place for a runner, with an account of its own and the token of that account.</summary>
public sealed class RegisterRunner(AuditTrail trail)
{
    public async Task<Outcome<RegisteredRunner>> RunAsync(Actor actor, RegisterRunnerRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = RunnerId.New();
        var subject = new AuditSubject("runner", id.ToString(), request.Name);
        if (unit.Refuses(Permission.ManageRunners) is { } forbidden)
        {
            return await unit.RefuseAsync("runner.register", subject, forbidden, ct);
        }

        if ((Names.RefusesSlug("name", request.Name) ?? DatasetRules.RefusesRegion("region", request.Region) ?? CreateAccessToken.RefusesDays(request.Days)) is { } invalid)
        {
            return invalid;
        }

        var name = Names.Normalize(request.Name);
        if (await unit.Db.Runners.AnyAsync(row => row.NormalizedName == name, ct))
        {
            return new Refusal(RefusalKind.Conflict, "runner.taken", $"There is, or was, a runner called {request.Name}.", "Choose another name; the trail speaks of runners by theirs.");
        }

        var account = MachineAccount.AddRunner(unit, request.Name);
        var token = await MachineAccount.RenewTokenAsync(unit, account, request.Days, ct);
        var runner = new Runner
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            AccountId = account.Id,
            Name = request.Name,
            NormalizedName = name,
            Region = request.Region.Trim().ToLowerInvariant(),
            RegisteredBy = unit.Actor.Member,
            RegisteredAt = unit.Now,
        };
        unit.Db.Runners.Add(runner);
        unit.Record("runner.registered", subject, details: new JsonObject { ["region"] = runner.Region, ["token"] = MachineAccount.Describe(token) });
        return await unit.CommitAsync(new RegisteredRunner(id, runner.Name, runner.Region, token.Secret, token.ExpiresAt), ct);
    }
}
