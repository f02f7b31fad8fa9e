using Microsoft.Extensions.Logging;
using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Carries out one claimed evaluation on this node: checks the bytes, lets the scoring process run, makes the evidence.</summary>
internal sealed class RunEvaluation(
    PortalDatabase database, ArtifactStore store, ScoringProcess scoring, MeasureScores measure, EvaluationOptions options, TimeProvider clock, RunningEvaluations running, EndEvaluation end, ILogger<RunEvaluation> log)
{
    /// <param name="shutdown">The node goes down: the evaluation goes back to the queue.</param>
    public async Task RunAsync(ClaimedEvaluation claim, CancellationToken shutdown)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = new CancellationTokenSource();
        using var entered = running.Enter(claim.Id, stop);
        var heartbeat = new EvaluationHeartbeat(database, clock, claim, log);
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
        await end.RunAsync(claim, made, shutdown.IsCancellationRequested ? "the node went down" : null, CancellationToken.None);
    }

    private async Task<ScoringAnswer<MadeEvidence>> MakeAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        if ((EvaluationRules.RefusesDataset(rules, claim.Version.InputNames(), claim.Dataset.Columns) ?? EvaluationRules.RefusesRows(claim.Task, claim.Dataset.RowCount) ?? await measure.BrokenAsync(claim, ct)) is { } refused)
        {
            return new(null, refused);
        }

        return claim.Task == ModelTask.TextGeneration ? await CompareAsync(claim, heartbeat, ct) : await ScoreAsync(claim, heartbeat, ct);
    }

    private Task<ScoringAnswer<MadeEvidence>> CompareAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        heartbeat.Tell(new ScoringProgress("measuring", 0, claim.Dataset.RowCount));
        return measure.CompareTextsAsync(claim, ct);
    }

    private async Task<ScoringAnswer<MadeEvidence>> ScoreAsync(ClaimedEvaluation claim, EvaluationHeartbeat heartbeat, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        var table = store.PathOf(claim.Tenant, claim.Dataset.Digest);
        var spec = ScoringSpecOf.Version(claim.Task, rules, store.PathOf(claim.Tenant, claim.Version.Digest), table, claim.Dataset.RowCount, claim.Device.Or(options.Wish), options) with
        {
            Probes = Explained.PlanOf(claim.Task, claim.Dataset.Columns, options),
        };

        // Beside the scoring: both only read the same file.
        using var unneeded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => measure.ReadAsync(claim, unneeded.Token), unneeded.Token);
        var scored = await scoring.ScoreAsync(spec, heartbeat.Tell, ct);
        if (scored.Failure is not null)
        {
            await unneeded.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new(null, scored.Failure);
        }

        heartbeat.Tell(new ScoringProgress("measuring", scored.Value!.Report.Rows, claim.Dataset.RowCount));
        var known = await reading;
        return known.Failure is not null ? new(null, known.Failure) : measure.Run(claim, scored.Value, known.Value!, ct);
    }
}
