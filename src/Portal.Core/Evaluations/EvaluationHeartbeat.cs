using Portal.Core.Storage;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Renews the lease of a running evaluation, shows its progress, and stops it when somebody cancelled it or the lease is lost.</summary>
internal sealed class EvaluationHeartbeat(PortalDatabase database, TimeProvider clock, ClaimedEvaluation claim)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private volatile ScoringProgress? _progress;

    /// <summary>Somebody asked for the end.</summary>
    public bool CancelRequested { get; private set; }

    /// <summary>Another node has it now: whatever this one finds does not count.</summary>
    public bool LeaseLost { get; private set; }

    public void Tell(ScoringProgress progress) => _progress = progress;

    /// <summary>Beats until <paramref name="done"/>; cancels <paramref name="stop"/> when the work must end.</summary>
    public async Task RunAsync(CancellationTokenSource stop, CancellationToken done)
    {
        using var timer = new PeriodicTimer(s_beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                await BeatAsync(done);
                if (CancelRequested || LeaseLost)
                {
                    await stop.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    public async Task BeatAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() + claim.Holder.Lease;
        var progress = _progress;
        await using var db = database.Open(claim.Tenant);
        var mine = db.Evaluations.Where(row => row.Id == claim.Id && row.State == EvaluationState.Running && row.LeaseOwner == claim.Holder.Owner);
        var renewed = progress is null
            ? await mine.ExecuteUpdateAsync(row => row.SetProperty(beat => beat.LeaseUntil, until), ct)
            : await mine.ExecuteUpdateAsync(
                row => row.SetProperty(beat => beat.LeaseUntil, until)
                    .SetProperty(beat => beat.Phase, progress.Phase)
                    .SetProperty(beat => beat.RowsDone, progress.RowsDone),
                ct);
        LeaseLost = renewed != 1;
        CancelRequested = !LeaseLost && await mine.AnyAsync(row => row.CancelRequested, ct);
    }
}
