using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <param name="Days">How long the new token lives, 1 to 366.</param>
public sealed record RenewRunnerTokenRequest(RunnerId Runner, int Days);

/// <summary>Gives a runner another token and ends the former one: before it runs out, or because somebody saw it.</summary>
public sealed class RenewRunnerToken(AuditTrail trail)
{
    public async Task<Outcome<RegisteredRunner>> RunAsync(Actor actor, RenewRunnerTokenRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var runner = await unit.Db.Runners.SingleOrDefaultAsync(row => row.Id == request.Runner, ct);
        if (runner is null)
        {
            return Refusal.NotFound("This runner");
        }

        var subject = new AuditSubject("runner", runner.Id.ToString(), runner.Name);
        if (unit.Refuses(Permission.ManageRunners) is { } forbidden)
        {
            return await unit.RefuseAsync("runner.renew-token", subject, forbidden, ct);
        }

        if (runner.RetiredAt is not null)
        {
            return RetireRunner.Retired(runner);
        }

        if (CreateAccessToken.RefusesDays(request.Days) is { } invalid)
        {
            return invalid;
        }

        var account = await unit.Db.Members.SingleAsync(row => row.Id == runner.AccountId, ct);
        var token = await MachineAccount.RenewTokenAsync(unit, account, request.Days, ct);
        unit.Record("runner.token-renewed", subject, details: new JsonObject { ["token"] = MachineAccount.Describe(token) });
        return await unit.CommitAsync(new RegisteredRunner(runner.Id, runner.Name, runner.Region, token.Secret, token.ExpiresAt), ct);
    }
}
