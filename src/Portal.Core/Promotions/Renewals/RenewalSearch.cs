using Portal.Core.Promotions.FollowUps;
using Portal.Core.Registry;
using Portal.Core.Storage;

namespace Portal.Core.Promotions.Renewals;

/// <summary>What a request for a version that is live already would renew.</summary>
internal static class RenewalSearch
{
    /// <summary>Null where nothing is to be renewed: the version is not live there, or neither the policy of today nor an open follow-up asks for it.</summary>
    /// <param name="champion">What is live there.</param>
    /// <param name="terms">Of the policy of today; null without one.</param>
    public static async Task<FrozenRenewal?> FindAsync(PortalDbContext db, PromotionCandidate candidate, VersionId? champion, PromotionTerms? terms, CancellationToken ct)
    {
        var (environment, version) = (candidate.Place.Id, candidate.Version.Id);
        if (champion != version || (terms?.EvidenceDays is null && !await IsAskedForAsync(db, environment, version, ct)))
        {
            return null;
        }

        var before = await LastAsync(db, environment, version, ct);
        var frozen = before is null ? null : FrozenEvidence.Parse(before.Evidence);
        return new FrozenRenewal(before?.Number, frozen?.Evidence.Candidate.Evaluation, frozen is null ? null : RenewalRules.TermOf(frozen)?.Until);
    }

    /// <summary>The promotion that approved the version there last; null when none did.</summary>
    public static Task<Promotion?> LastAsync(PortalDbContext db, EnvironmentId environment, VersionId version, CancellationToken ct) =>
        db.Promotions.AsNoTracking().Where(row => row.EnvironmentId == environment && row.VersionId == version && row.State == PromotionState.Approved)
            .OrderByDescending(row => row.EndedAt).ThenByDescending(row => row.Number).FirstOrDefaultAsync(ct);

    private static Task<bool> IsAskedForAsync(PortalDbContext db, EnvironmentId environment, VersionId version, CancellationToken ct) =>
        db.FollowUps.AnyAsync(row => row.Kind == FollowUpKind.EvidenceAges && row.DoneAt == null && row.EnvironmentId == environment && row.VersionId == version, ct);
}
