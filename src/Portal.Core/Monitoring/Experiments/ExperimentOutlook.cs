using Portal.Core.Deployments;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Champion">Number of the version that is live there; null when none is.</param>
/// <param name="Versions">The others, the newest first.</param>
/// <param name="WeeklyRows">Rows of the live version in the last seven days.</param>
/// <param name="Seen">What the live version had in them, by metric: mean and standard deviation of single rows.</param>
public sealed record ExperimentOutlookView(
    string Model, ModelTask Task, string Environment, int? Champion, IReadOnlyList<int> Versions, long WeeklyRows, IReadOnlyDictionary<ExperimentMetric, (double Mean, double? Spread)> Seen);

/// <summary>What an experiment can be planned with: what is live, what could challenge it, and what arrived in the last week.</summary>
public sealed class ExperimentOutlook
{
    /// <summary>Older challengers are asked for by number.</summary>
    private const int MostVersions = 200;

    private readonly PortalDatabase _database;
    private readonly ArmReader _reader;
    private readonly TimeProvider _clock;

    internal ExperimentOutlook(PortalDatabase database, ArmReader reader, TimeProvider clock) => (_database, _reader, _clock) = (database, reader, clock);

    public async Task<Outcome<ExperimentOutlookView>> FindAsync(Actor actor, string model, string environment, CancellationToken ct)
    {
        var (modelName, environmentName) = (Names.Normalize(model), Names.Normalize(environment));
        await using var db = _database.Open(actor.Tenant);
        var owner = await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == modelName, ct);
        var place = await db.Environments.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedName == environmentName, ct);
        if (owner is null || place is null)
        {
            return Refusal.NotFound(owner is null ? $"The model {model}" : $"The environment {environment}");
        }

        var live = await db.LiveDeployments.Where(row => row.EnvironmentId == place.Id && row.ModelId == owner.Id).Select(row => (VersionId?)row.VersionId).SingleOrDefaultAsync(ct);
        var versions = await db.Versions.AsNoTracking().Where(row => row.ModelId == owner.Id).OrderByDescending(row => row.Number).Select(row => new { row.Id, row.Number }).Take(MostVersions).ToListAsync(ct);
        var rows = live is { } champion ? await LastWeekAsync(db, actor.Tenant, place.Id, owner.Id, champion, ct) : null;
        return new ExperimentOutlookView(
            owner.Name, owner.Task, place.Name,
            live is null ? null : await db.Versions.Where(row => row.Id == live).Select(row => (int?)row.Number).SingleAsync(ct),
            [.. versions.Where(row => row.Id != live).Select(row => row.Number)], rows?.Answers.Count ?? 0, rows is null ? new Dictionary<ExperimentMetric, (double, double?)>() : Seen(rows));
    }

    private async Task<ArmRows> LastWeekAsync(PortalDbContext db, TenantId tenant, EnvironmentId environment, ModelId model, VersionId version, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        return (await _reader.ReadAsync(db, tenant, new ArmQuestion(environment, model, [version], now.AddDays(-7), now, Truths: true), ct))[0];
    }

    private static Dictionary<ExperimentMetric, (double, double?)> Seen(ArmRows rows)
    {
        ExperimentMetric[] metrics = [.. Enum.GetValues<ExperimentMetric>().Where(metric => !metric.IsReported())];
        return ArmMetrics.Of(rows, metrics).Where(arm => arm.Value.Rows > 0)
            .ToDictionary(arm => arm.Key, arm => (arm.Value.Values.Mean, arm.Key.IsRate() || arm.Value.Values.Variance is not { } variance ? null : (double?)Math.Sqrt(variance)));
    }
}
