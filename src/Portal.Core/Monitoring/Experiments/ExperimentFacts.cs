using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Monitoring.Experiments;

/// <summary>An experiment with the names of what it is about, as its acts need it.</summary>
internal sealed record ExperimentFacts(Experiment Experiment, string Model, string Environment, IReadOnlyDictionary<VersionId, int> Versions)
{
    public AuditSubject Subject => new("experiment", Experiment.Id.ToString(), $"E-{Experiment.Number}");

    /// <summary>In the order of their versions: the order of the arms.</summary>
    public IReadOnlyList<ExperimentChallenger> Challengers => [.. Experiment.Challengers.OrderBy(challenger => Versions[challenger.VersionId])];

    public IReadOnlyList<int> ChallengerNumbers => [.. Challengers.Select(challenger => Versions[challenger.VersionId])];

    /// <summary>The champion first.</summary>
    public IReadOnlyList<int> Shares => [Experiment.ChampionShare, .. Challengers.Select(challenger => challenger.Share)];

    public int? Champion => Experiment.ChampionVersionId is { } champion ? Versions[champion] : null;

    public static Refusal NotFound(int number) => Refusal.NotFound($"The experiment E-{number}");

    public static async Task<ExperimentFacts?> FindAsync(PortalDbContext db, int number, CancellationToken ct)
    {
        if (await db.Experiments.Include(row => row.Challengers).SingleOrDefaultAsync(row => row.Number == number, ct) is not { } experiment)
        {
            return null;
        }

        VersionId[] ids = [.. experiment.Challengers.Select(challenger => challenger.VersionId), .. experiment.ChampionVersionId is { } champion ? [champion] : Array.Empty<VersionId>()];
        return new ExperimentFacts(
            experiment,
            await db.Models.Where(row => row.Id == experiment.ModelId).Select(row => row.Name).SingleAsync(ct),
            await db.Environments.Where(row => row.Id == experiment.EnvironmentId).Select(row => row.Name).SingleAsync(ct),
            await db.Versions.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, ct));
    }

    /// <summary>What was settled, for the trail.</summary>
    public JsonObject Describe() => new()
    {
        ["model"] = Model,
        ["environment"] = Environment,
        ["mode"] = Experiment.Mode.ToString(),
        ["champion"] = Champion,
        ["challengers"] = new JsonArray([.. Challengers.Select(challenger => (JsonNode)new JsonObject { ["version"] = Versions[challenger.VersionId], ["share"] = challenger.Share, ["plannedRows"] = challenger.PlannedRows })]),
        ["championShare"] = Experiment.ChampionShare,
        ["plannedRows"] = Experiment.PlannedRows,
        ["metric"] = Experiment.Metric.ToString(),
        ["higherIsBetter"] = Experiment.HigherIsBetter,
        ["expectedEffect"] = Experiment.ExpectedEffect,
        ["alpha"] = Experiment.Alpha,
        ["power"] = Experiment.Power,
        ["baseline"] = Experiment.Baseline,
        ["guardrails"] = new JsonArray([.. Experiment.Guardrails.Select(guard => (JsonNode)new JsonObject { ["metric"] = guard.Metric.ToString(), ["margin"] = guard.Margin })]),
    };
}
