using Portal.Core.Audit;
using Portal.Core.Deployments;
using Portal.Core.Evaluations;
using Portal.Core.Monitoring.Incidents;
using Portal.Core.Monitoring.Monitors;
using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Compliance;

/// <param name="HighRiskModels">Models of the highest risk class.</param>
/// <param name="LiveInProduction">Models with a version live in a production environment.</param>
/// <param name="LiveUnproven">Of these, the ones whose live version has no completed evaluation of the last 30 days.</param>
/// <param name="Decided">Promotions that ended in the last 30 days, by how.</param>
/// <param name="WaivedLive">Gates that were waived for what is live now.</param>
/// <param name="IncidentsOpen">Not resolved.</param>
/// <param name="IncidentsCritical">Of these, the critical ones.</param>
/// <param name="LastVerified">When somebody last verified the trail; null when nobody did.</param>
public sealed record PostureFigures(
    int Models,
    int HighRiskModels,
    int Versions,
    int LiveInProduction,
    int LiveUnproven,
    int PromotionsOpen,
    IReadOnlyDictionary<PromotionState, int> Decided,
    int WaivedLive,
    int EvaluationsOpen,
    int EvaluationsFailed,
    int IncidentsOpen,
    int IncidentsCritical,
    int Members,
    int Tokens,
    long AuditEntries,
    DateTimeOffset? LastVerified);

/// <summary>The organisation's risk and governance in a few numbers, each counted from rows.</summary>
public sealed class Posture(PortalDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public async Task<PostureFigures> ReadAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - Lately;
        await using var db = database.Open(actor.Tenant);
        var (environments, evaluations) = (db.Environments, db.Evaluations.OfRecord());
        var inProduction = db.LiveDeployments.AsNoTracking().Where(row => environments.Any(place => place.Id == row.EnvironmentId && place.Purpose == EnvironmentPurpose.Production));
        var decided = await db.Promotions.Where(row => row.EndedAt >= since).GroupBy(row => row.State).Select(rows => new { State = rows.Key, Count = rows.Count() }).ToListAsync(ct);
        return new PostureFigures(
            Models: await db.Models.CountAsync(ct),
            HighRiskModels: await db.Models.CountAsync(row => row.RiskClass == RiskClass.High, ct),
            Versions: await db.Versions.CountAsync(ct),
            LiveInProduction: await inProduction.Select(row => row.ModelId).Distinct().CountAsync(ct),
            LiveUnproven: await inProduction
                .Where(row => !evaluations.Any(done => done.VersionId == row.VersionId && done.State == EvaluationState.Completed && done.EndedAt >= since))
                .Select(row => row.ModelId).Distinct().CountAsync(ct),
            PromotionsOpen: await db.Promotions.CountAsync(row => row.State == PromotionState.Waiting || row.State == PromotionState.NeedsException, ct),
            Decided: decided.ToDictionary(row => row.State, row => row.Count),
            WaivedLive: await WaivedLiveAsync(db, ct),
            EvaluationsOpen: await db.Evaluations.CountAsync(row => row.State == EvaluationState.Queued || row.State == EvaluationState.Running, ct),
            EvaluationsFailed: await db.Evaluations.CountAsync(row => row.State == EvaluationState.Failed && row.EndedAt >= since, ct),
            IncidentsOpen: await db.Incidents.CountAsync(row => row.State != IncidentState.Resolved, ct),
            IncidentsCritical: await db.Incidents.CountAsync(row => row.State != IncidentState.Resolved && row.Severity == Severity.Critical, ct),
            Members: await db.Members.CountAsync(row => row.DisabledAt == null, ct),
            Tokens: await db.AccessTokens.CountAsync(row => row.RevokedAt == null && row.ExpiresAt > now, ct),
            AuditEntries: await db.AuditHeads.Select(head => head.Sequence).SingleAsync(ct),
            LastVerified: await db.AuditEntries.Where(entry => entry.Action == "audit.verified").MaxAsync(entry => (DateTimeOffset?)entry.At, ct));
    }

    private static async Task<int> WaivedLiveAsync(PortalDbContext db, CancellationToken ct)
    {
        var (live, deployments) = (db.LiveDeployments, db.Deployments);
        return await db.GateExceptions.CountAsync(
            row => live.Any(now => deployments.Any(deployment => deployment.Id == now.DeploymentId && deployment.PromotionId == row.PromotionId)), ct);
    }
}
