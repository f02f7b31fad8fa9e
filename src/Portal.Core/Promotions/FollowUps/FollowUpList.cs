using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <param name="Open">True for those that nobody has completed yet.</param>
/// <param name="Overdue">True for those of them whose day has passed.</param>
/// <param name="Model">A part of the model's name.</param>
public sealed record FollowUpListRequest(PageRequest Page, bool Open = false, FollowUpKind? Kind = null, bool Overdue = false, string? Model = null);

/// <param name="Promotion">The number of the promotion that it follows; null when it follows none.</param>
/// <param name="GateTitle">The gate that was let pass, in words; null when it follows no exception.</param>
/// <param name="Reason">Why it was let pass; null when it follows no exception.</param>
/// <param name="IsLive">Whether the version is live in the environment now, alone or beside another one.</param>
/// <param name="CreatedBy">Null for the portal itself.</param>
/// <param name="DoneBy">Null while it is open, and when it fell away by itself.</param>
/// <param name="MayComplete">Null when the asking member may complete it.</param>
public sealed record FollowUpRow(
    FollowUpId Id, int Number, FollowUpKind Kind, string Model, int Version, PromotionPlace Place, bool IsLive, int? Promotion, string? GateId, string? GateTitle, string? Reason, string What,
    DateTimeOffset DueAt, Role OwnerRole, string? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? OverdueAt, string? DoneBy, DateTimeOffset? DoneAt, string? Outcome, Refusal? MayComplete)
{
    public bool IsOpen => DoneAt is null;
}

/// <summary>What is still to be put right, and what was; the newest first.</summary>
public sealed class FollowUpList(PortalDatabase database, IPromotionTarget target, TimeProvider clock)
{
    public async Task<Outcome<Page<FollowUpRow>>> ReadAsync(Actor actor, FollowUpListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var page = await Found(db, Filter(db, request)).NewestFirstAsync(row => row.FollowUp.CreatedAt, row => row.FollowUp.Id, row => row, request.Page, ct);
        return new Page<FollowUpRow>(await RowsAsync(db, target, page.Items, actor, ct), page.Next);
    }

    /// <summary>Those that are overdue or will be soon, the most urgent first, whoever is to see to them.</summary>
    public async Task<IReadOnlyList<FollowUpRow>> DueAsync(Actor actor, TimeSpan within, int most, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + within;
        await using var db = database.Open(actor.Tenant);
        var rows = await Found(db, db.FollowUps.AsNoTracking().Where(row => row.DoneAt == null && row.DueAt <= until)).OrderBy(row => row.FollowUp.DueAt).Take(most).ToListAsync(ct);
        return await RowsAsync(db, target, rows, actor, ct);
    }

    /// <summary>How many the actor could see to now: for the navigation.</summary>
    public async Task<int> WaitingForMeAsync(Actor actor, CancellationToken ct)
    {
        var (me, roles) = (actor.Member, actor.Roles.ToArray());
        await using var db = database.Open(actor.Tenant);
        return me is null ? 0 : await db.FollowUps.CountAsync(row => row.DoneAt == null && row.CreatedBy != me && roles.Contains(row.OwnerRole), ct);
    }

    private IQueryable<FollowUp> Filter(PortalDbContext db, FollowUpListRequest request)
    {
        var now = clock.GetUtcNow();
        var rows = db.FollowUps.AsNoTracking();
        rows = request.Open || request.Overdue ? rows.Where(row => row.DoneAt == null) : rows;
        rows = request.Overdue ? rows.Where(row => row.DueAt <= now) : rows;
        rows = request.Kind is { } kind ? rows.Where(row => row.Kind == kind) : rows;
        if (request.Model is { Length: > 0 } model)
        {
            var named = db.Models.WhereContains(row => row.Name, model);
            rows = rows.Where(row => named.Any(one => one.Id == row.ModelId));
        }

        return rows;
    }

    internal static IQueryable<FoundFollowUp> Found(PortalDbContext db, IQueryable<FollowUp> rows)
    {
        var (models, versions, promotions, members, exceptions) = (db.Models, db.Versions, db.Promotions, db.Members, db.GateExceptions);
        return rows.Select(row => new FoundFollowUp
        {
            FollowUp = row,
            Model = models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
            Version = versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
            Promotion = promotions.Where(promotion => promotion.Id == row.PromotionId).Select(promotion => (int?)promotion.Number).FirstOrDefault(),
            Reason = exceptions.Where(exception => exception.PromotionId == row.PromotionId && exception.FollowUpId == row.Id).Select(exception => exception.Reason).FirstOrDefault(),
            CreatedBy = members.Where(member => member.Id == row.CreatedBy).Select(member => member.Name).FirstOrDefault(),
            DoneBy = members.Where(member => member.Id == row.DoneBy).Select(member => member.Name).FirstOrDefault(),
        });
    }

    internal static async Task<IReadOnlyList<FollowUpRow>> RowsAsync(PortalDbContext db, IPromotionTarget target, IReadOnlyList<FoundFollowUp> found, Actor actor, CancellationToken ct)
    {
        var places = await target.FindAsync(db, [.. found.Select(row => row.FollowUp.EnvironmentId).Distinct()], ct);
        var live = await target.LiveAmongAsync(db, [.. found.Select(row => row.FollowUp.VersionId).Distinct()], ct);
        return [.. found.Select(one => Row(one, places[one.FollowUp.EnvironmentId], live.Contains((one.FollowUp.EnvironmentId, one.FollowUp.VersionId)), actor))];
    }

    private static FollowUpRow Row(FoundFollowUp found, PromotionPlace place, bool isLive, Actor actor)
    {
        var row = found.FollowUp;
        return new(
            row.Id, row.Number, row.Kind, found.Model, found.Version, place, isLive, found.Promotion, row.GateId, row.GateTitle, found.Reason, row.What, row.DueAt, row.OwnerRole,
            found.CreatedBy, row.CreatedAt, row.OverdueAt, found.DoneBy, row.DoneAt, row.Outcome, FollowUpRules.RefusesCompletion(row, actor));
    }

    /// <summary>A follow-up with the names of what it is about.</summary>
    internal sealed class FoundFollowUp
    {
        public required FollowUp FollowUp { get; init; }

        public required string Model { get; init; }

        public required int Version { get; init; }

        public required int? Promotion { get; init; }

        public required string? Reason { get; init; }

        public required string? CreatedBy { get; init; }

        public required string? DoneBy { get; init; }
    }
}
