using Portal.Core.Deployments;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Share">In hundredths of a percent.</param>
public sealed record ChallengerView(int Version, int Share, long PlannedRows);

/// <summary>What the asking member may do here: null means allowed.</summary>
public sealed record ExperimentAllowance(Refusal? Start, Refusal? Look, Refusal? Stop, Refusal? Conclude, Refusal? Delete);

/// <param name="LiveNow">Number of the version that is live there now.</param>
/// <param name="Looks">The newest ones, oldest first.</param>
public sealed record ExperimentView(
    ExperimentId Id, int Number, string Name, string Hypothesis, string Model, string Environment, ExperimentMode Mode, ExperimentMetric Metric, bool HigherIsBetter, double ExpectedEffect,
    double Alpha, double Power, double Baseline, double? Spread, string Reasoning, int? Champion, int ChampionShare, long PlannedRows, IReadOnlyList<ChallengerView> Challengers,
    IReadOnlyList<ExperimentGuardrail> Guardrails, ExperimentState State, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? CountsFrom, DateTimeOffset? EndsAt,
    DateTimeOffset? EndedAt, DateTimeOffset? ConcludedAt, ExperimentDecision? Decision, int? Winner, string? Conclusion, int? LiveNow, IReadOnlyList<ExperimentLook> Looks, ExperimentAllowance May)
{
    public ExperimentLook? Last => Looks.Count == 0 ? null : Looks[^1];
}

/// <summary>One experiment with all that its verdict rests on.</summary>
public sealed class ExperimentDetail(PortalDatabase database)
{
    /// <summary>Three weeks of hours; older looks are in the list of looks.</summary>
    private const int MostLooks = 504;

    public async Task<Outcome<ExperimentView>> FindAsync(Actor actor, int number, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        if (await ExperimentFacts.FindAsync(db, number, ct) is not { } facts)
        {
            return ExperimentFacts.NotFound(number);
        }

        var row = facts.Experiment;
        var looks = await db.ExperimentLooks.AsNoTracking().Where(look => look.ExperimentId == row.Id).OrderByDescending(look => look.At).Take(MostLooks).ToListAsync(ct);
        looks.Reverse();
        var live = await db.LiveDeployments.Where(one => one.EnvironmentId == row.EnvironmentId && one.ModelId == row.ModelId)
            .Join(db.Versions, one => one.VersionId, version => version.Id, (one, version) => (int?)version.Number).SingleOrDefaultAsync(ct);
        return new ExperimentView(
            row.Id, row.Number, row.Name, row.Hypothesis, facts.Model, facts.Environment, row.Mode, row.Metric, row.HigherIsBetter, row.ExpectedEffect, row.Alpha, row.Power, row.Baseline, row.Spread,
            Reasoning(facts), facts.Champion, row.ChampionShare, row.PlannedRows, [.. facts.Challengers.Select(one => new ChallengerView(facts.Versions[one.VersionId], one.Share, one.PlannedRows))],
            row.Guardrails, row.State, await db.Members.Where(member => member.Id == row.CreatedBy).Select(member => member.Name).SingleAsync(ct), row.CreatedAt, row.StartedAt, row.CountsFrom, row.EndsAt,
            row.EndedAt, row.ConcludedAt, row.Decision, row.WinnerVersionId is { } winner ? facts.Versions[winner] : null, row.Conclusion, live, looks, Allowance(row, actor));
    }

    /// <summary>All looks, newest first.</summary>
    public async Task<Outcome<Page<ExperimentLook>>> LooksAsync(Actor actor, int number, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        return await db.Experiments.Where(row => row.Number == number).Select(row => (ExperimentId?)row.Id).SingleOrDefaultAsync(ct) is { } id
            ? await db.ExperimentLooks.AsNoTracking().Where(look => look.ExperimentId == id).NewestFirstAsync(look => look.At, look => look.Id, look => look, page, ct)
            : ExperimentFacts.NotFound(number);
    }

    private static string Reasoning(ExperimentFacts facts)
    {
        var row = facts.Experiment;
        return ExperimentSize.Of(new SizeQuestion(
            row.Metric, row.HigherIsBetter, row.Baseline, row.Spread, row.ExpectedEffect, row.Alpha, row.Power, row.ChampionShare, [.. facts.Challengers.Select(one => one.Share)])).Reasoning;
    }

    private static ExperimentAllowance Allowance(Experiment row, Actor actor)
    {
        var role = RoleRules.Refuses(actor, Permission.ManageExperiments);
        return new ExperimentAllowance(Of(ExperimentAct.Start), Of(ExperimentAct.Look), Of(ExperimentAct.Stop), Of(ExperimentAct.Conclude), Of(ExperimentAct.Delete));

        Refusal? Of(ExperimentAct act) => role ?? ExperimentRules.Refuses(act, row.Number, row.State);
    }
}
