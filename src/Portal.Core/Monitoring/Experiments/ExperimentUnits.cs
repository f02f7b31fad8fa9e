using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Running">When it does not run, everybody is answered by the champion.</param>
/// <param name="Bucket">0 to 9,999: what the arm follows from.</param>
public sealed record UnitAssignment(ExperimentId Experiment, string Unit, int Bucket, int Version, bool IsChampion, bool Running);

/// <summary>Which version answers a unit.</summary>
public sealed class ExperimentUnits(PortalDatabase database)
{
    public async Task<Outcome<UnitAssignment>> FindAsync(Actor actor, int number, string unit, CancellationToken ct)
    {
        if (unit.Length is 0 or > ExperimentOutcome.LongestUnit)
        {
            return Refusal.Invalid("unit", $"A unit has 1 to {ExperimentOutcome.LongestUnit} characters.");
        }

        await using var db = database.Open(actor.Tenant);
        if (await ExperimentFacts.FindAsync(db, number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(number);
        }

        if (facts.Champion is not { } champion)
        {
            return new Refusal(RefusalKind.Conflict, "experiment.state", $"E-{number} {facts.Experiment.State.InWords()}: it splits nothing yet.", "Start it first.");
        }

        var bucket = ExperimentAssignment.BucketOf(facts.Experiment.Id, unit);
        var running = facts.Experiment.State == ExperimentState.Running;

        // A shadow answers nobody.
        var arm = running && facts.Experiment.Mode == ExperimentMode.AB ? ExperimentAssignment.ArmOf(bucket, facts.Shares) : 0;
        return new UnitAssignment(facts.Experiment.Id, unit, bucket, arm == 0 ? champion : facts.ChallengerNumbers[arm - 1], arm == 0, running);
    }
}
