using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Throws a draft away. What was started stays for good.</summary>
public sealed class DeleteExperiment(AuditTrail trail)
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
            return await unit.RefuseAsync("experiment.delete", facts.Subject, forbidden, ct);
        }

        if (ExperimentRules.Refuses(ExperimentAct.Delete, number, facts.Experiment.State) is { } refusal)
        {
            return refusal;
        }

        unit.Db.Experiments.Remove(facts.Experiment);
        unit.Record("experiment.deleted", facts.Subject, details: facts.Describe());
        return await unit.CommitAsync(default(Done), ct);
    }
}
