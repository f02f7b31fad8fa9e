using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <summary>A gate that was let pass for a promotion, and is not put right yet.</summary>
/// <param name="Promotion">Its number.</param>
/// <param name="FollowUp">The number of what is to be put right.</param>
public sealed record OpenException(int Promotion, VersionId Version, EnvironmentId Environment, string GateId, string GateTitle, string Reason, DateTimeOffset Until, int FollowUp);

/// <summary>The exceptions that still hold for versions of a model, or for what promotions made live: so that every page can show them.</summary>
public sealed class OpenExceptions(PortalDatabase database)
{
    /// <param name="promotions">By number: of what is shown on one page. What was let pass when one of them was renewed stands with it.</param>
    public async Task<ILookup<int, OpenException>> OfPromotionsAsync(Actor actor, IReadOnlyCollection<int> promotions, CancellationToken ct)
    {
        if (promotions.Count == 0)
        {
            return Array.Empty<OpenException>().ToLookup(row => row.Promotion);
        }

        await using var db = database.Open(actor.Tenant);
        var all = db.Promotions;
        var asked = all.Where(row => promotions.Contains(row.Number));
        var renewals = await (
            from made in asked
            from renewal in all
            where renewal.IsRenewal && renewal.State == PromotionState.Approved && renewal.VersionId == made.VersionId && renewal.EnvironmentId == made.EnvironmentId
            select new { Made = made.Number, Renewal = renewal.Number }).ToListAsync(ct);
        int[] numbers = [.. promotions, .. renewals.Select(row => row.Renewal)];
        var rows = (await Rows(db, db.FollowUps, db.Promotions.Where(row => numbers.Contains(row.Number))).ToListAsync(ct)).ToLookup(row => row.Promotion);
        var sources = promotions.Select(number => (Made: number, Source: number)).Concat(renewals.Select(row => (row.Made, Source: row.Renewal)));
        return sources.Distinct().SelectMany(one => rows[one.Source].Select(exception => (one.Made, Exception: exception))).ToLookup(one => one.Made, one => one.Exception);
    }

    /// <summary>Of one version, wherever it was let pass.</summary>
    public async Task<IReadOnlyList<OpenException>> OfVersionAsync(Actor actor, string model, int number, CancellationToken ct)
    {
        var name = Names.Normalize(model);
        await using var db = database.Open(actor.Tenant);
        var models = db.Models;
        var versions = db.Versions.Where(row => row.Number == number && models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        return await Rows(db, db.FollowUps.Where(row => versions.Any(version => version.Id == row.VersionId)), db.Promotions).ToListAsync(ct);
    }

    private static IQueryable<OpenException> Rows(PortalDbContext db, IQueryable<FollowUp> followUps, IQueryable<Promotion> promotions) =>
        from followUp in followUps
        join exception in db.GateExceptions on followUp.Id equals exception.FollowUpId
        join promotion in promotions on exception.PromotionId equals promotion.Id
        where followUp.DoneAt == null && followUp.Kind == FollowUpKind.ExceptionEnds
        orderby exception.Until
        select new OpenException(
            promotion.Number, followUp.VersionId, followUp.EnvironmentId, exception.GateId, followUp.GateTitle ?? exception.GateId, exception.Reason, exception.Until, followUp.Number);
}
