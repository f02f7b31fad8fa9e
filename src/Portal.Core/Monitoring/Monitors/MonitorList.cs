using Portal.Core.Deployments;
using Portal.Core.Monitoring.Health;
using Portal.Core.Registry;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="State">Null for all that were not deleted.</param>
/// <param name="Search">A part of the name.</param>
public sealed record MonitorListRequest(
    PageRequest Page, string? Environment = null, string? Model = null, MonitorKind? Kind = null, MonitorState? State = null, string? Search = null);

/// <param name="LastVerdict">Of the newest window that was measured.</param>
/// <param name="OpenRuns">Runs that wait or go on.</param>
public sealed record MonitorRow(
    MonitorId Id, string Name, string Environment, string Model, MonitorKind Kind, WindowLength Window, string Schedule, string TimeZone, Severity Severity, MonitorActions Actions,
    MonitorState State, DateTimeOffset? NextDueAt, DateTimeOffset? LastWindowTo, WindowVerdict? LastVerdict, string? LastSentence, int OpenRuns, DateTimeOffset CreatedAt, long Revision);

/// <summary>The tenant's monitors, the newest first.</summary>
public sealed class MonitorList(PortalDatabase database)
{
    public async Task<Outcome<Page<MonitorRow>>> ReadAsync(Actor actor, MonitorListRequest request, CancellationToken ct)
    {
        if (request.Page.Refuses() is { } refusal)
        {
            return refusal;
        }

        await using var db = database.Open(actor.Tenant);
        var rows = Joined(db).WhereContains(row => row.Monitor.Name, request.Search);
        rows = request.State is { } state ? rows.Where(row => row.Monitor.State == state) : rows.Where(row => row.Monitor.State != MonitorState.Archived);
        rows = request.Kind is { } kind ? rows.Where(row => row.Monitor.Kind == kind) : rows;
        if (request.Environment is { Length: > 0 } environment)
        {
            var name = Names.Normalize(environment);
            rows = rows.Where(row => row.Environment.NormalizedName == name);
        }

        if (request.Model is { Length: > 0 } model)
        {
            var name = Names.Normalize(model);
            rows = rows.Where(row => row.Model.NormalizedName == name);
        }

        var page = await Shown(db, rows).NewestFirstAsync(row => row.Monitor.CreatedAt, row => row.Monitor.Id, row => row.Row, request.Page, ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, page.Items.Select(row => row.Id), ct);
        return page with { Items = [.. page.Items.Select(hidden.Hide)] };
    }

    internal static IQueryable<MonitorJoin> Joined(PortalDbContext db)
    {
        var (environments, models) = (db.Environments, db.Models);
        return from monitor in db.Monitors.AsNoTracking()
               join environment in environments on monitor.EnvironmentId equals environment.Id
               join model in models on monitor.ModelId equals model.Id
               select new MonitorJoin { Monitor = monitor, Environment = environment, Model = model };
    }

    internal static IQueryable<MonitorShown> Shown(PortalDbContext db, IQueryable<MonitorJoin> joined)
    {
        var runs = db.MonitorRuns;
        return joined.Select(row => new MonitorShown
        {
            Monitor = row.Monitor,
            Row = new MonitorRow(
                row.Monitor.Id, row.Monitor.Name, row.Environment.Name, row.Model.Name, row.Monitor.Kind, row.Monitor.Window, row.Monitor.Schedule, row.Monitor.TimeZone, row.Monitor.Severity,
                row.Monitor.Actions, row.Monitor.State, row.Monitor.NextDueAt, row.Monitor.LastWindowTo,
                runs.Where(run => run.MonitorId == row.Monitor.Id && run.State == MonitorRunState.Completed).OrderByDescending(run => run.WindowTo).Select(run => run.Verdict).FirstOrDefault(),
                runs.Where(run => run.MonitorId == row.Monitor.Id && run.State == MonitorRunState.Completed).OrderByDescending(run => run.WindowTo).Select(run => run.Sentence).FirstOrDefault(),
                runs.Count(run => run.MonitorId == row.Monitor.Id && (run.State == MonitorRunState.Queued || run.State == MonitorRunState.Running)),
                row.Monitor.CreatedAt, row.Monitor.Revision),
        });
    }

    internal sealed class MonitorJoin
    {
        public required Monitor Monitor { get; init; }

        public required Environment Environment { get; init; }

        public required Model Model { get; init; }
    }

    internal sealed class MonitorShown
    {
        public required Monitor Monitor { get; init; }

        public required MonitorRow Row { get; init; }
    }
}
