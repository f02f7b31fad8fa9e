using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

public sealed record StopExperimentRequest(int Number, string Reason);

/// <summary>Ends the counting. What was counted stays, and somebody still says what follows from it.</summary>
public sealed class StopExperiment(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, StopExperimentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await ExperimentFacts.FindAsync(unit.Db, request.Number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.stop", facts.Subject, forbidden, ct);
        }

        if ((ExperimentRules.Refuses(ExperimentAct.Stop, request.Number, facts.Experiment.State) ?? Texts.RefusesReason(request.Reason)) is { } refusal)
        {
            return refusal;
        }

        facts.Experiment.State = ExperimentState.Stopped;
        facts.Experiment.EndedAt = unit.Now;
        facts.Experiment.NextLookAt = null;
        unit.Record("experiment.stopped", facts.Subject, request.Reason.Trim());
        return await unit.CommitAsync(default(Done), ct);
    }
}
