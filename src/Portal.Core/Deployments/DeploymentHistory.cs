using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments;

/// <param name="Environment">The name of one environment.</param>
/// <param name="Model">The name of one model.</param>
/// <param name="Version">The number of one of its versions.</param>
public sealed record DeploymentHistoryRequest(PageRequest Page, string? Environment = null, string? Model = null, int? Version = null);

/// <param name="Promotion">Number of the promotion that allowed the version there; null for break-glass.</param>
/// <param name="StartedBy">Null for the portal itself.</param>
/// <param name="EndedAt">Null for what is live.</param>
/// <param name="ChampionSince">When it took over; null for a challenger that has not, or never did.</param>
/// <param name="Incident">The number of the incident that an automatic rollback answered.</param>
/// <param name="EvidenceUntil">Of what is live: when the evidence of its approval is too old; null where it never ages.</param>
public sealed record DeploymentRow(
    DeploymentId Id, string Environment, string Model, int VersionNumber, Digest Digest, DeploymentCause Cause, int? Promotion, string Reason, string? StartedBy,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? ChampionSince, int? Incident = null, DateTimeOffset? EvidenceUntil = null);

/// <summary>What was live when, the newest first: all of the tenant, or of an environment, or of a model.</summary>
public sealed class DeploymentHistory(PortalDatabase database)
{
    public async Task<Outcome<Page<DeploymentRow>>> ReadAsync(Actor actor, DeploymentHistoryRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (environments, models, versions, promotions, members, approvals) = (db.Environments, db.Models, db.Versions, db.Promotions, db.Members, db.LiveApprovals);
        return await Filter(db, request).NewestFirstAsync(
            row => row.StartedAt,
            row => row.Id,
            row => new DeploymentRow(
                row.Id,
                environments.Where(environment => environment.Id == row.EnvironmentId).Select(environment => environment.Name).First(),
                models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Digest).First(),
                row.Cause,
                promotions.Where(promotion => promotion.Id == row.PromotionId).Select(promotion => (int?)promotion.Number).FirstOrDefault(),
                row.Reason,
                members.Where(member => member.Id == row.StartedBy).Select(member => member.Name).FirstOrDefault(),
                row.StartedAt,
                row.EndedAt,
                row.ChampionSince,
                row.Incident,
                approvals.Where(approval => row.EndedAt == null && row.ChampionSince != null && approval.EnvironmentId == row.EnvironmentId && approval.ModelId == row.ModelId && approval.VersionId == row.VersionId)
                    .Select(approval => (DateTimeOffset?)approval.EvidenceUntil).FirstOrDefault()),
            request.Page,
            ct);
    }

    private static IQueryable<Deployment> Filter(PortalDbContext db, DeploymentHistoryRequest request)
    {
        var rows = db.Deployments.AsNoTracking();
        if (request.Environment is { Length: > 0 } environment)
        {
            var (name, environments) = (Names.Normalize(environment), db.Environments);
            rows = rows.Where(row => environments.Any(one => one.Id == row.EnvironmentId && one.NormalizedName == name));
        }

        if (request.Model is { Length: > 0 } model)
        {
            var (name, models) = (Names.Normalize(model), db.Models);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        if (request.Version is { } number)
        {
            var versions = db.Versions;
            rows = rows.Where(row => versions.Any(one => one.Id == row.VersionId && one.Number == number));
        }

        return rows;
    }
}
