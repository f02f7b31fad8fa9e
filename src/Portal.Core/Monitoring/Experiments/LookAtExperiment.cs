using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>Counts what has arrived of an experiment and keeps what it says. On demand by a member, by the clock in each new hour.</summary>
public sealed class LookAtExperiment
{
    private readonly AuditTrail _trail;
    private readonly PortalDatabase _database;
    private readonly CountExperiment _count;

    internal LookAtExperiment(AuditTrail trail, PortalDatabase database, CountExperiment count) => (_trail, _database, _count) = (trail, database, count);

    /// <param name="asOf">A shadow is looked at as it stood then, with the truths that are known by now; null for now.</param>
    /// <returns>The kept look; for the clock the one before when nothing has changed since.</returns>
    public async Task<Outcome<ExperimentLook>> RunAsync(Actor actor, int number, CancellationToken ct, DateTimeOffset? asOf = null)
    {
        // What takes long comes first: acts of a tenant wait for each other.
        var counted = await CountAsync(actor, number, asOf, ct);
        if (!counted.IsOk)
        {
            return counted.Refusal;
        }

        await using var unit = await _trail.BeginAsync(actor, ct);
        if (await ExperimentFacts.FindAsync(unit.Db, number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(number);
        }

        if (unit.Refuses(Permission.ManageExperiments) is { } forbidden)
        {
            return await unit.RefuseAsync("experiment.look", facts.Subject, forbidden, ct);
        }

        if (ExperimentRules.Refuses(ExperimentAct.Look, number, facts.Experiment.State) is { } refusal)
        {
            return refusal;
        }

        var previous = await unit.Db.ExperimentLooks.AsNoTracking().Where(row => row.ExperimentId == facts.Experiment.Id).OrderByDescending(row => row.At).FirstOrDefaultAsync(ct);
        if (ExperimentRules.RefusesInstant(facts.Experiment, asOf, previous?.At, unit.Now) is { } wrong)
        {
            return wrong;
        }

        var look = Make(unit, facts, counted.Value, asOf ?? unit.Now, previous);
        if (unit.Actor.IsSystem && previous is not null && SaysTheSame(look, previous))
        {
            return previous;
        }

        unit.Db.ExperimentLooks.Add(look);
        Tell(unit, facts, look, previous);
        return await unit.CommitAsync(look, ct);
    }

    private async Task<Outcome<LookFigures>> CountAsync(Actor actor, int number, DateTimeOffset? asOf, CancellationToken ct)
    {
        await using var db = _database.Open(actor.Tenant);
        if (await ExperimentFacts.FindAsync(db, number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(number);
        }

        return await RefusesAsync(actor, facts, ct) is { } refusal ? refusal : await _count.RunAsync(actor.Tenant, facts, asOf, ct);
    }

    /// <summary>Asked before anything is counted: who may not look makes nobody read a month of rows.</summary>
    private async Task<Refusal?> RefusesAsync(Actor actor, ExperimentFacts facts, CancellationToken ct) =>
        RoleRules.Refuses(actor, Permission.ManageExperiments) is null
            ? ExperimentRules.Refuses(ExperimentAct.Look, facts.Experiment.Number, facts.Experiment.State)
            : await _trail.RefusesAsync(actor, Permission.ManageExperiments, "experiment.look", facts.Subject, ct);

    private static ExperimentLook Make(UnitOfWork unit, ExperimentFacts facts, LookFigures figures, DateTimeOffset at, ExperimentLook? previous)
    {
        var result = LookReading.Read(LookPlan.Of(facts), figures, previous);
        return new ExperimentLook
        {
            TenantId = unit.Actor.Tenant,
            Id = ExperimentLookId.New(),
            ExperimentId = facts.Experiment.Id,
            At = at,
            LookedBy = unit.Actor.Member,
            Verdict = result.Verdict,
            Sentence = Texts.Fit(result.Sentence, Texts.LongestReason),
            RatioP = result.RatioP,
            Arms = result.Arms,
            Guardrails = result.Guardrails,
            Shadow = result.Shadow,
        };
    }

    /// <summary>Each look has its own entry; the experiment's own story tells only where the verdict changes.</summary>
    private static void Tell(UnitOfWork unit, ExperimentFacts facts, ExperimentLook look, ExperimentLook? previous)
    {
        unit.Record("experiment.looked", new AuditSubject("experiment-look", look.Id.ToString(), facts.Subject.Name), details: Describe(look));
        if (look.Verdict == (previous?.Verdict ?? LookVerdict.KeepRunning))
        {
            return;
        }

        unit.Record("experiment.verdict-changed", facts.Subject, look.Sentence, new JsonObject { ["verdict"] = look.Verdict.ToString(), ["look"] = look.Id.ToString() });
        unit.Tell("experiment.verdict-changed", new JsonObject { ["experimentId"] = look.ExperimentId.ToString(), ["number"] = facts.Experiment.Number, ["verdict"] = look.Verdict.ToString() });
    }

    private static bool SaysTheSame(ExperimentLook look, ExperimentLook previous) =>
        look.Verdict == previous.Verdict && look.Arms.SequenceEqual(previous.Arms) && look.Guardrails.SequenceEqual(previous.Guardrails) && look.Shadow.SequenceEqual(previous.Shadow);

    private static JsonObject Describe(ExperimentLook look) => new()
    {
        ["verdict"] = look.Verdict.ToString(),
        ["asOf"] = AuditChain.Instant(look.At),
        ["ratioP"] = look.RatioP,
        ["arms"] = new JsonArray([.. look.Arms.Select(arm => (JsonNode)new JsonObject { ["version"] = arm.Version, ["units"] = arm.Units, ["rows"] = arm.Rows, ["estimate"] = arm.Estimate, ["p"] = arm.P })]),
    };
}
