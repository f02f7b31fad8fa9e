using System.Diagnostics;
using Portal.Scoring.Contract;

namespace Portal.Scoring.Serving;

/// <summary>Carries out one leased evaluation: fetches its files, scores them in a process of its own as the portal would, brings back the result.</summary>
internal sealed class LeaseRun(PortalWire wire, ArtifactCache cache, ScoringProcess scoring, string folder, DeviceWish device, ServeLog log)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for a connection that is gone for a minute; not for a disk that is full.</summary>
    private static readonly TimeSpan s_fetching = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(5);

    /// <param name="lease">What is held.</param>
    /// <param name="shutdown">This program is asked to end: the evaluation is handed back.</param>
    public async Task RunAsync(EvaluationLease lease, CancellationToken shutdown)
    {
        log.Say($"{lease.Subject}: began evaluation {lease.Evaluation}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = new CancellationTokenSource();
        var keeper = new LeaseKeeper(wire, lease, log);
        var keeping = keeper.RunAsync(stop, done.Token);
        var ended = false;
        try
        {
            ended = await WorkAsync(lease, keeper, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Below it is said why.
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }

        if (!ended && !keeper.Lost)
        {
            await HandBackAsync(lease, keeper.CancelRequested);
        }
    }

    /// <returns>Whether the portal has heard how it ended.</returns>
    private async Task<bool> WorkAsync(EvaluationLease lease, LeaseKeeper keeper, CancellationToken ct)
    {
        keeper.Tell(new ScoringProgress("fetching", 0, lease.Spec.RowsExpected));
        using var model = await FetchAsync(lease, lease.Model, ct);
        using var table = await FetchAsync(lease, lease.Table, ct);
        if (model is null || table is null)
        {
            return await FailAsync(lease, new ScoringFailure(FailureKind.Crashed, "artifact-not-fetched", "The runner could not get the model file or the dataset as the portal has it."), ct);
        }

        var (scores, probes) = (Path.Combine(folder, $"scores-{lease.Lease:N}"), Path.Combine(folder, $"probes-{lease.Lease:N}"));
        try
        {
            var scored = await scoring.ScoreToFileAsync(lease.Spec with { ModelPath = model.Path, TablePath = table.Path, Device = lease.Spec.Device.Or(device) }, scores, probes, keeper.Tell, ct);
            ct.ThrowIfCancellationRequested();
            if (scored.Value is not { } report)
            {
                return await FailAsync(lease, scored.Failure!, ct);
            }

            keeper.Tell(new ScoringProgress("measuring", report.Rows, report.Rows));
            return await CompleteAsync(lease, report, scores, probes, ct);
        }
        finally
        {
            File.Delete(scores);
            File.Delete(probes);
        }
    }

    private async Task<KeptFile?> FetchAsync(EvaluationLease lease, LeasedFile file, CancellationToken ct)
    {
        var (backoff, began) = (new Backoff(s_longestWait), Stopwatch.GetTimestamp());
        while (true)
        {
            var kept = await cache.GetAsync(file, async takeAsync => (await wire.FetchAsync(lease.Lease, file.Sha256, takeAsync, ct)).IsOk, ct);
            if (kept is not null || Stopwatch.GetElapsedTime(began) > s_fetching)
            {
                return kept;
            }

            await backoff.WaitAsync(ct);
        }
    }

    private async Task<bool> CompleteAsync(EvaluationLease lease, ScoringReport report, string scores, string probes, CancellationToken ct)
    {
        var answer = await TellAsync(stop => wire.CompleteAsync(lease.Lease, report, scores, probes, stop), ct);
        if (answer.Refusal is not { } refusal)
        {
            log.Say($"{lease.Subject}: done, {report.Rows} rows at {report.Timings.RowsPerSecond:0} rows a second");
            return true;
        }

        log.Say($"{lease.Subject}: the portal refused the result: {refusal.Sentence}");
        return refusal.IsLeaseLost || await FailAsync(lease, new ScoringFailure(FailureKind.Crashed, "result-refused", $"The portal refused the runner's result: {refusal.Sentence}"), ct);
    }

    private async Task<bool> FailAsync(EvaluationLease lease, ScoringFailure failure, CancellationToken ct)
    {
        log.Say($"{lease.Subject}: failed ({failure.Code}): {failure.Sentence}");
        await TellAsync(stop => wire.FailAsync(lease.Lease, failure, stop), ct);
        return true;
    }

    /// <summary>Says it again until somebody hears it; the keeper of the lease ends that.</summary>
    private static async Task<WireAnswer<WireDone>> TellAsync(Func<CancellationToken, Task<WireAnswer<WireDone>>> sayAsync, CancellationToken ct)
    {
        var backoff = new Backoff(s_longestWait);
        while (true)
        {
            var answer = await sayAsync(ct);
            if (answer.Unreachable is null)
            {
                return answer;
            }

            await backoff.WaitAsync(ct);
        }
    }

    /// <summary>A kindness: without it the lease runs out by itself.</summary>
    private async Task HandBackAsync(EvaluationLease lease, bool cancelled)
    {
        using var patience = new CancellationTokenSource(s_goodbye);
        try
        {
            await TellAsync(stop => wire.FailAsync(lease.Lease, new ScoringFailure(FailureKind.Cancelled, "cancelled", "The scoring was cancelled."), stop), patience.Token);
            log.Say(cancelled ? $"{lease.Subject}: stopped, as somebody wished" : $"{lease.Subject}: handed back");
        }
        catch (OperationCanceledException)
        {
            log.Say($"{lease.Subject}: could not be handed back; its lease runs out by itself");
        }
    }
}
