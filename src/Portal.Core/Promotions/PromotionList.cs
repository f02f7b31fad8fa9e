using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Model">The name of one model.</param>
/// <param name="Open">True for those that nobody has ended yet.</param>
/// <param name="WaitingForMe">True for those on which the actor may decide, or grant an exception, now.</param>
public sealed record PromotionListRequest(PageRequest Page, PromotionState? State = null, string? Model = null, bool Open = false, bool WaitingForMe = false);

public sealed record PromotionRow(
    PromotionId Id, int Number, string Model, int VersionNumber, PromotionPlace Place, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);

/// <summary>The tenant's promotions, newest first.</summary>
public sealed class PromotionList(PortalDatabase database, IPromotionTarget target)
{
    public async Task<Outcome<Page<PromotionRow>>> ReadAsync(Actor actor, PromotionListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (models, versions, members) = (db.Models, db.Versions, db.Members);
        var page = await Filter(db, actor, request).NewestFirstAsync(
            row => row.RequestedAt,
            row => row.Id,
            row => new Found(
                row.Id, row.Number,
                models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                row.EnvironmentId, row.State,
                members.Where(member => member.Id == row.RequestedBy).Select(member => member.Name).First(),
                row.RequestedAt, row.EndedAt),
            request.Page,
            ct);
        var places = await target.FindAsync(db, [.. page.Items.Select(row => row.Environment).Distinct()], ct);
        return new Page<PromotionRow>(
            [.. page.Items.Select(row => new PromotionRow(row.Id, row.Number, row.Model, row.Version, places[row.Environment], row.State, row.RequestedBy, row.RequestedAt, row.EndedAt))],
            page.Next);
    }

    /// <summary>How many wait for the actor: for the navigation and the first page.</summary>
    public async Task<int> WaitingForMeAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await WaitingFor(db, db.Promotions, actor).CountAsync(ct);
    }

    private static IQueryable<Promotion> Filter(PortalDbContext db, Actor actor, PromotionListRequest request)
    {
        var rows = db.Promotions.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Open ? rows.Where(row => row.State == PromotionState.Waiting || row.State == PromotionState.NeedsException) : rows;
        rows = request.WaitingForMe ? WaitingFor(db, rows, actor) : rows;
        if (request.Model is { Length: > 0 } model)
        {
            var (name, models) = (Names.Normalize(model), db.Models);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return rows;
    }

    /// <summary>PromotionRules in the database's words: open, of others' versions and requests, in a state that the actor's roles can move.</summary>
    private static IQueryable<Promotion> WaitingFor(PortalDbContext db, IQueryable<Promotion> rows, Actor actor)
    {
        var (me, versions) = (actor.Member, db.Versions);
        var decides = me is not null && RoleRules.Refuses(actor, Permission.DecidePromotion) is null;
        var excepts = me is not null && RoleRules.Refuses(actor, Permission.GrantException) is null;
        return rows.Where(row =>
            ((decides && row.State == PromotionState.Waiting) || (excepts && row.State == PromotionState.NeedsException))
            && row.RequestedBy != me
            && !versions.Any(version => version.Id == row.VersionId && version.RegisteredBy == me));
    }

    private sealed record Found(
        PromotionId Id, int Number, string Model, int Version, EnvironmentId Environment, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);
}
