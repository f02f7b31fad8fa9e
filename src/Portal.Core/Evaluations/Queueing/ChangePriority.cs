using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Queueing;

public sealed record ChangePriorityRequest(EvaluationId Evaluation, EvaluationPriority Priority);

/// <summary>Moves a waiting evaluation within its own tenant's line. Other tenants' turns stay as they are.</summary>
public sealed class ChangePriority(AuditTrail trail)
{
    public async Task<Outcome<EvaluationPriority>> RunAsync(Actor actor, ChangePriorityRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var evaluation = await unit.Db.Evaluations.SingleOrDefaultAsync(row => row.Id == request.Evaluation, ct);
        if (evaluation is null)
        {
            return Refusal.NotFound("This evaluation");
        }

        var subject = await EvaluationSubject.FindAsync(unit.Db, evaluation.VersionId, ct);

        // To take away what somebody else was given needs as much as to give it.
        if ((PriorityRules.Refuses(unit.Actor, request.Priority) ?? PriorityRules.Refuses(unit.Actor, evaluation.Priority)) is { } forbidden)
        {
            return await unit.RefuseAsync("evaluation.prioritise", subject, forbidden, ct);
        }

        if (PriorityRules.RefusesState(evaluation.State) is { } refusal)
        {
            return refusal;
        }

        if (evaluation.Priority == request.Priority)
        {
            return request.Priority;
        }

        unit.Record("evaluation.prioritised", subject, details: new JsonObject
        {
            ["evaluation"] = evaluation.Id.ToString(),
            ["before"] = evaluation.Priority.ToString(),
            ["after"] = request.Priority.ToString(),
        });
        evaluation.Priority = request.Priority;
        return await unit.CommitAsync(request.Priority, ct);
    }
}
