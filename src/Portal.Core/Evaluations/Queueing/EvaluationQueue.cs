using Portal.Core.Datasets;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations.Queueing;

/// <summary>Where an open evaluation stands.</summary>
/// <param name="Ahead">Evaluations of the same tenant that start before it; null where it waits for a machine or a moment, not for a turn, and for what runs.</param>
/// <param name="StartsIn">At the earliest; null when it runs, and when there is nothing to guess from.</param>
/// <param name="EndsIn">A guess; null when there is nothing to guess from.</param>
/// <param name="NotBefore">It failed a moment ago and is not tried before this; null otherwise.</param>
/// <param name="Waits">Why no machine takes it; null when one would.</param>
public sealed record QueueStanding(int? Ahead, TimeSpan? StartsIn, TimeSpan? EndsIn, DateTimeOffset? NotBefore, WaitingReason? Waits);

/// <summary>The tenant's line: who is next, how long it takes, and who waits for a machine that is not there.</summary>
public sealed class EvaluationQueue(PortalDatabase database, EvaluationOptions options, TimeProvider clock)
{
    /// <summary>Places further back than this are not told.</summary>
    public const int Longest = 1000;

    /// <summary>What guesses are made from.</summary>
    private const int Remembered = 200;

    private const int MostRunners = 500;

    /// <summary>Every open evaluation, but for those far back in a long line.</summary>
    public async Task<IReadOnlyDictionary<EvaluationId, QueueStanding>> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var running = await OpenAsync(db, db.Evaluations.Where(row => row.State == EvaluationState.Running).OrderBy(row => row.StartedAt), ct);
        var queued = await OpenAsync(db, db.Evaluations.Where(row => row.State == EvaluationState.Queued).InLine(), ct);
        if (running.Count + queued.Count == 0)
        {
            return new Dictionary<EvaluationId, QueueStanding>();
        }

        var now = clock.GetUtcNow();
        var models = await ModelsAsync(db, [.. running.Concat(queued).Select(row => row.Model).Distinct()], ct);
        var machines = await MachinesAsync(db, now, ct);
        var why = models.ToDictionary(model => model.Key, model => WaitingRules.Why(model.Value, machines.Machines));
        OpenRun Run(OpenRow row) => new(row.Id, row.Model, row.Dataset, row.Rows, Slots.KindOf(models[row.Model].RequiredLabels), row.State == EvaluationState.Running ? row.StartedAt : null, row.Phase, row.RowsDone);

        // Who waits for a machine, or for another try, keeps nobody behind it waiting.
        var inLine = queued.Where(row => why[row.Model] is null && row.DueAt <= now).Select(Run).ToList();
        var forecasts = QueueEstimate.Of([.. running.Where(row => row.StartedAt is not null).Select(Run)], inLine, await PastAsync(db, ct), machines.Slots, now);
        return running.Concat(queued).ToDictionary(row => row.Id, row => Standing(row, forecasts.GetValueOrDefault(row.Id), why[row.Model], now));
    }

    private static QueueStanding Standing(OpenRow row, RunForecast? forecast, WaitingReason? why, DateTimeOffset now) => row.State == EvaluationState.Running
        ? new(null, null, forecast?.EndsIn, null, null)
        : new(forecast?.Ahead, forecast?.StartsIn, forecast?.EndsIn, row.DueAt > now ? row.DueAt : null, why);

    private static async Task<List<OpenRow>> OpenAsync(PortalDbContext db, IQueryable<Evaluation> rows, CancellationToken ct)
    {
        var versions = db.Versions;
        return await rows.Take(Longest).Select(row => new OpenRow(
            row.Id, row.State, versions.Where(version => version.Id == row.VersionId).Select(version => version.ModelId).First(), row.DatasetVersionId, row.RowsTotal, row.DueAt, row.StartedAt, row.Phase, row.RowsDone)).ToListAsync(ct);
    }

    private async Task<Dictionary<ModelId, EvaluationNeeds>> ModelsAsync(PortalDbContext db, List<ModelId> ids, CancellationToken ct) =>
        (await db.Models.Where(model => ids.Contains(model.Id)).Select(model => new { model.Id, model.Task, model.RequiredLabels, model.AllowedRegions }).ToListAsync(ct))
        .ToDictionary(model => model.Id, model => new EvaluationNeeds(model.RequiredLabels, model.AllowedRegions, options.MemoryBytes) { Task = model.Task });

    private async Task<(IReadOnlyList<EvaluatingMachine> Machines, IReadOnlyDictionary<SlotKind, int> Slots)> MachinesAsync(PortalDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var runners = await db.Runners.AsNoTracking().Where(row => row.RetiredAt == null).OrderBy(row => row.NormalizedName).Take(MostRunners).ToListAsync(ct);
        var machines = runners.ConvertAll(row => new EvaluatingMachine(row.Name, row.Offer, RunnerRules.StateOf(row.LastSeenAt, row.RetiredAt, now)));
        var there = runners.Where(row => RunnerRules.StateOf(row.LastSeenAt, row.RetiredAt, now) == RunnerState.Online).ToList();
        if (options.Local)
        {
            machines.Insert(0, new EvaluatingMachine(RunnerList.Portal, options.Offer, RunnerState.Online));
        }

        return (machines, new Dictionary<SlotKind, int>
        {
            [SlotKind.Cores] = (options.Local ? options.CoreSlots : 0) + there.Sum(row => row.Slots ?? 1),
            [SlotKind.Gpu] = (options.Local ? options.GpuSlots : 0) + there.Where(row => Slots.HasGpu(row.Labels)).Sum(row => row.GpuSlots ?? 1),
        });
    }

    private static async Task<IReadOnlyList<PastRun>> PastAsync(PortalDbContext db, CancellationToken ct)
    {
        var versions = db.Versions;
        var rows = await db.Evaluations.Where(row => row.State == EvaluationState.Completed && row.StartedAt != null && row.EndedAt != null).OrderByDescending(row => row.QueuedAt).Take(Remembered)
            .Select(row => new { Model = versions.Where(version => version.Id == row.VersionId).Select(version => version.ModelId).First(), row.DatasetVersionId, row.RowsDone, row.StartedAt, row.EndedAt })
            .ToListAsync(ct);
        return [.. rows.Select(row => new PastRun(row.Model, row.DatasetVersionId, row.RowsDone, row.EndedAt!.Value - row.StartedAt!.Value))];
    }

    private sealed record OpenRow(
        EvaluationId Id, EvaluationState State, ModelId Model, DatasetVersionId Dataset, long? Rows, DateTimeOffset DueAt, DateTimeOffset? StartedAt, string? Phase, long RowsDone);
}
