using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions.FollowUps;

/// <param name="Open">True for those that nobody has completed yet.</param>
public sealed record FollowUpListRequest(PageRequest Page, bool Open = false, FollowUpKind? Kind = null);

/// <param name="Promotion">The number of the promotion that it follows; null when it follows none.</param>
/// <param name="MayComplete">Null when the asking member may complete it.</param>
public sealed record FollowUpRow(
    FollowUpId Id, int Number, FollowUpKind Kind, string Model, int Version, EnvironmentId Environment, int? Promotion, string? GateId, string What, DateTimeOffset DueAt, Role OwnerRole,
    string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? OverdueAt, string? DoneBy, DateTimeOffset? DoneAt, string? Outcome, Refusal? MayComplete);

/// <summary>What is still to be put right, and what was; the newest first.</summary>
public sealed class FollowUpList(PortalDatabase database)
{
    public async Task<Outcome<Page<FollowUpRow>>> ReadAsync(Actor actor, FollowUpListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (models, versions, promotions, members) = (db.Models, db.Versions, db.Promotions, db.Members);
        var rows = db.FollowUps.AsNoTracking();
        rows = request.Open ? rows.Where(row => row.DoneAt == null) : rows;
        rows = request.Kind is { } kind ? rows.Where(row => row.Kind == kind) : rows;
        var page = await rows.NewestFirstAsync(
            row => row.CreatedAt,
            row => row.Id,
            row => new Found(
                row,
                models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
                versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
                promotions.Where(promotion => promotion.Id == row.PromotionId).Select(promotion => (int?)promotion.Number).FirstOrDefault(),
                members.Where(member => member.Id == row.CreatedBy).Select(member => member.Name).First(),
                members.Where(member => member.Id == row.DoneBy).Select(member => member.Name).FirstOrDefault()),
            request.Page,
            ct);
        return new Page<FollowUpRow>([.. page.Items.Select(found => Row(found, actor))], page.Next);
    }

    /// <summary>How many the actor could complete now: for the navigation.</summary>
    public async Task<int> WaitingForMeAsync(Actor actor, CancellationToken ct)
    {
        var (me, roles) = (actor.Member, actor.Roles.ToArray());
        await using var db = database.Open(actor.Tenant);
        return me is null ? 0 : await db.FollowUps.CountAsync(row => row.DoneAt == null && row.CreatedBy != me && roles.Contains(row.OwnerRole), ct);
    }

    private static FollowUpRow Row(Found found, Actor actor)
    {
        var row = found.FollowUp;
        return new(
            row.Id, row.Number, row.Kind, found.Model, found.Version, row.EnvironmentId, found.Promotion, row.GateId, row.What, row.DueAt, row.OwnerRole, found.CreatedBy, row.CreatedAt,
            row.OverdueAt, found.DoneBy, row.DoneAt, row.Outcome, FollowUpRules.RefusesCompletion(row, actor));
    }

    private sealed record Found(FollowUp FollowUp, string Model, int Version, int? Promotion, string CreatedBy, string? DoneBy);
}
