using Portal.Core.Evaluations.Explaining;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Runners;

/// <summary>
/// Gives a runner the next evaluation of its tenant that fits it, and waits a while for one where there is none. A runner serves one
/// tenant, so a full queue of another keeps nothing from it.
/// </summary>
public sealed class LeaseEvaluation
{
    public const int LongestWaitSeconds = 25;

    /// <summary>Between two looks: work that another node queued, or that falls due, is not signalled here.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly RunnerDoor _door;
    private readonly EvaluationLeases _leases;
    private readonly ClaimEvaluation _claim;
    private readonly RequeueLostEvaluations _requeue;
    private readonly MeasureScores _measure;
    private readonly EndEvaluation _end;
    private readonly EvaluationOptions _options;
    private readonly WorkSignal _signal;
    private readonly TimeProvider _clock;

    internal LeaseEvaluation(
        RunnerDoor door, EvaluationLeases leases, ClaimEvaluation claim, RequeueLostEvaluations requeue, MeasureScores measure, EndEvaluation end, EvaluationOptions options,
        WorkSignal signal, TimeProvider clock)
    {
        (_door, _leases, _claim, _requeue, _measure, _end, _options, _signal, _clock) = (door, leases, claim, requeue, measure, end, options, signal, clock);
    }

    /// <returns>Null when nothing that fits turned up.</returns>
    public async Task<Outcome<EvaluationLease?>> RunAsync(Actor actor, LeaseRequest request, CancellationToken ct)
    {
        if (RoleRules.Refuses(actor, Permission.RunEvaluations) is { } forbidden)
        {
            return forbidden;
        }

        if (request.Lease == Guid.Empty || request.WaitSeconds is < 0 or > LongestWaitSeconds)
        {
            return Refusal.Invalid("waitSeconds", $"Choose an id for the lease, and wait 0 to {LongestWaitSeconds} seconds.");
        }

        if (await _leases.FindAsync(actor, request.Lease, ct) is { IsOk: true } earlier)
        {
            return earlier.Value.Open ? Describe(request.Lease, earlier.Value.Claim) : EvaluationLeases.Lost;
        }

        var patience = _clock.GetUtcNow() + TimeSpan.FromSeconds(request.WaitSeconds);
        while (true)
        {
            using var look = new Look(_signal, _clock);
            var found = await NextAsync(actor, request.Lease, ct);
            if (!found.IsOk || found.Value is not null || _clock.GetUtcNow() >= patience)
            {
                return found.IsOk ? found.Value is { } claim ? Describe(request.Lease, claim) : (EvaluationLease?)null : found.Refusal;
            }

            await look.WaitAsync(s_look, ct);
        }
    }

    /// <summary>What cannot be evaluated anyway fails here, and the next one is tried.</summary>
    private async Task<Outcome<ClaimedEvaluation?>> NextAsync(Actor actor, Guid lease, CancellationToken ct)
    {
        // Asked each time round: it may be retired while it waits.
        if (await _door.FindAsync(actor, ct) is not { } runner)
        {
            return Refusal.NotFound("This runner");
        }

        await _requeue.RunAsync(actor.Tenant, ct);
        while (await _claim.RunAsync(actor.Tenant, LeaseHolder.Remote(lease, runner, _options), ct) is { } claim)
        {
            if ((EvaluationRules.RefusesDataset(claim.Version.Scoring, claim.Version.InputNames(), claim.Dataset.Columns) ?? EvaluationRules.RefusesRows(claim.Task, claim.Dataset.RowCount) ?? await _measure.BrokenAsync(claim, ct)) is not { } refused)
            {
                return await _measure.FrozenAsync(claim, ct);
            }

            await _end.RunAsync(claim, new(null, refused), handedBack: null, CancellationToken.None);
        }

        return (ClaimedEvaluation?)null;
    }

    private EvaluationLease Describe(Guid lease, ClaimedEvaluation claim) => new(
        lease,
        claim.Id.Value,
        claim.Subject.Name,
        ScoringSpecOf.Version(claim.Task, claim.Version.Scoring, "", "", claim.Dataset.RowCount, claim.Device, _options) with { Probes = Explained.PlanOf(claim.Task, claim.Dataset.Columns, Explained.RowsFor(claim, _options), _options) },
        new LeasedFile(claim.Version.Digest.Hex, claim.Version.Length),
        new LeasedFile(claim.Dataset.Digest.Hex, claim.Dataset.Length),
        _options.RunnerLeaseSeconds);

    /// <summary>Begins to listen before the queue is looked at, so that nothing is missed in between.</summary>
    private sealed class Look : IDisposable
    {
        private readonly TaskCompletionSource _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly WorkSignal _signal;
        private readonly TimeProvider _clock;

        public Look(WorkSignal signal, TimeProvider clock)
        {
            (_signal, _clock) = (signal, clock);
            _signal.Raised += Hear;
        }

        public async Task WaitAsync(TimeSpan longest, CancellationToken ct)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(_raised.Task, Task.Delay(longest, _clock, end.Token));
            await end.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }

        public void Dispose() => _signal.Raised -= Hear;

        private void Hear(object? sender, EventArgs e) => _raised.TrySetResult();
    }
}
