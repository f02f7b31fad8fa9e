using Portal.Core.Storage;

namespace Portal.Core.Costs.Charges;

/// <summary>Renews the lease of an import while it is read, shows its progress, and stops it when somebody cancelled it or the lease is lost.</summary>
internal sealed class ImportHeartbeat(PortalDatabase database, TimeProvider clock, ClaimedImport claim)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(2);

    private double _progress;

    public bool CancelRequested { get; private set; }

    /// <summary>Another node has it now: what this one read does not count.</summary>
    public bool LeaseLost { get; private set; }

    public void Tell(double progress) => Volatile.Write(ref _progress, progress);

    /// <summary>Beats until <paramref name="done"/>; cancels <paramref name="stop"/> when the work must end. Without the database the lease cannot be held: the import is read again.</summary>
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
        catch (Exception broken) when (broken is DbUpdateException or System.Data.Common.DbException)
        {
            LeaseLost = true;
            await stop.CancelAsync();
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        var (until, progress) = (clock.GetUtcNow() + ImportRules.Lease, Volatile.Read(ref _progress));
        await using var db = database.Open(claim.Tenant);
        var mine = db.ChargeImports.Where(row => row.Id == claim.Import.Id && row.State == ImportState.Reading && row.LeaseOwner == claim.Owner);
        LeaseLost = await mine.ExecuteUpdateAsync(row => row.SetProperty(beat => beat.LeaseUntil, until).SetProperty(beat => beat.Progress, progress), ct) != 1;
        CancelRequested = !LeaseLost && await mine.AnyAsync(row => row.CancelRequested, ct);
    }
}
