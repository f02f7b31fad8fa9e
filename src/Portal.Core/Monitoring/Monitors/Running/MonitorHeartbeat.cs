using Microsoft.Extensions.Logging;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>Renews the lease of a run, shows its progress, and stops it when somebody cancelled it or the lease is lost.</summary>
internal sealed partial class MonitorHeartbeat(PortalDatabase database, TimeProvider clock, ClaimedRun claim, ILogger log)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(2);

    private DateTimeOffset _heldUntil = clock.GetUtcNow() + MonitorRunRules.Lease;
    private double _progress;

    /// <summary>Somebody asked for the end.</summary>
    public bool CancelRequested { get; private set; }

    /// <summary>Another node has it now: whatever this one finds does not count.</summary>
    public bool LeaseLost { get; private set; }

    /// <param name="progress">0 to 1.</param>
    public void Tell(double progress) => Volatile.Write(ref _progress, progress);

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

    public async Task BeatAsync(CancellationToken ct)
    {
        var (until, progress) = (clock.GetUtcNow() + MonitorRunRules.Lease, Volatile.Read(ref _progress));
        await using var db = database.Open(claim.Tenant);
        var mine = db.MonitorRuns.Where(row => row.Id == claim.Id && row.State == MonitorRunState.Running && row.LeaseOwner == claim.Owner);
        LeaseLost = await mine.ExecuteUpdateAsync(row => row.SetProperty(beat => beat.LeaseUntil, until).SetProperty(beat => beat.Progress, progress), ct) != 1;
        _heldUntil = until;
        CancelRequested = !LeaseLost && await mine.AnyAsync(row => row.CancelRequested, ct);
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

    private static partial class Log
    {
        [LoggerMessage(EventId = 1501, Level = LogLevel.Warning, Message = "The lease of monitor run {Run} could not be renewed; it is tried again as long as it holds")]
        public static partial void NotRenewed(ILogger logger, Guid run, Exception exception);
    }
}
