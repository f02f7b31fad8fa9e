using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <param name="Model">The name of one model.</param>
/// <param name="Open">True for those that nobody has ended yet.</param>
/// <param name="WaitingForMe">True for those that the actor can move now: decide on, grant an exception for, answer.</param>
public sealed record PromotionListRequest(PageRequest Page, PromotionState? State = null, string? Model = null, bool Open = false, bool WaitingForMe = false);

public sealed record PromotionRow(
    PromotionId Id, int Number, string Model, int VersionNumber, PromotionPlace Place, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);

/// <summary>The tenant's promotions, newest first.</summary>
public sealed class PromotionList(PortalDatabase database, IPromotionTarget target, TimeProvider clock)
{
    public async Task<Outcome<Page<PromotionRow>>> ReadAsync(Actor actor, PromotionListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (models, versions, members) = (db.Models, db.Versions, db.Members);
        var tokens = request.WaitingForMe ? await TokensAsync(db, actor, ct) : [];
        var page = await Filter(db, actor, request, tokens).NewestFirstAsync(
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
        return await WaitingFor(db, db.Promotions, actor, await TokensAsync(db, actor, ct)).CountAsync(ct);
    }

    private static IQueryable<Promotion> Filter(PortalDbContext db, Actor actor, PromotionListRequest request, IReadOnlyList<string> tokens)
    {
        var rows = db.Promotions.AsNoTracking();
        rows = request.State is { } state ? rows.Where(row => row.State == state) : rows;
        rows = request.Open ? rows.Where(row => row.State == PromotionState.Waiting || row.State == PromotionState.NeedsException || row.State == PromotionState.ChangesRequested) : rows;
        rows = request.WaitingForMe ? WaitingFor(db, rows, actor, tokens) : rows;
        if (request.Model is { Length: > 0 } model)
        {
            var (name, models) = (Names.Normalize(model), db.Models);
            rows = rows.Where(row => models.Any(one => one.Id == row.ModelId && one.NormalizedName == name));
        }

        return rows;
    }

    /// <summary>By what stages know the actor, and those whose place they may take.</summary>
    private async Task<IReadOnlyList<string>> TokensAsync(PortalDbContext db, Actor actor, CancellationToken ct) =>
        await Decider.FindAsync(db, actor, clock.GetUtcNow(), ct) is { IsPerson: true } decider ? [.. decider.StandsInFor.Append(decider).SelectMany(one => one.Tokens).Distinct(StringComparer.Ordinal)] : [];

    /// <summary>
    /// PromotionRules and DecisionRules in the database's words: what the actor can move now. What was sent back waits for its requester.
    /// </summary>
    private static IQueryable<Promotion> WaitingFor(PortalDbContext db, IQueryable<Promotion> rows, Actor actor, IReadOnlyList<string> tokens)
    {
        var (me, versions) = (actor.Member, db.Versions);
        var excepts = me is not null && RoleRules.Refuses(actor, Permission.GrantException) is null;
        return rows.Where(row =>
            (row.State == PromotionState.ChangesRequested && row.RequestedBy == me)
            || (row.RequestedBy != me
                && !versions.Any(version => version.Id == row.VersionId && version.RegisteredBy == me)
                && ((excepts && row.State == PromotionState.NeedsException)
                    || (row.State == PromotionState.Waiting
                        && row.Stages.Any(stage => stage.State == StageState.Open && stage.Deciders.Any(decider => tokens.Contains(decider.Token))
                            && !row.Decisions.Any(said => (said.MemberId == me || said.Seat == me) && (said.Stage != stage.Stage || said.Round == stage.Round)))))));
    }

    private sealed record Found(
        PromotionId Id, int Number, string Model, int Version, EnvironmentId Environment, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);
}
