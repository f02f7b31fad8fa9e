using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Comparing;

/// <param name="Disagreements">Rows of which the two say different things.</param>
/// <param name="DisagreementRule">When two predictions differ, in a sentence.</param>
public sealed record ComparisonView(EvaluationRow First, EvaluationRow Second, ModelTask Task, long Rows, IReadOnlyList<PairedDifference> Differences, long Disagreements, string DisagreementRule);

/// <summary>Whether one version is better than another on the same rows, or only luckier.</summary>
public sealed class EvaluationComparison
{
    private readonly ComparedEvaluations _evaluations;

    internal EvaluationComparison(ComparedEvaluations evaluations) => _evaluations = evaluations;

    public async Task<Outcome<ComparisonView>> FindAsync(Actor actor, EvaluationId first, EvaluationId second, CancellationToken ct)
    {
        var read = await _evaluations.ReadAsync(actor, first, second, ct);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var (a, b, _) = read.Value;
        var disagreement = Disagreement.Of(a, b);
        return new ComparisonView(
            a.Row, b.Row, a.Measurement.Task, a.Measurement.Rows, PairedDifferences.Of(a.Measurement, b.Measurement, ct), disagreement.Count(), disagreement.Rule);
    }
}
