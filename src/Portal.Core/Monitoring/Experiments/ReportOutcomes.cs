using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Value">Of a rate 0 or 1.</param>
/// <param name="Version">Number of the version that answered it; null for the one that the assignment says.</param>
public sealed record ReportedOutcome(string Unit, double Value, int? Version = null);

public sealed record ReportOutcomesRequest(int Number, IReadOnlyList<ReportedOutcome> Outcomes);

/// <param name="Added">New ones.</param>
/// <param name="Known">Those that were reported before, with the same value and version.</param>
public sealed record ReportedOutcomes(int Added, int Known);

/// <summary>Takes what became of units. The same outcome may be sent again; another one of the same unit refuses the whole batch.</summary>
public sealed class ReportOutcomes(AuditTrail trail)
{
    public const int Most = 10_000;

    public async Task<Outcome<ReportedOutcomes>> RunAsync(Actor actor, ReportOutcomesRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        if (await ExperimentFacts.FindAsync(unit.Db, request.Number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(request.Number);
        }

        if (unit.Refuses(Permission.SendObservations, Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.report", facts.Subject, forbidden, ct);
        }

        if ((ExperimentRules.Refuses(ExperimentAct.Report, request.Number, facts.Experiment.State) ?? RefusesAll(facts, request.Outcomes)) is { } refusal)
        {
            return refusal;
        }

        var known = await KnownAsync(unit.Db, facts.Experiment.Id, [.. request.Outcomes.Select(outcome => outcome.Unit)], ct);
        var added = 0;
        foreach (var outcome in request.Outcomes)
        {
            var row = Make(unit, facts, outcome);
            if (!known.TryGetValue(outcome.Unit, out var earlier))
            {
                unit.Db.ExperimentOutcomes.Add(row);
                known.Add(outcome.Unit, row);
                added++;
            }
            else if (earlier.VersionId != row.VersionId || !earlier.Value.Equals(row.Value))
            {
                return new Refusal(RefusalKind.Conflict, "experiment.outcome-differs", $"Of {outcome.Unit} another outcome was reported before, and an outcome is a fact. Nothing of this batch was taken.", "Leave it away, or find out which of the two is right.");
            }
        }

        if (added == 0)
        {
            return new ReportedOutcomes(0, request.Outcomes.Count);
        }

        unit.Record("experiment.outcomes-reported", facts.Subject, details: new JsonObject { ["added"] = added });
        return await unit.CommitAsync(new ReportedOutcomes(added, request.Outcomes.Count - added), ct);
    }

    private static Refusal? RefusesAll(ExperimentFacts facts, IReadOnlyList<ReportedOutcome> outcomes)
    {
        if (!facts.Experiment.Metric.IsReported())
        {
            return new(RefusalKind.Conflict, "experiment.no-outcomes", $"E-{facts.Experiment.Number} is compared by {facts.Experiment.Metric.InWords()}, which follows from the observations themselves.", "Send observations and labels.");
        }

        if (outcomes.Count is 0 or > Most)
        {
            return Refusal.Invalid("outcomes", $"A batch has 1 to {Most:N0} outcomes.");
        }

        for (var at = 0; at < outcomes.Count; at++)
        {
            if (Refuses(facts, outcomes[at]) is { } sentence)
            {
                return Refusal.Invalid("outcomes", $"Outcome {at + 1}: {sentence} Nothing of this batch was taken.");
            }
        }

        return null;
    }

    private static string? Refuses(ExperimentFacts facts, ReportedOutcome outcome) =>
        string.IsNullOrWhiteSpace(outcome.Unit) || outcome.Unit.Length > ExperimentOutcome.LongestUnit || outcome.Unit.Any(char.IsControl) ? $"a unit has 1 to {ExperimentOutcome.LongestUnit} characters on one line."
        : !ArmMetrics.IsUsable(outcome.Value) ? "its value is no number that a mean can be taken of."
        : facts.Experiment.Metric == ExperimentMetric.ReportedRate && outcome.Value is not (0 or 1) ? "of a rate the value is 0 or 1."
        : outcome.Version is { } version && !facts.Versions.Values.Contains(version) ? $"version {version} is no arm of this experiment."
        : null;

    private static async Task<Dictionary<string, ExperimentOutcome>> KnownAsync(PortalDbContext db, ExperimentId experiment, string[] units, CancellationToken ct)
    {
        const int window = 500;
        var known = new Dictionary<string, ExperimentOutcome>(StringComparer.Ordinal);
        foreach (var some in units.Distinct(StringComparer.Ordinal).Chunk(window))
        {
            foreach (var row in await db.ExperimentOutcomes.AsNoTracking().Where(row => row.ExperimentId == experiment && some.Contains(row.Unit)).ToListAsync(ct))
            {
                known[row.Unit] = row;
            }
        }

        return known;
    }

    private static ExperimentOutcome Make(UnitOfWork unit, ExperimentFacts facts, ReportedOutcome outcome) => new()
    {
        TenantId = unit.Actor.Tenant,
        ExperimentId = facts.Experiment.Id,
        Unit = outcome.Unit,
        VersionId = outcome.Version is { } said ? facts.Versions.Single(pair => pair.Value == said).Key : Assigned(facts, outcome.Unit),
        Value = outcome.Value,
        ReportedAt = unit.Now,
    };

    private static VersionId Assigned(ExperimentFacts facts, string name)
    {
        var arm = ExperimentAssignment.ArmOf(ExperimentAssignment.BucketOf(facts.Experiment.Id, name), facts.Shares);
        return arm == 0 ? facts.Experiment.ChampionVersionId!.Value : facts.Challengers[arm - 1].VersionId;
    }
}
