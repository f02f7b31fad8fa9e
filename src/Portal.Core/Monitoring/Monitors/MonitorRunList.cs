using System.Linq.Expressions;
using Portal.Core.Monitoring.Health;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Monitor">The name of one monitor; its runs come by their windows, the newest first. Without one they come as they were queued.</param>
public sealed record MonitorRunListRequest(PageRequest Page, string? Monitor = null, MonitorRunState? State = null, WindowVerdict? Verdict = null);

/// <param name="RequestedBy">Null when the schedule asked.</param>
/// <param name="VersionNumber">Of the version whose rows were looked at.</param>
public sealed record MonitorRunRow(
    MonitorRunId Id, MonitorId MonitorId, string Monitor, MonitorKind Kind, DateTimeOffset WindowFrom, DateTimeOffset WindowTo, MonitorRunState State, WindowVerdict? Verdict, string? Sentence,
    string? FailureSentence, long Rows, double Progress, int Attempt, bool CancelRequested, string? RequestedBy, int? VersionNumber, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Waits or runs: its state still changes by itself.</summary>
    public bool IsOpen => State is MonitorRunState.Queued or MonitorRunState.Running;

    public MonitorWindow Span => new(WindowFrom, WindowTo);

    /// <summary>From its start to its end; null while it has not ended.</summary>
    public TimeSpan? Took => EndedAt - StartedAt is { } took ? (took < TimeSpan.Zero ? TimeSpan.Zero : took) : null;
}

/// <param name="Readings">Empty until it is completed.</param>
public sealed record MonitorRunView(MonitorRunRow Row, IReadOnlyList<Reading> Readings);

/// <summary>Runs of the tenant's monitors. Who may not read protected attributes gets the verdicts of bias and no number of a group.</summary>
public sealed class MonitorRunList(PortalDatabase database)
{
    private static readonly Expression<Func<RunJoin, MonitorRunRow>> s_row = row => new MonitorRunRow(
        row.Run.Id, row.Monitor.Id, row.Monitor.Name, row.Monitor.Kind, row.Run.WindowFrom, row.Run.WindowTo, row.Run.State, row.Run.Verdict, row.Run.Sentence, row.Run.FailureSentence, row.Run.Rows,
        row.Run.Progress, row.Run.Attempt, row.Run.CancelRequested, row.RequestedBy == null ? null : row.RequestedBy.Name, row.Version == null ? null : row.Version.Number, row.Run.QueuedAt,
        row.Run.StartedAt, row.Run.EndedAt);

    public async Task<Outcome<Page<MonitorRunRow>>> ReadAsync(Actor actor, MonitorRunListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = Joined(db);
        rows = request.State is { } state ? rows.Where(row => row.Run.State == state) : rows;
        rows = request.Verdict is { } verdict ? rows.Where(row => row.Run.Verdict == verdict) : rows;
        if (request.Monitor is not { Length: > 0 } monitor)
        {
            return await HideAsync(db, actor, await rows.NewestFirstAsync(row => row.Run.QueuedAt, row => row.Run.Id, s_row, request.Page, ct), ct);
        }

        var (name, id) = (Names.Normalize(monitor), Guid.TryParse(monitor, out var guid) ? new MonitorId(guid) : default);
        if (await db.Monitors.Where(row => row.NormalizedName == name || row.Id == id).Select(row => (MonitorId?)row.Id).SingleOrDefaultAsync(ct) is not { } asked)
        {
            return MonitorFields.NotFound(monitor);
        }

        return await HideAsync(db, actor, await rows.Where(row => row.Monitor.Id == asked).NewestFirstAsync(row => row.Run.WindowTo, row => row.Run.Id, s_row, request.Page, ct), ct);
    }

    public async Task<Outcome<MonitorRunView>> FindAsync(Actor actor, MonitorRunId id, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        var row = await Joined(db).Where(row => row.Run.Id == id).Select(s_row).SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return RunFields.NotFound;
        }

        var hidden = await ProtectedColumns.OfAsync(db, actor, [row.MonitorId], ct);
        var readings = await db.MonitorRuns.Where(run => run.Id == id).Select(run => run.Readings).SingleAsync(ct) ?? [];
        return new MonitorRunView(hidden.Hide(row), hidden.Hide(row.MonitorId, row.Kind, readings));
    }

    /// <summary>How many wait or run: for the navigation.</summary>
    public async Task<int> OpenAsync(Actor actor, CancellationToken ct)
    {
        await using var db = database.Open(actor.Tenant);
        return await db.MonitorRuns.CountAsync(row => row.State == MonitorRunState.Queued || row.State == MonitorRunState.Running, ct);
    }

    private static async Task<Page<MonitorRunRow>> HideAsync(PortalDbContext db, Actor actor, Page<MonitorRunRow> page, CancellationToken ct)
    {
        var hidden = await ProtectedColumns.OfAsync(db, actor, page.Items.Select(row => row.MonitorId), ct);
        return page with { Items = [.. page.Items.Select(hidden.Hide)] };
    }

    private static IQueryable<RunJoin> Joined(PortalDbContext db)
    {
        var (monitors, versions, members) = (db.Monitors, db.Versions, db.Members);
        return from run in db.MonitorRuns.AsNoTracking()
               join monitor in monitors on run.MonitorId equals monitor.Id
               join version in versions on run.VersionId equals version.Id into measured
               from version in measured.DefaultIfEmpty()
               join member in members on run.RequestedBy equals member.Id into requesters
               from requester in requesters.DefaultIfEmpty()
               select new RunJoin { Run = run, Monitor = monitor, Version = version, RequestedBy = requester };
    }

    private sealed class RunJoin
    {
        public required MonitorRun Run { get; init; }

        public required Monitor Monitor { get; init; }

        public Version? Version { get; init; }

        public Member? RequestedBy { get; init; }
    }
}
