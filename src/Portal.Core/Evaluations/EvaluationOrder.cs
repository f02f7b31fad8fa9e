namespace Portal.Core.Evaluations;

/// <summary>Which evaluations count, and which comes next: said once, for the queue, for lists and for gates.</summary>
internal static class EvaluationOrder
{
    /// <summary>A tenant's line: what was given priority, then what has waited longest.</summary>
    public static IOrderedQueryable<Evaluation> InLine(this IQueryable<Evaluation> rows) => rows
        .OrderBy(row => row.Priority == EvaluationPriority.High ? 0 : row.Priority == EvaluationPriority.Normal ? 1 : 2)
        .ThenBy(row => row.DueAt).ThenBy(row => row.Id);

    /// <summary>Without repetitions: they check evidence that exists and never take its place.</summary>
    public static IQueryable<Evaluation> OfRecord(this IQueryable<Evaluation> rows) => rows.Where(row => row.RepeatOf == null);
}
