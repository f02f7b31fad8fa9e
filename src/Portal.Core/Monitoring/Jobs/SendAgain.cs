using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Jobs;

/// <summary>Makes a tenant's messages that failed for good due again, with all attempts.</summary>
public sealed class SendAgain(AuditTrail trail, WorkSignal signal)
{
    /// <returns>How many.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("job", "outbox", "messages that were not delivered");
        if (unit.Refuses(Permission.ManageJobs) is { } forbidden)
        {
            return await unit.RefuseAsync("job.send-again", subject, forbidden, ct);
        }

        var count = await unit.Db.Outbox.Where(row => row.DeliveredAt == null && row.FailedAt != null).ExecuteUpdateAsync(
            row => row.SetProperty(again => again.FailedAt, (DateTimeOffset?)null).SetProperty(again => again.Attempts, 0).SetProperty(again => again.DueAt, unit.Now), ct);
        if (count == 0)
        {
            return 0;
        }

        unit.Record("job.sent-again", subject, details: new JsonObject { ["messages"] = count });
        var outcome = await unit.CommitAsync(count, ct);
        signal.Raise();
        return outcome;
    }
}
