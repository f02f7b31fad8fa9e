using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Queueing;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;
using Portal.Scoring.Contract;

namespace Portal.Core.Evaluations;

/// <summary>An evaluation that somebody holds the lease of, with what it is made from.</summary>
internal sealed record ClaimedEvaluation(
    TenantId Tenant, EvaluationId Id, LeaseHolder Holder, int Attempt, Version Version, string ModelName, ModelTask Task, DatasetVersion Dataset, string DatasetName)
{
    /// <summary>The model's slices as they are now: the evidence keeps them.</summary>
    public IReadOnlyList<NamedSlice> Slices { get; init; } = [];

    /// <summary>What the request asked for; any device where it asked for none.</summary>
    public DeviceWish Device { get; init; } = DeviceWish.Any;

    /// <summary>What it occupies on the machine that has it.</summary>
    public SlotKind Slot { get; init; }

    /// <summary>As the evidence that is made again says; null for what the machine is set to.</summary>
    public long? ExplanationRows { get; init; }

    /// <summary>The evidence that is to be made again; null when it is made for the first time.</summary>
    public Digest? Repeats { get; init; }

    public AuditSubject Subject => new("version", Version.Id.ToString(), $"{ModelName} version {Version.Number}");
}

/// <summary>Takes the tenant's next due evaluation that fits a machine, so that of several one has it.</summary>
internal sealed class ClaimEvaluation(AuditTrail trail, PortalDatabase database, EvaluationOptions options, TimeProvider clock)
{
    /// <summary>For this node of the portal.</summary>
    public Task<ClaimedEvaluation?> RunAsync(TenantId tenant, string node, CancellationToken ct) => RunAsync(tenant, LeaseHolder.Node(node, options), ct);

    /// <returns>Null when nothing that fits is due, or somebody else was faster.</returns>
    public async Task<ClaimedEvaluation?> RunAsync(TenantId tenant, LeaseHolder holder, CancellationToken ct)
    {
        if (await NextAsync(tenant, holder, ct) is not { } next)
        {
            return null;
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "evaluations"), ct);
        if (await unit.Db.Evaluations.AnyAsync(row => row.State == EvaluationState.Running && row.LeaseOwner == holder.Owner, ct))
        {
            // The same holder asked twice at once; it has one already.
            return null;
        }

        if (!(await FreeAsync(unit.Db, holder, ct)).Contains(next.Slot))
        {
            // Another slot of the same runner took its graphics processor meanwhile.
            return null;
        }

        var taken = await unit.Db.Evaluations.Where(row => row.Id == next.Id && row.State == EvaluationState.Queued).ExecuteUpdateAsync(
            row => row.SetProperty(claimed => claimed.State, EvaluationState.Running)
                .SetProperty(claimed => claimed.LeaseOwner, holder.Owner)
                .SetProperty(claimed => claimed.LeaseUntil, unit.Now + holder.Lease)
                .SetProperty(claimed => claimed.RunnerId, holder.Runner)
                .SetProperty(claimed => claimed.Attempt, claimed => claimed.Attempt + 1)
                .SetProperty(claimed => claimed.StartedAt, unit.Now)
                .SetProperty(claimed => claimed.Phase, "starting")
                .SetProperty(claimed => claimed.RowsDone, 0),
            ct);
        if (taken != 1)
        {
            return null;
        }

