using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Carries out one claimed evaluation: checks the bytes, lets the scoring process run, makes the evidence.</summary>
internal sealed class RunEvaluation(PortalDatabase database, ArtifactStore store, ScoringProcess scoring, EvaluationOptions options, TimeProvider clock, RunningEvaluations running, EndEvaluation end)
{
    /// <param name="shutdown">The node goes down: the evaluation goes back to the queue.</param>
    public async Task RunAsync(ClaimedEvaluation claim, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = new CancellationTokenSource();
        using var entered = running.Enter(claim.Id, stop);
        var heartbeat = new EvaluationHeartbeat(database, clock, claim);
        var beating = heartbeat.RunAsync(stop, done.Token);
        ScoringAnswer<MadeEvidence> made;
        try
        {
            made = await MakeAsync(claim, heartbeat, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            made = new(null, new ScoringFailure(FailureKind.Cancelled, "cancelled", "The evaluation was cancelled."));
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }

        if (heartbeat.LeaseLost)
        {
            return;
        }

        // From here on the outcome is written whatever happens to the node: a second run would only repeat the work.
        await end.RunAsync(claim, made, shutdown.IsCancellationRequested, CancellationToken.None);
    }

    private async Task<ScoringAnswer<MadeEvidence>> MakeAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        if ((EvaluationRules.RefusesDataset(rules, claim.Dataset.Columns) ?? await BrokenAsync(claim, ct)) is { } refused)
        {
            return new(null, refused);
        }

        var table = store.PathOf(claim.Tenant, claim.Dataset.Digest);
        var spec = ScoringSpecOf.Version(rules, store.PathOf(claim.Tenant, claim.Version.Digest), table, claim.Dataset.RowCount, options);
        using var unneeded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = ReadTruthAsync(claim, unneeded.Token);
        var scored = await scoring.ScoreAsync(spec, heartbeat.Tell, ct);
        if (scored.Failure is not null)
        {
            await unneeded.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new(null, scored.Failure);
        }

        heartbeat.Tell(new ScoringProgress("measuring", scored.Value!.Report.Rows, claim.Dataset.RowCount));
        var truth = await reading;
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        if (truth.Value!.Positive.Length != scored.Value.Scores.Length)
        {
            return new(null, new ScoringFailure(FailureKind.Crashed, "rows-differ", "The scoring process gave another number of scores than the dataset has rows; they were thrown away."));
        }

        var evidence = EvidenceOf.Make(claim, scored.Value, truth.Value);
        return new(new MadeEvidence(evidence, Timings(scored.Value.Report)), null);
    }

    /// <summary>Beside the scoring: both only read the same file.</summary>
    private Task<ScoringAnswer<TruthTable>> ReadTruthAsync(ClaimedEvaluation claim, CancellationToken ct) => Task.Run(
        async () =>
        {
            await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
            return TruthTable.Read(content, claim.Version.Scoring, claim.Dataset.Columns, claim.Dataset.RowCount, ct);
        },
        ct);

    /// <summary>Evidence names files by digest: what is on the disk must still be what was registered.</summary>
    private async Task<ScoringFailure?> BrokenAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        foreach (var (what, digest) in new[] { ("model file", claim.Version.Digest), ("dataset", claim.Dataset.Digest) })
        {
            if (!await store.IsWholeAsync(claim.Tenant, digest, ct))
            {
                return new(FailureKind.Refused, "artifact-damaged", $"The stored {what} is missing or no longer has the digest {digest.Hex[..12]}… that it was registered with. Restore the artifact store from its backup.");
            }
        }

        return null;
    }

    private static EvaluationTimings Timings(ScoringReport report) => new(
        report.Timings.LoadMilliseconds,
        report.Timings.LatencyP50Milliseconds ?? 0,
        report.Timings.LatencyP95Milliseconds ?? 0,
        report.Timings.LatencyP99Milliseconds ?? 0,
        report.Timings.LatencyCalls,
        report.Timings.RowsPerSecond,
        report.Timings.PeakMemoryBytes,
        $"{report.Device.Kind}: {report.Device.Name}, {report.Device.Threads} of {report.Device.Cores} cores used",
        $"ONNX Runtime {report.RuntimeVersion}",
        report.Isolation.Network);
}

/// <summary>Evidence that is not stored yet, with the times beside it.</summary>
internal sealed record MadeEvidence(EvaluationEvidence Evidence, EvaluationTimings Timings);
