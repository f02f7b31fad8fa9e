using Microsoft.Extensions.Logging;
using Portal.Core.Storage;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>Carries out one claimed evaluation on this node: checks the bytes, lets the scoring process run, makes the evidence.</summary>
internal sealed class RunEvaluation(
    PortalDatabase database, MakeEvidence make, TimeProvider clock, RunningEvaluations running, EndEvaluation end, ILogger<RunEvaluation> log)
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
            made = await make.RunAsync(claim, heartbeat.Tell, stop.Token);
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
}
