using Portal.Core.Registry;
using Portal.Core.Deployments;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Experiments;

/// <param name="Model">The name of one model.</param>
public sealed record ExperimentListRequest(PageRequest Page, ExperimentState? State = null, string? Model = null);

/// <param name="Verdict">Of the newest look; null before the first.</param>
public sealed record ExperimentRow(
    ExperimentId Id, int Number, string Name, string Model, string Environment, ExperimentMode Mode, ExperimentMetric Metric, ExperimentState State, int? Champion, IReadOnlyList<int> Challengers,
    LookVerdict? Verdict, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <summary>The tenant's experiments, newest first.</summary>
public sealed class ExperimentList(PortalDatabase database)
{
    public async Task<Outcome<Page<ExperimentRow>>> ReadAsync(Actor actor, ExperimentListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (models, environments, versions, looks) = (db.Models, db.Environments, db.Versions, db.ExperimentLooks);
        var rows = db.Experiments.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        if (request.Model is { Length: > 0 } model)
        {
            var name = Names.Normalize(model);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return await rows.NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new ExperimentRow(
                row.Id, row.Number, row.Name,
                models.Where(one => one.Id == row.ModelId).Select(one => one.Name).First(),
                environments.Where(one => one.Id == row.EnvironmentId).Select(one => one.Name).First(),
                row.Mode, row.Metric, row.State,
                versions.Where(version => version.Id == row.ChampionVersionId).Select(version => (int?)version.Number).FirstOrDefault(),
                row.Challengers.Select(challenger => versions.Where(version => version.Id == challenger.VersionId).Select(version => version.Number).First()).Order().ToList(),
                looks.Where(look => look.ExperimentId == row.Id).OrderByDescending(look => look.At).Select(look => (LookVerdict?)look.Verdict).FirstOrDefault(),
                row.CreatedAt, row.StartedAt, row.EndedAt),
            request.Page,
            ct);
    }
}
