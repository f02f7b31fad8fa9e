using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

public sealed record RetireRunnerRequest(RunnerId Runner, string? Reason = null);

/// <summary>Ends a runner for good: its token is dead at once, and what it runs goes back to the queue. Its name stays in the trail.</summary>
public sealed class RetireRunner(AuditTrail trail, WorkSignal signal)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RetireRunnerRequest request, CancellationToken ct)
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
            return await unit.RefuseAsync("runner.retire", subject, forbidden, ct);
        }

        if (runner.RetiredAt is not null)
        {
            return Retired(runner);
        }

        runner.RetiredAt = unit.Now;
        await MachineAccount.CloseAsync(unit, runner.AccountId, ct);
        var held = await unit.Db.Evaluations.Where(row => row.State == EvaluationState.Running && row.RunnerId == runner.Id).ToListAsync(ct);
        held.ForEach(evaluation => EvaluationLeases.TakeBack(unit, evaluation, unit.Now, $"the runner {runner.Name} was retired"));
        unit.Record("runner.retired", subject, request.Reason, new JsonObject { ["requeued"] = held.Count });
        var outcome = await unit.CommitAsync(default(Done), ct);
        signal.Raise();
        return outcome;
    }

    internal static Refusal Retired(Runner runner) => new(RefusalKind.Conflict, "runner.retired", $"{runner.Name} is retired already.", "Register another runner.");
}
