using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Environment">The name of an environment; null for all.</param>
/// <param name="Model">The name of a model; null for all.</param>
public sealed record DeploymentHistoryRequest(PageRequest Page, string? Environment = null, string? Model = null);

/// <param name="EndedAt">Null while it is live.</param>
public sealed record DeploymentRow(
    DeploymentId Id, string Environment, string Model, int Version, VersionId VersionId, DeploymentCause Cause, int PromotionNumber, string Reason, string By,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>What was live where, from when to when; newest first.</summary>
public sealed class DeploymentHistory(PortalDatabase database)
{
    public async Task<Outcome<Page<DeploymentRow>>> ReadAsync(Actor actor, DeploymentHistoryRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = db.Deployments.AsNoTracking();
        var (environments, models, versions, promotions, members) = (db.Environments, db.Models, db.Versions, db.Promotions, db.Members);
        if (request.Environment is { } environment)
        {
            var name = Names.Normalize(environment);
            if (await environments.Where(row => row.NormalizedName == name).Select(row => (EnvironmentId?)row.Id).SingleOrDefaultAsync(ct) is not { } id)
            {
                return Refusal.NotFound($"The environment {environment}");
            }

            rows = rows.Where(row => row.EnvironmentId == id);
        }

        if (request.Model is { } model)
        {
            var name = Names.Normalize(model);
            if (await models.Where(row => row.NormalizedName == name).Select(row => (ModelId?)row.Id).SingleOrDefaultAsync(ct) is not { } id)
            {
                return Refusal.NotFound($"The model {model}");
            }

            rows = rows.Where(row => row.ModelId == id);
        }

        return await rows.NewestFirstAsync(
            row => row.StartedAt,
            row => row.Id,
            row => new DeploymentRow(
                row.Id,
                environments.Where(one => one.Id == row.EnvironmentId).Select(one => one.Name).First(),
                models.Where(one => one.Id == row.ModelId).Select(one => one.Name).First(),
                versions.Where(one => one.Id == row.VersionId).Select(one => one.Number).First(),
                row.VersionId, row.Cause,
                promotions.Where(one => one.Id == row.PromotionId).Select(one => one.Number).First(),
                row.Reason,
                members.Where(one => one.Id == row.StartedBy).Select(one => one.Email).First(),
                row.StartedAt, row.EndedAt),
            request.Page,
            ct);
    }
}
