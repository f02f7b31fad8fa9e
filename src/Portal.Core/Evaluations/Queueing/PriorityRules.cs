using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Queueing;

/// <summary>Who may put whom before others: plain data in, verdict out.</summary>
public static class PriorityRules
{
    /// <summary>Null when the actor may give this priority to an evaluation.</summary>
    public static Refusal? Refuses(Actor actor, EvaluationPriority priority) =>
        priority == EvaluationPriority.High ? RoleRules.Refuses(actor, Permission.PutFirst) : RoleRules.Refuses(actor, Permission.EvaluateVersion, Permission.PutFirst);

    /// <summary>What runs cannot be moved any more.</summary>
    public static Refusal? RefusesState(EvaluationState state) => state == EvaluationState.Queued
        ? null
        : new(RefusalKind.Conflict, "evaluation.not-queued", "Only an evaluation that waits has a place in the line.");
}
