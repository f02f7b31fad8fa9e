using Portal.Core.Promotions;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Rollouts;

/// <param name="By">Null for the portal itself.</param>
public sealed record RolloutMoveRow(int Number, RolloutAct Act, int FromShare, int ToShare, string Reason, string? By, DateTimeOffset At);

/// <param name="Share">The challenger's share in percent: of its present step, or of the last one that it had.</param>
/// <param name="Moves">Oldest first.</param>
public sealed record RolloutRow(
    RolloutId Id, string Environment, string Model, int Promotion, int Version, int Champion, RolloutStrategy Strategy, IReadOnlyList<int> Shares, double HoldHours, RolloutState State,
    int Step, DateTimeOffset StepSince, DateTimeOffset DueAt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? Incident, IReadOnlyList<RolloutMoveRow> Moves, long Revision)
{
    public RolloutStep Now => new(Strategy, Shares, Step, State, DueAt);

    public bool IsOpen => RolloutRules.IsOpen(State);
}

/// <param name="Environment">The name of one environment.</param>
/// <param name="Model">The name of one model.</param>
/// <param name="Open">Only those that are under way or held.</param>
public sealed record RolloutListRequest(PageRequest Page, string? Environment = null, string? Model = null, bool Open = false);

/// <summary>The rollouts with all that happened to them, the newest first.</summary>
public sealed class RolloutList(PortalDatabase database)
{
    public async Task<Outcome<Page<RolloutRow>>> ReadAsync(Actor actor, RolloutListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = db.Rollouts.AsNoTracking();
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

        if (request.Open)
        {
            rows = rows.Where(row => row.State == RolloutState.Running || row.State == RolloutState.Held);
        }

        return await ReadAsync(db, rows, request.Page, ct);
    }

    private static async Task<Page<RolloutRow>> ReadAsync(PortalDbContext db, IQueryable<Rollout> rows, PageRequest page, CancellationToken ct)
    {
        var (environments, models, versions, promotions, members) = (db.Environments, db.Models, db.Versions, db.Promotions, db.Members);
        return await rows.NewestFirstAsync(
            row => row.StartedAt,
            row => row.Id,
            row => new RolloutRow(
                row.Id,
                environments.Where(one => one.Id == row.EnvironmentId).Select(one => one.Name).First(),
                models.Where(one => one.Id == row.ModelId).Select(one => one.Name).First(),
                promotions.Where(one => one.Id == row.PromotionId).Select(one => one.Number).First(),
                versions.Where(one => one.Id == row.VersionId).Select(one => one.Number).First(),
                versions.Where(one => one.Id == row.ChampionVersionId).Select(one => one.Number).First(),
                row.Strategy,
                row.Shares,
                row.HoldHours,
                row.State,
                row.Step,
                row.StepSince,
                row.DueAt,
                row.StartedAt,
                row.EndedAt,
                row.Incident,
                row.Moves.OrderBy(move => move.Number).Select(move => new RolloutMoveRow(
                    move.Number, move.Act, move.FromShare, move.ToShare, move.Reason, members.Where(one => one.Id == move.By).Select(one => one.Name).FirstOrDefault(), move.At)).ToList(),
                row.Revision),
            page,
            ct);
    }
}
