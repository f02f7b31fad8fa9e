using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Tenancy;

namespace Portal.Core.Costs.Usage;

/// <param name="Team">Who carries what names no model; null for the sender's own team.</param>
public sealed record EditUsageSourceRequest(UsageSourceId Id, UsageSignal Signal, TeamId? Team, long Revision);

/// <summary>Says by which signal a source is counted from now on, and who carries what it cannot tell.</summary>
public sealed class EditUsageSource(AuditTrail trail)
{
    public const string Action = "usage.source";

    public async Task<Outcome<Done>> RunAsync(Actor actor, EditUsageSourceRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var subject = new AuditSubject("usage-source", request.Id.ToString(), "source of usage");
        if (unit.Refuses(Permission.ManageCosts) is { } forbidden)
        {
            return await unit.RefuseAsync(Action, subject, forbidden, ct);
        }

        if (await unit.Db.UsageSources.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } source)
        {
            return Refusal.NotFound("This source of usage");
        }

        if (source.Revision != request.Revision)
        {
            return Refusal.Stale("The source");
        }

        if (request.Team is { } team && !await unit.Db.Teams.AnyAsync(row => row.Id == team, ct))
        {
            return Refusal.NotFound("This team");
        }

        (source.Signal, source.TeamId) = (request.Signal, request.Team);
        unit.Record(Action, new AuditSubject("usage-source", source.Id.ToString(), source.Name), details: new JsonObject { ["signal"] = request.Signal.ToString(), ["team"] = request.Team?.ToString() });
        return await unit.CommitAsync(default(Done), ct);
    }
}
