using System.Linq.Expressions;
using Portal.Core.Promotions.Stages;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Promotions;

/// <summary>In which order a list of promotions stands.</summary>
public enum PromotionOrder
{
    /// <summary>By when they were asked for.</summary>
    Newest,

    /// <summary>By the earliest deadline of an open stage; those without one last. Only what is open has one, so nothing else is listed.</summary>
    Deadline,
}

/// <summary>How near a deadline is.</summary>
public enum DeadlineNearness
{
    /// <summary>Over.</summary>
    Late,

    /// <summary>Over, or within two days.</summary>
    Soon,
}

/// <param name="Model">The name of one model.</param>
/// <param name="Open">True for those that nobody has ended yet.</param>
/// <param name="WaitingForMe">True for those that the actor can move now: decide on, grant an exception for, answer.</param>
public sealed record PromotionListRequest(PageRequest Page, PromotionState? State = null, string? Model = null, bool Open = false, bool WaitingForMe = false)
{
    /// <summary>The name of one environment.</summary>
    public string? Environment { get; init; }

    /// <summary>Of the model as it is now.</summary>
    public RiskClass? Risk { get; init; }

    /// <summary>The name of a stage that is open.</summary>
    public string? Stage { get; init; }

    public DeadlineNearness? Due { get; init; }

    /// <summary>The e-mail address of who asked for it.</summary>
    public string? RequestedBy { get; init; }

    public PromotionOrder Order { get; init; }
}

/// <summary>A stage on which somebody is to decide now.</summary>
public sealed record OpenStageRow(string Name, DateTimeOffset? DueAt, bool Escalated);

public sealed record PromotionRow(
    PromotionId Id, int Number, string Model, int VersionNumber, PromotionPlace Place, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, RiskClass Risk,
    IReadOnlyList<OpenStageRow> Stages)
{
    /// <summary>The version is live there already, and asked to be approved again.</summary>
    public bool IsRenewal { get; init; }

    /// <summary>The earliest deadline; null when none runs.</summary>
    public DateTimeOffset? DueAt => Stages.Min(stage => stage.DueAt);
}

/// <summary>The tenant's promotions.</summary>
public sealed class PromotionList(PortalDatabase database, IPromotionTarget target, TimeProvider clock)
{
    private const int MostStageNames = 100;

    public async Task<Outcome<Page<PromotionRow>>> ReadAsync(Actor actor, PromotionListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var (models, versions, members) = (db.Models, db.Versions, db.Members);
        var tokens = request.WaitingForMe ? await TokensAsync(db, actor, ct) : [];
        EnvironmentId? place = request.Environment is { Length: > 0 } environment ? (await target.FindAsync(db, environment, ct))?.Id ?? default(EnvironmentId) : null;
        var rows = PromotionFilter.Apply(db, actor, request, tokens, place, clock.GetUtcNow());
        Expression<Func<Promotion, Found>> found = row => new Found(
            row.Id, row.Number,
            models.Where(model => model.Id == row.ModelId).Select(model => model.Name).First(),
            models.Where(model => model.Id == row.ModelId).Select(model => model.RiskClass).First(),
            versions.Where(version => version.Id == row.VersionId).Select(version => version.Number).First(),
            row.EnvironmentId, row.State,
            members.Where(member => member.Id == row.RequestedBy).Select(member => member.Name).First(),
            row.RequestedAt, row.EndedAt, row.IsRenewal);
        var page = request.Order == PromotionOrder.Deadline
            ? await rows.SoonestFirstAsync(row => row.DecideBy, row => row.Id, found, request.Page, ct)
            : await rows.NewestFirstAsync(row => row.RequestedAt, row => row.Id, found, request.Page, ct);
        var places = await target.FindAsync(db, [.. page.Items.Select(row => row.Environment).Distinct()], ct);
        var stages = await StagesAsync(db, [.. page.Items.Where(row => row.State == PromotionState.Waiting).Select(row => row.Id)], ct);
        return new Page<PromotionRow>(
            [.. page.Items.Select(row => new PromotionRow(row.Id, row.Number, row.Model, row.Version, places[row.Environment], row.State, row.RequestedBy, row.RequestedAt, row.EndedAt, row.Risk, [.. stages[row.Id]]) { IsRenewal = row.IsRenewal })],
            page.Next);
    }

    /// <summary>How many wait for the actor: for the navigation and the first page.</summary>
    public async Task<int> WaitingForMeAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await PromotionFilter.WaitingFor(db, db.Promotions, actor, await TokensAsync(db, actor, ct)).CountAsync(ct);
    }

    /// <summary>The names of all stages that are open somewhere, to choose from.</summary>
    public async Task<IReadOnlyList<string>> StageNamesAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.PromotionStages.Where(row => row.State == StageState.Open).Select(row => row.Name).Distinct().OrderBy(name => name).Take(MostStageNames).ToListAsync(ct);
    }

    private static async Task<ILookup<PromotionId, OpenStageRow>> StagesAsync(PortalDbContext db, PromotionId[] ids, CancellationToken ct)
    {
        var rows = await db.PromotionStages.AsNoTracking().Where(row => ids.Contains(row.PromotionId) && row.State == StageState.Open)
            .OrderBy(row => row.Stage).Select(row => new { row.PromotionId, Row = new OpenStageRow(row.Name, row.DueAt, row.EscalatedAt != null) }).ToListAsync(ct);
        return rows.ToLookup(row => row.PromotionId, row => row.Row);
    }

    /// <summary>By what stages know the actor, and those whose place they may take.</summary>
    private async Task<IReadOnlyList<string>> TokensAsync(PortalDbContext db, Actor actor, CancellationToken ct) =>
        await Decider.FindAsync(db, actor, clock.GetUtcNow(), ct) is { IsPerson: true } decider ? [.. decider.StandsInFor.Append(decider).SelectMany(one => one.Tokens).Distinct(StringComparer.Ordinal)] : [];

    private sealed record Found(
        PromotionId Id, int Number, string Model, RiskClass Risk, int Version, EnvironmentId Environment, PromotionState State, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, bool IsRenewal);
}