        var claimed = await LoadAsync(unit.Db, next.Id, holder, ct);
        unit.Record("evaluation.started", claimed.Subject, details: new JsonObject { ["evaluation"] = next.Id.ToString(), ["attempt"] = claimed.Attempt, ["runner"] = holder.Name });
        var outcome = await unit.CommitAsync(claimed, ct);
        return outcome.IsOk ? claimed : null;
    }

    /// <summary>What a claim is made from.</summary>
    public static async Task<ClaimedEvaluation> LoadAsync(PortalDbContext db, EvaluationId id, LeaseHolder holder, CancellationToken ct)
    {
        var (versions, models, snapshots, datasets, all) = (db.Versions, db.Models, db.DatasetVersions, db.Datasets, db.Evaluations);
        var row = await (from evaluation in db.Evaluations.AsNoTracking()
                         join version in versions on evaluation.VersionId equals version.Id
                         join model in models on version.ModelId equals model.Id
                         join snapshot in snapshots on evaluation.DatasetVersionId equals snapshot.Id
                         join dataset in datasets on snapshot.DatasetId equals dataset.Id
                         where evaluation.Id == id
                         select new
                         {
                             evaluation.TenantId,
                             evaluation.Attempt,
                             evaluation.Device,
                             Version = version,
                             Model = model,
                             Snapshot = snapshot,
                             Dataset = dataset.Name,
                             Repeats = all.Where(first => first.Id == evaluation.RepeatOf).Select(first => first.EvidenceDigest).FirstOrDefault(),
                         }).SingleAsync(ct);
        return new ClaimedEvaluation(row.TenantId, id, holder, row.Attempt, row.Version, row.Model.Name, row.Model.Task, row.Snapshot, row.Dataset)
        {
            Slices = row.Model.Slices,
            Device = row.Device ?? DeviceWish.Any,
            Slot = Slots.KindOf(row.Model.RequiredLabels),
            Repeats = row.Repeats,
        };
    }

    /// <summary>Looked for outside of the unit: most looks find nothing, and should hold nobody up.</summary>
    private async Task<(EvaluationId Id, SlotKind Slot)?> NextAsync(TenantId tenant, LeaseHolder holder, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var versions = db.Versions;
        var due = db.Evaluations.Where(row => row.State == EvaluationState.Queued && row.DueAt <= now);
        if (holder.Only is { } only)
        {
            due = due.Where(row => row.Id == only);
        }

        var models = await db.Models.Where(model => due.Any(row => versions.Any(version => version.Id == row.VersionId && version.ModelId == model.Id)))
            .Select(model => new { model.Id, model.Task, model.RequiredLabels, model.AllowedRegions }).ToListAsync(ct);
        var free = models.Count == 0 ? [] : await FreeAsync(db, holder, ct);
        var fitting = models
            .Where(model => RunnerRules.Refuses(holder.Offer, new EvaluationNeeds(model.RequiredLabels, model.AllowedRegions, options.MemoryBytes) { Task = model.Task }) is null)
            .Select(model => (model.Id, Slot: Slots.KindOf(model.RequiredLabels))).Where(model => free.Contains(model.Slot)).ToDictionary(model => model.Id, model => model.Slot);
        if (fitting.Count == 0)
        {
            return null;
        }

        var ids = fitting.Keys.ToList();
        var next = await (from row in due.Where(row => versions.Any(version => version.Id == row.VersionId && ids.Contains(version.ModelId))).InLine()
                          select new { row.Id, Model = versions.Where(version => version.Id == row.VersionId).Select(version => version.ModelId).First() }).FirstOrDefaultAsync(ct);
        return next is null ? null : (next.Id, fitting[next.Model]);
    }

    /// <summary>A node knows what it runs itself; of a runner the rows say it.</summary>
    private static async Task<IReadOnlyList<SlotKind>> FreeAsync(PortalDbContext db, LeaseHolder holder, CancellationToken ct)
    {
        if (holder.Runner is not { } runner)
        {
            return holder.Free;
        }

        var (versions, models) = (db.Versions, db.Models);
        var running = await (from row in db.Evaluations
                             where row.RunnerId == runner && row.State == EvaluationState.Running
                             join version in versions on row.VersionId equals version.Id
                             join model in models on version.ModelId equals model.Id
                             select model.RequiredLabels).ToListAsync(ct);
        return Slots.Free([.. running.Select(Slots.KindOf)], int.MaxValue, holder.GpuSlots);
    }
}
