using Portal.Core.Evaluations.Measuring;
using Portal.Core.Registry;
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
        if ((EvaluationRules.RefusesDataset(rules, claim.Dataset.Columns) ?? EvaluationRules.RefusesRows(claim.Task, claim.Dataset.RowCount) ?? await BrokenAsync(claim, ct)) is { } refused)
        {
            return new(null, refused);
        }

        return claim.Task == ModelTask.TextGeneration ? await CompareTextsAsync(claim, heartbeat, ct) : await ScoreAsync(claim, heartbeat, ct);
    }

    private async Task<ScoringAnswer<MadeEvidence>> ScoreAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        var table = store.PathOf(claim.Tenant, claim.Dataset.Digest);
        var spec = ScoringSpecOf.Version(claim.Task, rules, store.PathOf(claim.Tenant, claim.Version.Digest), table, claim.Dataset.RowCount, options);
        var scored = await scoring.ScoreAsync(spec, heartbeat.Tell, ct);
        if (scored.Failure is not null)
        {
            return new(null, scored.Failure);
        }

        heartbeat.Tell(new ScoringProgress("measuring", scored.Value!.Report.Rows, claim.Dataset.RowCount));
        var truth = await TruthAsync(claim, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        if (truth.Value!.Rows != scored.Value.Report.Rows)
        {
            return new(null, new ScoringFailure(FailureKind.Crashed, "rows-differ", "The scoring process gave another number of scores than the dataset has rows; they were thrown away."));
        }

        var measurement = Measurement.Of(claim.Task, rules, scored.Value.Scores, truth.Value);
        return Judge(claim, MeasuredOutputs.Of(scored.Value.Report), truth.Value, measurement, Timings(scored.Value.Report));
    }

    /// <summary>No model runs: the version's table holds what one wrote elsewhere.</summary>
    private async Task<ScoringAnswer<MadeEvidence>> CompareTextsAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        heartbeat.Tell(new ScoringProgress("measuring", 0, claim.Dataset.RowCount));
        var truth = await TruthAsync(claim, ct);
        if (truth.Failure is not null)
        {
            return new(null, truth.Failure);
        }

        var references = (TextTruth)truth.Value!.Other!;
        await using var outputs = store.OpenRead(claim.Tenant, claim.Version.Digest);
        var joined = references.Join(outputs, claim.Version.Scoring, ct);
        return joined.Failure is not null
            ? new(null, joined.Failure)
            : Judge(claim, MeasuredOutputs.Of(claim.Version.Digest, joined.Value!), truth.Value, new TextMeasurement(joined.Value!.Texts, references), timings: null);
    }

    private static ScoringAnswer<MadeEvidence> Judge(ClaimedEvaluation claim, MeasuredOutputs outputs, TruthTable truth, Measurement measurement, EvaluationTimings? timings) =>
        measurement.Refusal is { } useless
            ? new(null, useless)
            : new(new MadeEvidence(EvidenceOf.Make(claim, outputs, truth, measurement), timings), null);

    private async Task<ScoringAnswer<TruthTable>> TruthAsync(ClaimedEvaluation claim, CancellationToken ct)
    {
        await using var content = store.OpenRead(claim.Tenant, claim.Dataset.Digest);
        return TruthTable.Read(content, claim.Task, claim.Version.Scoring, claim.Dataset.Columns, ct);
    }

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

/// <summary>Evidence that is not stored yet, with the times beside it; none where no model ran.</summary>
internal sealed record MadeEvidence(EvaluationEvidence Evidence, EvaluationTimings? Timings);
