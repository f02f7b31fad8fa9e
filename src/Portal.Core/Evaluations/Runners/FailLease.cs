using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations.Runners;

/// <param name="Failure">Why there are no scores; of kind <see cref="FailureKind.Cancelled"/> when the runner hands the evaluation back.</param>
public sealed record FailLeaseRequest(Guid Lease, ScoringFailure Failure);

/// <summary>Ends an evaluation without scores: failed, tried again, stopped as somebody wished, or handed back.</summary>
public sealed class FailLease
{
    private const int LongestCode = 100;
    private const int LongestSentence = 2000;

    private readonly EvaluationLeases _leases;
    private readonly EndEvaluation _end;
    private readonly WorkSignal _signal;

    internal FailLease(EvaluationLeases leases, EndEvaluation end, WorkSignal signal) => (_leases, _end, _signal) = (leases, end, signal);

    public async Task<Outcome<Done>> RunAsync(Actor actor, FailLeaseRequest request, CancellationToken ct)
    {
        var found = await _leases.FindAsync(actor, request.Lease, ct);
        if (!found.IsOk)
        {
            return found.Refusal;
        }

        if (!found.Value.Open)
        {
            return default(Done);
        }

        var failure = request.Failure with { Code = Cut(request.Failure.Code, LongestCode), Sentence = Cut(request.Failure.Sentence, LongestSentence) };
        var fate = await _end.RunAsync(found.Value.Claim, new(null, failure), $"the runner {found.Value.Runner.Name} handed it back", CancellationToken.None);
        _signal.Raise();
        return fate == ResultFate.LeaseLost ? EvaluationLeases.Lost : default(Done);
    }

    private static string Cut(string? text, int longest) => text is null ? "" : text.Length <= longest ? text : text[..longest];
}
