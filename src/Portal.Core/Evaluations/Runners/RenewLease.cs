using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Runners;

/// <summary>Takes a runner's progress as the sign that it is still at it. A lease that has run out is not revived: somebody else may have it.</summary>
public sealed class RenewLease(PortalDatabase database, RunnerDoor door, EvaluationOptions options, TimeProvider clock)
{
    private const int LongestPhase = 40;

    public async Task<Outcome<LeaseRenewed>> RunAsync(Actor actor, Guid lease, ScoringProgress progress, CancellationToken ct)
    {
        if (await door.FindAsync(actor, ct) is not { } runner)
        {
            return Refusal.NotFound("This lease");
        }

        if (Names.RefusesText("phase", progress.Phase, LongestPhase) is { } invalid)
        {
            return invalid;
        }

        var now = clock.GetUtcNow();
        var (owner, until) = (LeaseHolder.OwnerOf(lease), now.AddSeconds(options.RunnerLeaseSeconds));
        await using var db = database.Open(actor.Tenant);
        var mine = db.Evaluations.Where(row => row.RunnerId == runner.Id && row.LeaseOwner == owner && row.State == EvaluationState.Running);
        var renewed = await mine.Where(row => row.LeaseUntil >= now).ExecuteUpdateAsync(
            row => row.SetProperty(beat => beat.LeaseUntil, until)
                .SetProperty(beat => beat.Phase, progress.Phase)
                .SetProperty(beat => beat.RowsDone, Math.Max(0, progress.RowsDone)),
            ct);
        return renewed == 1
            ? new LeaseRenewed(options.RunnerLeaseSeconds, await mine.AnyAsync(row => row.CancelRequested, ct))
            : EvaluationLeases.Lost;
    }
}
