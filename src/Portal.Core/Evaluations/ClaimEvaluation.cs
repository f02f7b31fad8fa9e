using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
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

        var taken = await unit.Db.Evaluations.Where(row => row.Id == next && row.State == EvaluationState.Queued).ExecuteUpdateAsync(
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

        var claimed = await LoadAsync(unit.Db, next, holder, ct);
        unit.Record("evaluation.started", claimed.Subject, details: new JsonObject { ["evaluation"] = next.ToString(), ["attempt"] = claimed.Attempt, ["runner"] = holder.Name });
        var outcome = await unit.CommitAsync(claimed, ct);
        return outcome.IsOk ? claimed : null;
    }

    /// <summary>What a claim is made from.</summary>
    public static async Task<ClaimedEvaluation> LoadAsync(PortalDbContext db, EvaluationId id, LeaseHolder holder, CancellationToken ct)
    {
        var (versions, models, snapshots, datasets) = (db.Versions, db.Models, db.DatasetVersions, db.Datasets);
        var row = await (from evaluation in db.Evaluations.AsNoTracking()
                         join version in versions on evaluation.VersionId equals version.Id
                         join model in models on version.ModelId equals model.Id
                         join snapshot in snapshots on evaluation.DatasetVersionId equals snapshot.Id
                         join dataset in datasets on snapshot.DatasetId equals dataset.Id
                         where evaluation.Id == id
                         select new { evaluation.TenantId, evaluation.Attempt, evaluation.Device, Version = version, Model = model, Snapshot = snapshot, Dataset = dataset.Name }).SingleAsync(ct);
        return new ClaimedEvaluation(row.TenantId, id, holder, row.Attempt, row.Version, row.Model.Name, row.Model.Task, row.Snapshot, row.Dataset) { Slices = row.Model.Slices, Device = row.Device ?? DeviceWish.Any };
    }

    /// <summary>Looked for outside of the unit: most looks find nothing, and should hold nobody up.</summary>
    private async Task<EvaluationId?> NextAsync(TenantId tenant, LeaseHolder holder, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        var versions = db.Versions;
        var due = db.Evaluations.Where(row => row.State == EvaluationState.Queued && row.DueAt <= now);
        var models = await db.Models.Where(model => due.Any(row => versions.Any(version => version.Id == row.VersionId && version.ModelId == model.Id)))
            .Select(model => new { model.Id, model.Task, model.RequiredLabels, model.AllowedRegions }).ToListAsync(ct);
        // Texts are compared where they lie: there is no model that a runner could run.
        var fitting = models.Where(model => (holder.Runner is null || model.Task != ModelTask.TextGeneration) && RunnerRules.Refuses(holder.Offer, new EvaluationNeeds(model.RequiredLabels, model.AllowedRegions, options.MemoryBytes)) is null)
            .Select(model => model.Id).ToList();
        return fitting.Count == 0
            ? null
            : await (from row in due
                     join version in versions on row.VersionId equals version.Id
                     where fitting.Contains(version.ModelId)
                     orderby row.DueAt, row.Id
                     select (EvaluationId?)row.Id).FirstOrDefaultAsync(ct);
    }
}
