using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Begins to count. What is live at this instant is the champion until the end, whatever goes live meanwhile.</summary>
public sealed class StartExperiment(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await ExperimentFacts.FindAsync(unit.Db, number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(number);
        }

        if (unit.Refuses(Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.start", facts.Subject, forbidden, ct);
        }

        var experiment = facts.Experiment;
        var live = await unit.Db.LiveDeployments.Where(row => row.EnvironmentId == experiment.EnvironmentId && row.ModelId == experiment.ModelId)
            .Join(unit.Db.Versions, row => row.VersionId, version => version.Id, (row, version) => new { version.Id, version.Number }).SingleOrDefaultAsync(ct);
        var running = await unit.Db.Experiments
            .Where(row => row.State == ExperimentState.Running && row.Mode == ExperimentMode.AB && row.EnvironmentId == experiment.EnvironmentId && row.ModelId == experiment.ModelId)
            .Select(row => (int?)row.Number).FirstOrDefaultAsync(ct);
        if ((ExperimentRules.Refuses(ExperimentAct.Start, number, experiment.State)
             ?? ExperimentRules.RefusesChampion(live?.Number, facts.ChallengerNumbers, facts.Model, facts.Environment)
             ?? ExperimentRules.RefusesOverlap(experiment.Mode, running)) is { } refusal)
        {
            return refusal;
        }

        experiment.State = ExperimentState.Running;
        experiment.ChampionVersionId = live!.Id;
        experiment.StartedAt = unit.Now;
        experiment.CountsFrom ??= ExperimentHours.After(unit.Now);
        experiment.NextLookAt = ExperimentHours.Of(unit.Now).AddHours(1);
        var begun = facts with { Versions = new Dictionary<VersionId, int>(facts.Versions) { [live.Id] = live.Number } };
        unit.Record("experiment.started", facts.Subject, details: begun.Describe());
        return await unit.CommitAsync(default(Done), ct);
    }
}
