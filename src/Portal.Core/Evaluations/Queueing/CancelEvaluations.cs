using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Queueing;

/// <param name="Evaluations">At most <see cref="CancelEvaluations.Most"/>.</param>
public sealed record CancelEvaluationsRequest(IReadOnlyList<EvaluationId> Evaluations, string? Reason = null);

/// <param name="State">What it is now; null when it was refused.</param>
public sealed record CancelledEvaluation(EvaluationId Id, EvaluationState? State, Refusal? Refusal);

/// <summary>Cancels several, each by itself: one that has ended meanwhile keeps none of the others from it.</summary>
public sealed class CancelEvaluations(PortalDatabase database, CancelEvaluation cancel)
{
    public const int Most = 500;

    public async Task<Outcome<IReadOnlyList<CancelledEvaluation>>> RunAsync(Actor actor, CancelEvaluationsRequest request, CancellationToken ct)
    {
        if (request.Evaluations.Count is 0 or > Most)
        {
            return Refusal.Invalid("ids", $"Choose 1 to {Most} evaluations.");
        }

        var ids = request.Evaluations.Distinct().ToList();
        await using (var db = database.Open(actor.Tenant))
        {
            if (await db.Evaluations.CountAsync(row => ids.Contains(row.Id), ct) != ids.Count)
            {
                return Refusal.NotFound(ids.Count == 1 ? "This evaluation" : "One of these evaluations");
            }
        }

        var answers = new List<CancelledEvaluation>();
        foreach (var id in ids)
        {
            var outcome = await cancel.RunAsync(actor, new CancelEvaluationRequest(id, request.Reason), ct);
            if (outcome.Refusal is { Kind: RefusalKind.Forbidden or RefusalKind.Invalid } all)
            {
                return all;
            }

            answers.Add(new CancelledEvaluation(id, outcome.IsOk ? outcome.Value : null, outcome.Refusal));
        }

        return answers;
    }
}
