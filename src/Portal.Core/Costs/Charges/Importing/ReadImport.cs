using Microsoft.Extensions.Logging;

namespace Portal.Core.Costs.Charges;

/// <summary>Carries out one claimed import on this node.</summary>
internal sealed partial class ReadImport(
    Storage.PortalDatabase database, TimeProvider clock, StageCharges stage, EndImport end, RemoveStagedRows remove, RunningImports running, ILogger<ReadImport> log)
{
    /// <param name="shutdown">The node goes down: the import goes back to the queue.</param>
    public async Task RunAsync(ClaimedImport claim, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = new CancellationTokenSource();
        using var entered = running.Enter(claim.Import.Id, stop);
        var heartbeat = new ImportHeartbeat(database, clock, claim);
        var beating = heartbeat.RunAsync(stop, done.Token);
        Outcome<StagedImport>? staged = null;
        Exception? broken = null;
        try
        {
            // What an attempt before left behind, when its node died.
            await remove.RunAsync(claim.Tenant, claim.Number, keepRejections: false, stop.Token);

            // SQLite's methods and file reads come back on the caller's thread; a whole file is read beside it.
            staged = await Task.Run(() => stage.RunAsync(claim, heartbeat.Tell, stop.Token), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Said below.
        }
        catch (Exception defect)
        {
            broken = defect;
            Log.Broke(log, claim.Number, defect);
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }

        // From here on the outcome is written whatever happens to the node.
        if (!heartbeat.LeaseLost)
        {
            await EndAsync(claim, staged, broken, shutdown.IsCancellationRequested);
        }
    }

    private async Task EndAsync(ClaimedImport claim, Outcome<StagedImport>? staged, Exception? broken, bool goesDown)
    {
        if (staged is { IsOk: true } && await end.SucceedAsync(claim, staged.Value, CancellationToken.None) != ImportEnding.Cancelled)
        {
            return;
        }

        if (staged is null && goesDown)
        {
            await end.HandBackAsync(claim, counts: false, CancellationToken.None);
            return;
        }

        if (broken is not null && claim.Import.Attempt < ImportRules.MaxAttempts)
        {
            await end.HandBackAsync(claim, counts: true, CancellationToken.None);
            return;
        }

        await remove.RunAsync(claim.Tenant, claim.Number, keepRejections: false, CancellationToken.None);
        var (state, why) = staged?.Refusal is { } refusal ? (ImportState.Failed, refusal.Sentence)
            : broken is not null ? (ImportState.Failed, "Reading the file broke, several times. It is not tried again by itself; what happened stands in the log.")
            : (ImportState.Cancelled, "The import was cancelled while it was read. Nothing was imported.");
        await end.FailAsync(claim, state, why, null, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2200, Level = LogLevel.Error, Message = "Import {Number} of charges broke")]
        public static partial void Broke(ILogger logger, int number, Exception exception);
    }
}
