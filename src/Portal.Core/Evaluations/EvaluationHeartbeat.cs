using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Renews the lease of a running evaluation, shows its progress, and stops it when somebody cancelled it or the lease is lost.</summary>
internal sealed partial class EvaluationHeartbeat(PortalDatabase database, TimeProvider clock, ClaimedEvaluation claim, ILogger log)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private DateTimeOffset _heldUntil = clock.GetUtcNow() + EvaluationRules.Lease;
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
                await TryBeatAsync(done);
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

    /// <summary>A database that does not answer for a moment costs nothing: the lease holds meanwhile. Only when it has run out is it lost.</summary>
    private async Task TryBeatAsync(CancellationToken ct)
    {
        try
        {
            await BeatAsync(ct);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            LeaseLost = clock.GetUtcNow() >= _heldUntil;
            Log.NotRenewed(log, claim.Id.Value, broken);
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
        _heldUntil = until;
        CancelRequested = !LeaseLost && await mine.AnyAsync(row => row.CancelRequested, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "The lease of evaluation {Evaluation} could not be renewed; it is tried again as long as it holds")]
        public static partial void NotRenewed(ILogger logger, Guid evaluation, Exception exception);
    }
}
