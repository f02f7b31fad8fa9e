using System.Linq.Expressions;
using Portal.Core.Datasets;
using Portal.Core.Evaluations.Runners;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Evaluations;

/// <param name="Model">The name of one model.</param>
/// <param name="Number">The number of a version.</param>
/// <param name="Text">A part of a model's name.</param>
public sealed record EvaluationListRequest(EvaluationState? State = null, string? Model = null, int? Number = null, string? Text = null);

/// <param name="Runner">The runner that has or had it; null when the portal itself ran it, or nobody yet.</param>
/// <param name="RepeatOf">The evaluation that it repeats; null for all that are no repetitions.</param>
public sealed record EvaluationRow(
    EvaluationId Id,
    EvaluationState State,
    string Model,
    int VersionNumber,
    VersionId VersionId,
    string Dataset,
    int DatasetNumber,
    DatasetVersionId DatasetVersionId,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Phase,
    long RowsDone,
    long? RowsTotal,
    int Attempt,
    bool CancelRequested,
    string? RequestedBy,
    string? FailureSentence,
    EvaluationResults? Results,
    RunnerId? RunnerId = null,
    string? Runner = null,
    EvaluationPriority Priority = EvaluationPriority.Normal,
    EvaluationId? RepeatOf = null)
{
    /// <summary>Waits or runs: its state still changes by itself.</summary>
    public bool IsOpen => State is EvaluationState.Queued or EvaluationState.Running;
}

/// <summary>Evaluations of the tenant, the newest first.</summary>
public sealed class EvaluationList(PortalDatabase database)
{
    private static readonly Expression<Func<EvaluationJoin, EvaluationRow>> s_row = row => new EvaluationRow(
        row.Evaluation.Id, row.Evaluation.State, row.Model.Name, row.Version.Number, row.Version.Id, row.Dataset.Name, row.Snapshot.Number, row.Snapshot.Id,
        row.Evaluation.QueuedAt, row.Evaluation.StartedAt, row.Evaluation.EndedAt, row.Evaluation.Phase, row.Evaluation.RowsDone, row.Evaluation.RowsTotal,
        row.Evaluation.Attempt, row.Evaluation.CancelRequested, row.RequestedBy == null ? null : row.RequestedBy.Name, row.Evaluation.FailureSentence, row.Evaluation.Results,
        row.Evaluation.RunnerId, row.Runner == null ? null : row.Runner.Name, row.Evaluation.Priority, row.Evaluation.RepeatOf);

    public async Task<Outcome<Page<EvaluationRow>>> RunAsync(Actor actor, EvaluationListRequest request, PageRequest page, CancellationToken ct)
    {
        if (page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var joined = Joined(db);
        if (request.State is { } state)
        {
            joined = joined.Where(row => row.Evaluation.State == state);
        }

        if (request.Number is { } number)
        {
            joined = joined.Where(row => row.Version.Number == number);
        }

        if (request.Model is { Length: > 0 } model)
        {
            var normalized = Names.Normalize(model);
            joined = joined.Where(row => row.Model.NormalizedName == normalized);
        }

        return await PageAsync(joined.WhereContains(row => row.Model.Name, request.Text), page, ct);
    }

    /// <summary>The newest evaluation of each of a page's versions, in whichever state, repetitions left out; those without one are absent.</summary>
    public async Task<IReadOnlyDictionary<VersionId, EvaluationRow>> NewestAsync(Actor actor, IReadOnlyCollection<VersionId> versions, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var all = db.Evaluations.OfRecord();
        var newest = await Joined(db)
            .Where(row => versions.Contains(row.Evaluation.VersionId) && row.Evaluation.RepeatOf == null && !all.Any(other => other.VersionId == row.Evaluation.VersionId && other.QueuedAt > row.Evaluation.QueuedAt))
            .Select(s_row).ToListAsync(ct);
        return newest.GroupBy(row => row.VersionId).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Id)!);
    }

    /// <summary>How many wait or run: for the navigation.</summary>
    public async Task<int> OpenAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.Evaluations.CountAsync(row => row.State == EvaluationState.Queued || row.State == EvaluationState.Running, ct);
    }

    internal static Task<Page<EvaluationRow>> PageAsync(IQueryable<EvaluationJoin> joined, PageRequest page, CancellationToken ct) =>
        joined.NewestFirstAsync(row => row.Evaluation.QueuedAt, row => row.Evaluation.Id, s_row, page, ct);

    internal static IQueryable<EvaluationJoin> Joined(PortalDbContext db)
    {
        var (versions, models, snapshots, datasets, members, runners) = (db.Versions, db.Models, db.DatasetVersions, db.Datasets, db.Members, db.Runners);
        return from evaluation in db.Evaluations.AsNoTracking()
               join version in versions on evaluation.VersionId equals version.Id
               join model in models on version.ModelId equals model.Id
               join snapshot in snapshots on evaluation.DatasetVersionId equals snapshot.Id
               join dataset in datasets on snapshot.DatasetId equals dataset.Id
               join member in members on evaluation.RequestedBy equals member.Id into requesters
               from requester in requesters.DefaultIfEmpty()
               join runner in runners on evaluation.RunnerId equals runner.Id into holders
               from holder in holders.DefaultIfEmpty()
               select new EvaluationJoin { Evaluation = evaluation, Version = version, Model = model, Snapshot = snapshot, Dataset = dataset, RequestedBy = requester, Runner = holder };
    }

    internal sealed class EvaluationJoin
    {
        public required Evaluation Evaluation { get; init; }

        public required Version Version { get; init; }

        public required Model Model { get; init; }

        public required DatasetVersion Snapshot { get; init; }

        public required Dataset Dataset { get; init; }

        public Member? RequestedBy { get; init; }

        public Runner? Runner { get; init; }
    }
}
