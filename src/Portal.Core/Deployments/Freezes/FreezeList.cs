using System.Linq.Expressions;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Freezes;

/// <param name="Environment">Null when it holds in all environments of <paramref name="Purpose"/>.</param>
/// <param name="EndedAt">When somebody ended it early, or called it off.</param>
public sealed record FreezeRow(
    FreezeId Id, string Name, string? Environment, EnvironmentPurpose? Purpose, DateTimeOffset From, DateTimeOffset Until, string TimeZone, string Reason,
    string PlannedBy, DateTimeOffset PlannedAt, DateTimeOffset? EndedAt, string? EndedBy, long Revision)
{
    /// <summary>The first instant at which it does not hold any more, as it really was.</summary>
    public DateTimeOffset End => EndedAt is { } ended && ended < Until ? ended : Until;

    public FreezeState StateAt(DateTimeOffset at) => FreezeRules.StateAt(From, Until, EndedAt, at);
}

/// <param name="Over">True for those that are over, false for those that hold or are to come, null for all.</param>
public sealed record FreezeListRequest(PageRequest Page, bool? Over = null);

/// <summary>The calendar of freezes, the latest beginning first.</summary>
public sealed class FreezeList(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How many of one environment are shown beside it.</summary>
    private const int MostHere = 20;

    public async Task<Outcome<Page<FreezeRow>>> ReadAsync(Actor actor, FreezeListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        await using var db = database.Open(actor.Tenant);
        var rows = db.Freezes.AsNoTracking();
        rows = request.Over switch
        {
            true => rows.Where(row => row.EndedAt != null || row.Until <= now),
            false => rows.Where(row => row.EndedAt == null && row.Until > now),
            null => rows,
        };
        return await rows.NewestFirstAsync(row => row.From, row => row.Id, Row(db), request.Page, ct);
    }

    /// <summary>Those that hold in an environment now or are to come there, in the order in which they begin.</summary>
    public async Task<Outcome<IReadOnlyList<FreezeRow>>> ComingAsync(Actor actor, string environment, CancellationToken ct)
    {
        var (now, name) = (clock.GetUtcNow(), Names.Normalize(environment));
        await using var db = database.Open(actor.Tenant);
        if (await db.Environments.Where(row => row.NormalizedName == name).Select(row => new { row.Id, row.Purpose }).SingleOrDefaultAsync(ct) is not { } place)
        {
            return EnvironmentFields.NotFound(environment);
        }

        return await FreezeSearch.Of(db, place.Id, place.Purpose).Where(row => row.EndedAt == null && row.Until > now)
            .OrderBy(row => row.From).ThenBy(row => row.Id).Select(Row(db)).Take(MostHere).ToListAsync(ct);
    }

    public async Task<Outcome<FreezeRow>> FindAsync(Actor actor, FreezeId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Freezes.AsNoTracking().Where(row => row.Id == id).Select(Row(db)).SingleOrDefaultAsync(ct) is { } row ? row : Refusal.NotFound("This freeze");
    }

    private static Expression<Func<Freeze, FreezeRow>> Row(PortalDbContext db)
    {
        var (environments, members) = (db.Environments, db.Members);
        return row => new FreezeRow(
            row.Id,
            row.Name,
            environments.Where(one => one.Id == row.EnvironmentId).Select(one => one.Name).FirstOrDefault(),
            row.Purpose,
            row.From,
            row.Until,
            row.TimeZone,
            row.Reason,
            members.Where(one => one.Id == row.PlannedBy).Select(one => one.Name).First(),
            row.PlannedAt,
            row.EndedAt,
            members.Where(one => one.Id == row.EndedBy).Select(one => one.Name).FirstOrDefault(),
            row.Revision);
    }
}
