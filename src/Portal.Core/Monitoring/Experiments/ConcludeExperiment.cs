using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Winner">Number of the challenger that is to be adopted.</param>
/// <param name="Text">What follows from it, and why.</param>
public sealed record ConcludeExperimentRequest(int Number, ExperimentDecision Decision, string Text, int? Winner = null);

/// <summary>Says what follows from an experiment, and ends it if it still runs. It makes nothing live: a winner is asked for like any other version.</summary>
public sealed class ConcludeExperiment(AuditTrail trail)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ConcludeExperimentRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await ExperimentFacts.FindAsync(unit.Db, request.Number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.conclude", facts.Subject, forbidden, ct);
        }

        var experiment = facts.Experiment;
        if ((ExperimentRules.Refuses(ExperimentAct.Conclude, request.Number, experiment.State)
             ?? Choices.Refuses("decision", request.Decision)
             ?? ExperimentRules.RefusesDecision(request.Decision, request.Winner, facts.ChallengerNumbers)
             ?? Texts.RefusesReason(request.Text)) is { } refusal)
        {
            return refusal;
        }

        var last = await unit.Db.ExperimentLooks.Where(row => row.ExperimentId == experiment.Id).OrderByDescending(row => row.At).Select(row => (LookVerdict?)row.Verdict).FirstOrDefaultAsync(ct);
        experiment.State = ExperimentState.Completed;
        experiment.EndedAt ??= unit.Now;
        experiment.NextLookAt = null;
        experiment.ConcludedAt = unit.Now;
        experiment.Decision = request.Decision;
        experiment.WinnerVersionId = request.Winner is { } winner ? facts.Versions.Single(pair => pair.Value == winner).Key : null;
        experiment.Conclusion = request.Text.Trim();
        unit.Record("experiment.concluded", facts.Subject, experiment.Conclusion, new JsonObject
        {
            ["decision"] = request.Decision.ToString(),
            ["winner"] = request.Winner,
            ["lastVerdict"] = last?.ToString(),
        });
        return await unit.CommitAsync(default(Done), ct);
    }
}
