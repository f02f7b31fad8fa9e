using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Datasets;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <summary>An evaluation that this node holds the lease of, with what it is made from.</summary>
internal sealed record ClaimedEvaluation(
    TenantId Tenant, EvaluationId Id, string Owner, int Attempt, Version Version, string ModelName, ModelTask Task, DatasetVersion Dataset, string DatasetName)
{
    /// <summary>The model's slices as they are now: the evidence keeps them.</summary>
    public IReadOnlyList<NamedSlice> Slices { get; init; } = [];

    public AuditSubject Subject => new("version", Version.Id.ToString(), $"{ModelName} version {Version.Number}");
}

/// <summary>Takes the tenant's next due evaluation, so that of several nodes one has it.</summary>
internal sealed class ClaimEvaluation(AuditTrail trail, PortalDatabase database, TimeProvider clock)
{
    /// <returns>Null when nothing is due, or another node was faster.</returns>
    public async Task<ClaimedEvaluation?> RunAsync(TenantId tenant, string owner, CancellationToken ct)
    {
        if (await NextAsync(tenant, ct) is not { } next)
        {
            return null;
        }

        await using var unit = await trail.BeginAsync(Actor.ForJob(tenant, "evaluations"), ct);
        var taken = await unit.Db.Evaluations.Where(row => row.Id == next && row.State == EvaluationState.Queued).ExecuteUpdateAsync(
            row => row.SetProperty(claimed => claimed.State, EvaluationState.Running)
                .SetProperty(claimed => claimed.LeaseOwner, owner)
                .SetProperty(claimed => claimed.LeaseUntil, unit.Now + EvaluationRules.Lease)
                .SetProperty(claimed => claimed.Attempt, claimed => claimed.Attempt + 1)
                .SetProperty(claimed => claimed.StartedAt, unit.Now)
                .SetProperty(claimed => claimed.Phase, "starting")
                .SetProperty(claimed => claimed.RowsDone, 0),
            ct);
        if (taken != 1)
        {
            return null;
        }

        var claimed = await LoadAsync(unit.Db, next, owner, ct);
        unit.Record("evaluation.started", claimed.Subject, details: new JsonObject { ["evaluation"] = next.ToString(), ["attempt"] = claimed.Attempt });
        var outcome = await unit.CommitAsync(claimed, ct);
        return outcome.IsOk ? claimed : null;
    }

    /// <summary>Looked for outside of the unit: most looks find nothing, and should hold nobody up.</summary>
    private async Task<EvaluationId?> NextAsync(TenantId tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(tenant);
        return await db.Evaluations.Where(row => row.State == EvaluationState.Queued && row.DueAt <= now)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Select(row => (EvaluationId?)row.Id).FirstOrDefaultAsync(ct);
    }

    private static async Task<ClaimedEvaluation> LoadAsync(PortalDbContext db, EvaluationId id, string owner, CancellationToken ct)
    {
        var (versions, models, snapshots, datasets) = (db.Versions, db.Models, db.DatasetVersions, db.Datasets);
        var row = await (from evaluation in db.Evaluations.AsNoTracking()
                         join version in versions on evaluation.VersionId equals version.Id
                         join model in models on version.ModelId equals model.Id
                         join snapshot in snapshots on evaluation.DatasetVersionId equals snapshot.Id
                         join dataset in datasets on snapshot.DatasetId equals dataset.Id
                         where evaluation.Id == id
                         select new { evaluation.TenantId, evaluation.Attempt, Version = version, Model = model, Snapshot = snapshot, Dataset = dataset.Name }).SingleAsync(ct);
        return new ClaimedEvaluation(row.TenantId, id, owner, row.Attempt, row.Version, row.Model.Name, row.Model.Task, row.Snapshot, row.Dataset) { Slices = row.Model.Slices };
    }
}
