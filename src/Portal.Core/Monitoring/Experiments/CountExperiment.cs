using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Statistics.Experiments;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Counts the rows of an experiment that have arrived.</summary>
internal sealed class CountExperiment(PortalDatabase database, ArmReader reader, TimeProvider clock)
{
    /// <param name="asOf">Rows up to this instant; null for all.</param>
    public async Task<LookFigures> RunAsync(TenantId tenant, ExperimentFacts facts, DateTimeOffset? asOf, CancellationToken ct)
    {
        var experiment = facts.Experiment;
        var end = experiment.EndedAt ?? clock.GetUtcNow();
        ExperimentMetric[] metrics = [experiment.Metric, .. experiment.Guardrails.Select(guard => guard.Metric)];
        VersionId[] versions = [experiment.ChampionVersionId!.Value, .. facts.Challengers.Select(challenger => challenger.VersionId)];
        var labelled = experiment.Mode == ExperimentMode.Shadow || metrics.Any(metric => metric is ExperimentMetric.Accuracy or ExperimentMetric.AbsoluteError);
        var question = new ArmQuestion(experiment.EnvironmentId, experiment.ModelId, versions, experiment.CountsFrom!.Value, asOf < end ? asOf.Value : end, labelled);
        await using var db = database.Open(tenant);
        var rows = await reader.ReadAsync(db, tenant, question, ct);
        return experiment.Metric.IsReported() ? await ReportedAsync(db, experiment, rows, ct)
            : experiment.Mode == ExperimentMode.Shadow ? new LookFigures(rows[0].Answers.Count, [.. rows.Skip(1).Select(challenger => ShadowPairs.Compare(rows[0], challenger, metrics))])
            : Figures([.. rows.Select(row => ((long)row.Answers.Count, ArmMetrics.Of(row, metrics)))]);
    }

    /// <summary>Outcomes that a team reports; guardrails still come from observations, and so do the sizes of the arms where there are any.</summary>
    private static async Task<LookFigures> ReportedAsync(PortalDbContext db, Experiment experiment, IReadOnlyList<ArmRows> rows, CancellationToken ct)
    {
        var outcomes = rows.ToDictionary(row => row.Version.Id, _ => default(ArmMean));
        var reported = db.ExperimentOutcomes.AsNoTracking().Where(row => row.ExperimentId == experiment.Id).OrderBy(row => row.Unit).Select(row => new { row.VersionId, row.Value });
        await foreach (var outcome in reported.AsAsyncEnumerable().WithCancellation(ct))
        {
            outcomes[outcome.VersionId] = outcomes[outcome.VersionId].With(outcome.Value);
        }

        var guards = experiment.Guardrails.Select(guard => guard.Metric).ToList();
        var observed = rows.Any(row => row.Answers.Count > 0);
        return Figures([.. rows.Select(row => (
            observed ? row.Answers.Count : outcomes[row.Version.Id].Rows,
            ArmMetrics.With(ArmMetrics.Of(row, guards), experiment.Metric, outcomes[row.Version.Id])))]);
    }

    private static LookFigures Figures(IReadOnlyList<(long Units, Dictionary<ExperimentMetric, ExperimentArm> Metrics)> arms) =>
        new(arms[0].Units, [.. arms.Skip(1).Select(challenger => new ChallengerFigures(challenger.Units, arms[0].Metrics, challenger.Metrics))]);
}
