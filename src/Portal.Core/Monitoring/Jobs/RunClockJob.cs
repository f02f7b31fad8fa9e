using Portal.Core.Audit;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Monitoring.Jobs;

/// <param name="Name">Such as <c>run-monitors</c>.</param>
public sealed record RunClockJobRequest(string Name);

/// <summary>Lets one of the clock's jobs run at once on this node. They serve all tenants and only ask what is due, so nobody of one tenant can stop them.</summary>
public sealed class RunClockJob(AuditTrail trail, ClockLog log)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RunClockJobRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("job", request.Name, request.Name);
        if (unit.Refuses(Permission.ManageJobs) is { } forbidden)
        {
            return await unit.RefuseAsync("job.run", subject, forbidden, ct);
        }

        if (!log.List().Any(job => job.Name == request.Name))
        {
            return Refusal.NotFound($"The job {request.Name}");
        }

        if (!log.HasClock)
        {
            return new Refusal(RefusalKind.Conflict, "job.no-clock", "This process has no clock, so nothing would run.", "Ask a node that serves.");
        }

        unit.Record("job.run-asked", subject);
        var outcome = await unit.CommitAsync(default(Done), ct);
        if (outcome.IsOk)
        {
            log.Ask(request.Name);
        }

        return outcome;
    }
}
