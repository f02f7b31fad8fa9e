using Portal.Core.Evaluations.Queueing;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Repeating;

/// <summary>Sees a repetition to its end, for a command: runs it in this process where nobody else has begun, waits where somebody has.</summary>
public sealed class FinishRepetition
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly ClaimEvaluation _claim;
    private readonly RunEvaluation _run;
    private readonly EvaluationDetail _detail;
    private readonly Repetitions _repetitions;
    private readonly EvaluationOptions _options;
    private readonly TimeProvider _clock;

    internal FinishRepetition(ClaimEvaluation claim, RunEvaluation run, EvaluationDetail detail, Repetitions repetitions, EvaluationOptions options, TimeProvider clock) =>
        (_claim, _run, _detail, _repetitions, _options, _clock) = (claim, run, detail, repetitions, options, clock);

    /// <param name="patience">How long somebody else may take.</param>
    public async Task<Outcome<EvidenceComparison>> RunAsync(Actor actor, EvaluationId id, TimeSpan patience, CancellationToken ct)
    {
        var until = _clock.GetUtcNow() + patience;
        while (true)
        {
            var view = await _detail.RunAsync(actor, id, ct);
            if (!view.IsOk)
            {
                return view.Refusal;
            }

            var row = view.Value.Row;
            if (!row.IsOpen)
            {
                return await _repetitions.ComparedAsync(actor, row, ct) is { } comparison
                    ? comparison
                    : new Refusal(RefusalKind.Blocked, view.Value.FailureCode ?? "evaluation.no-evidence", row.FailureSentence ?? "The repetition left no evidence.");
            }

            if (row.State == EvaluationState.Queued && await TryRunAsync(actor.Tenant, id, ct))
            {
                continue;
            }

            if (_clock.GetUtcNow() >= until)
            {
                return new Refusal(
                    RefusalKind.Conflict, "evaluation.still-waiting", $"The repetition {id} is {(row.State == EvaluationState.Queued ? "still queued" : "still running")}.",
                    "It goes on by itself where a portal serves; look at it there.");
            }

            await Task.Delay(s_look, _clock, ct);
        }
    }

    private async Task<bool> TryRunAsync(TenantId tenant, EvaluationId id, CancellationToken ct)
    {
        var holder = LeaseHolder.Node(EvaluationRunner.NewLease(), _options) with { Only = id, Free = Slots.Free([], cores: 1, _options.GpuSlots) };
        if (!_options.Local || await _claim.RunAsync(tenant, holder, ct) is not { } claim)
        {
            return false;
        }

        await _run.RunAsync(claim, ct);
        return true;
    }
}
