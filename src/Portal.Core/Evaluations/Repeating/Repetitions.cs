using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Repeating;

/// <summary>One repetition of an evaluation.</summary>
/// <param name="Comparison">Null until it is completed.</param>
public sealed record RepetitionRow(EvaluationRow Row, EvidenceComparison? Comparison);

/// <summary>What became of running an evaluation again.</summary>
public sealed class Repetitions(PortalDatabase database, EvaluationDetail detail)
{
    /// <summary>Older ones are in the list of evaluations.</summary>
    public const int Most = 10;

    /// <summary>The newest repetitions of an evaluation, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<RepetitionRow>>> ListAsync(Actor actor, EvaluationId first, CancellationToken ct)
    {
        var before = await detail.RunAsync(actor, first, ct);
        if (!before.IsOk)
        {
            return before.Refusal;
        }

        Page<EvaluationRow> found;
        await using (var db = database.Open(actor.Tenant))
        {
            found = await EvaluationList.PageAsync(EvaluationList.Joined(db).Where(row => row.Evaluation.RepeatOf == first), new PageRequest(Most), ct);
        }

        var rows = new List<RepetitionRow>();
        foreach (var row in found.Items)
        {
            rows.Add(new RepetitionRow(row, row.State == EvaluationState.Completed ? await CompareAsync(actor, first, row.Id, ct) : null));
        }

        return rows;
    }

    /// <summary>A repetition held against the evaluation that it repeats; null while it is none, or has left no evidence.</summary>
    public async Task<EvidenceComparison?> ComparedAsync(Actor actor, EvaluationRow row, CancellationToken ct) =>
        row is { State: EvaluationState.Completed, RepeatOf: { } first } ? await CompareAsync(actor, first, row.Id, ct) : null;

    private async Task<EvidenceComparison?> CompareAsync(Actor actor, EvaluationId first, EvaluationId again, CancellationToken ct)
    {
        var (before, after) = (await detail.EvidenceBytesAsync(actor, first, ct), await detail.EvidenceBytesAsync(actor, again, ct));
        return before.IsOk && after.IsOk ? RepetitionRules.Judge(before.Value, after.Value) : null;
    }
}
