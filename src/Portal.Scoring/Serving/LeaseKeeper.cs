using System.Diagnostics;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>
/// Keeps one lease alive and tells the portal how far the scoring is. While the portal cannot be reached the scoring goes on, until
/// the lease has run out: from then on somebody else may have the evaluation.
/// </summary>
internal sealed class LeaseKeeper(PortalWire wire, EvaluationLease lease, ServeLog log)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private volatile ScoringProgress _progress = new("starting", 0, lease.Spec.RowsExpected);
    private long _renewed = Stopwatch.GetTimestamp();
    private TimeSpan _holds = TimeSpan.FromSeconds(lease.LeaseSeconds);

    /// <summary>What is found does not count any more, and nothing need be said about it.</summary>
    public bool Lost { get; private set; }

    /// <summary>Somebody asked for the end of the evaluation.</summary>
    public bool CancelRequested { get; private set; }

    private TimeSpan Left => _holds - Stopwatch.GetElapsedTime(_renewed);

    public void Tell(ScoringProgress progress) => _progress = progress;

    /// <summary>Renews until <paramref name="done"/>; cancels <paramref name="stop"/> when the work must end.</summary>
    public async Task RunAsync(CancellationTokenSource stop, CancellationToken done)
    {
        var beat = TimeSpan.FromSeconds(Math.Clamp(lease.LeaseSeconds / 10.0, s_shortest.TotalSeconds, s_longest.TotalSeconds));
        using var timer = new PeriodicTimer(beat);
        var reached = true;
        try
        {
            while (!Lost && !CancelRequested)
            {
                var asked = Stopwatch.GetTimestamp();
                var answer = await wire.RenewAsync(lease.Lease, _progress, Left > s_shortest ? Left : s_shortest, done);
                Understand(answer, asked, reached);
                reached = answer.Unreachable is null;
                if (!Lost && !CancelRequested)
                {
                    await timer.WaitForNextTickAsync(done);
                }
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    private void Understand(WireAnswer<LeaseRenewed> answer, long asked, bool reachedBefore)
    {
        if (answer.Value is { } renewed)
        {
            (_renewed, _holds) = (asked, TimeSpan.FromSeconds(renewed.LeaseSeconds));
            CancelRequested = renewed.CancelRequested;
            if (!reachedBefore)
            {
                log.Say($"{lease.Subject}: the portal is back, the lease still holds");
            }
        }
        else if (answer.Refusal is { IsLeaseLost: true })
        {
            log.Say($"{lease.Subject}: the portal has taken it back");
            Lost = true;
        }
        else if (Left <= TimeSpan.Zero)
        {
            log.Say($"{lease.Subject}: the lease has run out, {answer.Unreachable ?? answer.Refusal?.Sentence}; stopping");
            Lost = true;
        }
        else if (reachedBefore && answer.Unreachable is { } why)
        {
            log.Say($"{lease.Subject}: no connection ({why}); going on for {Left.TotalSeconds:0} s");
        }
    }
}
