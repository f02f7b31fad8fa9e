using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Compliance;

/// <param name="Evaluation">The newest one; null when none was ever queued.</param>
/// <param name="LiveIn">The environments where this version is live now.</param>
public sealed record NewestVersionRow(
    VersionId Id, string Model, int Number, string Description, DateTimeOffset RegisteredAt, bool Mine, EvaluationState? Evaluation, EvaluationResults? Results, string? FailureSentence,
    IReadOnlyList<string> LiveIn);

/// <summary>The versions registered last, each with what its newest evaluation says and where it is live.</summary>
public sealed class NewestVersions(PortalDatabase database)
{
    public async Task<IReadOnlyList<NewestVersionRow>> ReadAsync(Actor actor, int most, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var models = db.Models;
        var versions = await (
            from version in db.Versions.AsNoTracking()
            join model in models on version.ModelId equals model.Id
            orderby version.RegisteredAt descending, version.Id descending
            select new { version.Id, Model = model.Name, version.Number, version.Description, version.RegisteredAt, version.RegisteredBy })
            .Take(most).ToListAsync(ct);
        var ids = versions.ConvertAll(version => version.Id);
        var evaluations = await db.Evaluations.AsNoTracking().OfRecord().Where(row => ids.Contains(row.VersionId))
            .GroupBy(row => row.VersionId).Select(rows => rows.OrderByDescending(row => row.QueuedAt).ThenByDescending(row => row.Id).First())
            .ToDictionaryAsync(row => row.VersionId, ct);
        var environments = db.Environments;
        var live = (await (
                from deployment in db.LiveDeployments.AsNoTracking()
                join environment in environments on deployment.EnvironmentId equals environment.Id
                where ids.Contains(deployment.VersionId)
                select new { deployment.VersionId, environment.Name }).ToListAsync(ct))
            .ToLookup(row => row.VersionId, row => row.Name);
        return
        [
            .. versions.Select(version =>
            {
                var evaluation = evaluations.GetValueOrDefault(version.Id);
                return new NewestVersionRow(
                    version.Id, version.Model, version.Number, version.Description, version.RegisteredAt, version.RegisteredBy == actor.Member,
                    evaluation?.State, evaluation?.Results, evaluation?.FailureSentence, [.. live[version.Id].Order(StringComparer.OrdinalIgnoreCase)]);
            }),
        ];
    }
}
