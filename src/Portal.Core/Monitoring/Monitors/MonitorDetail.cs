using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Monitors;

/// <param name="Next">The next windows, each with the moment at which it is looked at.</param>
/// <param name="Snap">What the zone means for the windows, where that needs saying.</param>
public sealed record MonitorView(MonitorRow Row, MonitorDraft Draft, string CreatedBy, IReadOnlyList<(MonitorWindow Window, DateTimeOffset LookedAt)> Next, string? Snap);

/// <summary>One monitor.</summary>
public sealed class MonitorDetail(PortalDatabase database, TimeProvider clock)
{
    private const int NextShown = 3;

    /// <param name="name">Its name; or its id, which finds one that was deleted, too.</param>
    public async Task<Outcome<MonitorView>> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var normalized = Names.Normalize(name);
        await using var db = database.Open(actor.Tenant);
        var rows = MonitorList.Joined(db);
        var id = Guid.TryParse(name, out var guid) ? new MonitorId(guid) : default;
        var shown = await MonitorList.Shown(db, rows.Where(row => row.Monitor.NormalizedName == normalized || row.Monitor.Id == id)).SingleOrDefaultAsync(ct);
        if (shown is null)
        {
            return MonitorFields.NotFound(name);
        }

        var monitor = shown.Monitor;
        var (schedule, now) = (MonitorSchedule.Of(monitor), clock.GetUtcNow());
        var author = await db.Members.Where(member => member.Id == monitor.CreatedBy).Select(member => member.Name).SingleAsync(ct);
        var hidden = await ProtectedColumns.OfAsync(db, actor, [monitor.Id], ct);
        return new MonitorView(hidden.Hide(shown.Row), MonitorDraft.Of(monitor), author, monitor.State == MonitorState.Active ? schedule.Next(now, NextShown) : [], schedule.SnapSentence(now));
    }
}
