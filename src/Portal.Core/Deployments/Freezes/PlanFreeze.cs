using System.Text.Json.Nodes;
using Portal.Core.Audit;
using Portal.Core.Promotions;
using Portal.Core.Storage;
using Portal.Core.Tenancy;

namespace Portal.Core.Deployments.Freezes;

/// <param name="Environment">The name of one environment; null when <paramref name="Purpose"/> says which.</param>
/// <param name="TimeZone">An IANA name: the zone in which people think of it.</param>
public sealed record PlanFreezeRequest(string Name, string? Environment, EnvironmentPurpose? Purpose, DateTimeOffset From, DateTimeOffset Until, string TimeZone, string Reason);

/// <summary>Says when nothing new goes live.</summary>
public sealed class PlanFreeze(AuditTrail trail)
{
    public async Task<Outcome<FreezeId>> RunAsync(Actor actor, PlanFreezeRequest request, CancellationToken ct)
    {
        await using var unit = await trail.BeginAsync(actor, ct);
        var id = FreezeId.New();
        if ((unit.Refuses(Permission.PlanFreezes) ?? RefusesPortal(unit.Actor)) is { } forbidden)
        {
            return await unit.RefuseAsync("freeze.plan", new AuditSubject("freeze", id.ToString(), request.Name), forbidden, ct);
        }

        if ((Names.RefusesText("name", request.Name) ?? FreezeRules.RefusesScope(request.Environment, request.Purpose) ?? (request.Purpose is { } asked ? Choices.Refuses("purpose", asked) : null)
            ?? FreezeRules.RefusesSpan(request.From, request.Until, request.TimeZone, unit.Now) ?? Texts.RefusesReason(request.Reason)) is { } invalid)
        {
            return invalid;
        }

        EnvironmentId? place = null;
        if (request.Purpose is null)
        {
            var name = Names.Normalize(request.Environment!);
            place = await unit.Db.Environments.Where(row => row.NormalizedName == name).Select(row => (EnvironmentId?)row.Id).SingleOrDefaultAsync(ct);
            if (place is null)
            {
                return EnvironmentFields.NotFound(request.Environment!);
            }
        }

        var freeze = new Freeze
        {
            TenantId = unit.Actor.Tenant,
            Id = id,
            Name = request.Name.Trim(),
            EnvironmentId = place,
            Purpose = request.Purpose,
            From = KeptInstant.Of(request.From),
            Until = KeptInstant.Of(request.Until),
            TimeZone = request.TimeZone,
            Reason = request.Reason.Trim(),
            PlannedBy = unit.Actor.Member!.Value,
            PlannedAt = unit.Now,
        };
        unit.Db.Freezes.Add(freeze);
        var where = request.Purpose is { } purpose ? $"all environments of {purpose.InWords()}" : request.Environment!.Trim();
        unit.Record("freeze.planned", new AuditSubject("freeze", id.ToString(), freeze.Name), freeze.Reason, new JsonObject
        {
            ["where"] = where,
            ["from"] = AuditChain.Instant(freeze.From),
            ["until"] = AuditChain.Instant(freeze.Until),
            ["timeZone"] = freeze.TimeZone,
        });
        unit.Tell("freeze.planned", new JsonObject
        {
            ["freezeId"] = id.ToString(),
            ["name"] = freeze.Name,
            ["environmentId"] = place?.ToString(),
            ["purpose"] = freeze.Purpose?.ToString(),
            ["from"] = AuditChain.Instant(freeze.From),
            ["until"] = AuditChain.Instant(freeze.Until),
            ["timeZone"] = freeze.TimeZone,
        });
        return await unit.CommitAsync(id, ct);
    }

    private static Refusal? RefusesPortal(Actor actor) =>
        actor.IsSystem ? new(RefusalKind.Forbidden, "freeze.person", "A person plans a freeze, never the portal itself.") : null;
}
