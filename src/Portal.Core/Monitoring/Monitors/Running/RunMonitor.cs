using Microsoft.Extensions.Logging;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Monitors;

/// <summary>How an attempt ended.</summary>
internal enum AttemptEnd
{
    Measured,
    Broke,
    TimedOut,
    Cancelled,

    /// <summary>The node goes down: the run goes back to the queue, and the attempt does not count.</summary>
    HandedBack,
}

/// <summary>Carries out one claimed run on this node.</summary>
internal sealed partial class RunMonitor(
    PortalDatabase database, IWindowMeter meter, TimeProvider clock, RunningMonitors running, EndMonitorRun end, MonitorOptions options, ILogger<RunMonitor> log)
{
    /// <param name="shutdown">The node goes down: the run goes back to the queue.</param>
    public async Task RunAsync(ClaimedRun claim, CancellationToken shutdown)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown, timeout.Token);
        using var done = new CancellationTokenSource();
        using var entered = running.Enter(claim.Id, stop);
        var heartbeat = new MonitorHeartbeat(database, clock, claim, log);
        var beating = heartbeat.RunAsync(stop, done.Token);
        WindowMeasured? measured = null;
        var ended = AttemptEnd.Measured;
        try
        {
            measured = await meter.MeasureAsync(claim, heartbeat.Tell, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            ended = shutdown.IsCancellationRequested ? AttemptEnd.HandedBack : timeout.IsCancellationRequested ? AttemptEnd.TimedOut : AttemptEnd.Cancelled;
        }
        catch (Exception broken)
        {
            Log.Broke(log, claim.Monitor.Name, claim.Id.Value, broken);
            ended = AttemptEnd.Broke;
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }

        if (!heartbeat.LeaseLost)
        {
            // From here on the outcome is written whatever happens to the node: a second run would only repeat the work.
            await end.RunAsync(claim, ended, measured, CancellationToken.None);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1502, Level = LogLevel.Error, Message = "Monitor {Monitor} broke in run {Run}")]
        public static partial void Broke(ILogger logger, string monitor, Guid run, Exception exception);
    }
}
