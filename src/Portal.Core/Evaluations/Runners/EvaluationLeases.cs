using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Runners;

/// <summary>A lease as its runner speaks of it.</summary>
/// <param name="Open">False when this runner ended it before: it asks again because the answer was lost.</param>
internal sealed record NamedLease(Runner Runner, ClaimedEvaluation Claim, bool Open);

/// <summary>Finds what a runner holds, and takes it away.</summary>
public sealed class EvaluationLeases(PortalDatabase database, RunnerDoor door, EvaluationOptions options, TimeProvider clock)
{
    /// <summary>The answer to everything that is said for a lease which is not, or no longer, the runner's. One that never was is answered the same.</summary>
    internal static Refusal Lost { get; } = new(
        RefusalKind.Conflict, "lease.lost", "This lease has run out, or it is not yours.", "Throw away what you have for it: the evaluation waits again, or runs elsewhere.");

    internal async Task<Outcome<NamedLease>> FindAsync(Actor actor, Guid lease, CancellationToken ct)
    {
        if (await door.FindAsync(actor, ct) is not { } runner)
        {
            return Refusal.NotFound("This lease");
        }

        var owner = LeaseHolder.OwnerOf(lease);
        await using var db = database.Open(actor.Tenant);
        var row = await db.Evaluations.AsNoTracking().Where(row => row.RunnerId == runner.Id && row.LeaseOwner == owner).OrderByDescending(row => row.StartedAt)
            .Select(row => new { row.Id, row.State, row.LeaseOwner, row.LeaseUntil }).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return Lost;
        }

        var open = EvaluationRules.Holds(row.State, row.LeaseOwner, row.LeaseUntil, owner, clock.GetUtcNow());
        return open || EvaluationRules.EndedBy(row.State, row.LeaseOwner, owner)
            ? new NamedLease(runner, await ClaimEvaluation.LoadAsync(db, row.Id, LeaseHolder.Remote(lease, runner, options), ct), open)
            : Lost;
    }

    /// <summary>Puts a running evaluation back although its holder may still be at it; that try does not count.</summary>
    internal static void TakeBack(UnitOfWork unit, Evaluation evaluation, DateTimeOffset due, string why)
    {
        evaluation.State = evaluation.CancelRequested ? EvaluationState.Cancelled : EvaluationState.Queued;
        evaluation.EndedAt = evaluation.CancelRequested ? unit.Now : null;
        evaluation.LeaseOwner = null;
        evaluation.LeaseUntil = null;
        evaluation.Phase = null;
        evaluation.DueAt = due;
        evaluation.Attempt--;
        unit.Record(
            evaluation.CancelRequested ? "evaluation.ended" : "evaluation.requeued",
            new AuditSubject("evaluation", evaluation.Id.ToString(), $"evaluation {evaluation.Id}"),
            details: new JsonObject { ["attempt"] = evaluation.Attempt, ["state"] = evaluation.State.ToString(), ["why"] = why });
    }
}
