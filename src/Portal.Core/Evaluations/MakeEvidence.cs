using Portal.Core.Evaluations.Explaining;
using Portal.Core.Registry;
using Portal.Core.Storage.Artifacts;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>From two files and rules to evidence, on this machine: checks, scores in a process of its own, measures. Asks no database, so that it can be done anywhere.</summary>
internal sealed class MakeEvidence(ArtifactStore store, ScoringProcess scoring, MeasureScores measure, EvaluationOptions options)
{
    public async Task<ScoringAnswer<MadeEvidence>> RunAsync(ClaimedEvaluation claim, Action<ScoringProgress> tell, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        if ((EvaluationRules.RefusesDataset(rules, claim.Version.InputNames(), claim.Dataset.Columns) ?? EvaluationRules.RefusesRows(claim.Task, claim.Dataset.RowCount) ?? await measure.BrokenAsync(claim, ct)) is { } refused)
        {
            return new(null, refused);
        }

        claim = await measure.FrozenAsync(claim, ct);
        return claim.Task == ModelTask.TextGeneration ? await CompareAsync(claim, tell, ct) : await ScoreAsync(claim, tell, ct);
    }

    private Task<ScoringAnswer<MadeEvidence>> CompareAsync(ClaimedEvaluation claim, Action<ScoringProgress> tell, CancellationToken ct)
    {
        tell(new ScoringProgress("measuring", 0, claim.Dataset.RowCount));
        return measure.CompareTextsAsync(claim, ct);
    }

    private async Task<ScoringAnswer<MadeEvidence>> ScoreAsync(ClaimedEvaluation claim, Action<ScoringProgress> tell, CancellationToken ct)
    {
        var rules = claim.Version.Scoring;
        var table = store.PathOf(claim.Tenant, claim.Dataset.Digest);
        var spec = ScoringSpecOf.Version(claim.Task, rules, store.PathOf(claim.Tenant, claim.Version.Digest), table, claim.Dataset.RowCount, claim.Device.Or(options.Wish), options) with
        {
            Probes = Explained.PlanOf(claim.Task, claim.Dataset.Columns, Explained.RowsFor(claim, options), options),
        };

        // Beside the scoring: both only read the same file.
        using var unneeded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => measure.ReadAsync(claim, unneeded.Token), unneeded.Token);
        var scored = await scoring.ScoreAsync(spec, tell, ct);
        if (scored.Failure is not null)
        {
            await unneeded.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new(null, scored.Failure);
        }

        tell(new ScoringProgress("measuring", scored.Value!.Report.Rows, claim.Dataset.RowCount));
        var known = await reading;
        return known.Failure is not null ? new(null, known.Failure) : measure.Run(claim, scored.Value, known.Value!, ct);
    }
}
